// Tells while a password is typed which advice it does not meet, and lets it be shown. The page works without.

const PAUSE = 400;

function watch(input, list) {
  const told = document.getElementById("password-etat");
  const token = input.form.elements.csrf_token.value;
  let timer = 0;
  let asked = 0;

  async function ask() {
    const turn = ++asked;
    const answer = await fetch(list.dataset.conseils, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ password: input.value, purpose: list.dataset.purpose }),
      redirect: "error",
    }).catch(() => null);
    if (!answer || !answer.ok || turn !== asked) return;
    show((await answer.json()).unmet);
  }

  function show(unmet) {
    for (const item of list.querySelectorAll("[data-advice]")) {
      const wrong = unmet.includes(item.dataset.advice);
      item.hidden = "rare" in item.dataset && !wrong;
      item.className = wrong ? "unmet" : "met";
      item.querySelector(".state").textContent = wrong ? "\u00a0: non respecté" : "\u00a0: respecté";
    }
    told.textContent = summary(unmet.length);
  }

  function summary(count) {
    if (count === 0) return "Tous les conseils sont respectés.";
    return count === 1 ? "Un conseil n’est pas respecté." : `${count} conseils ne sont pas respectés.`;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

function showable(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "Afficher";
  button.setAttribute("aria-label", "Afficher le mot de passe");
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.textContent = hidden ? "Masquer" : "Afficher";
    button.setAttribute("aria-pressed", String(hidden));
  });
  input.form.addEventListener("submit", () => { input.type = "password"; });
  input.after(button);
}

const input = document.getElementById("password");
const list = document.getElementById("password-conseils");
if (input && list) {
  watch(input, list);
  showable(input);
}
