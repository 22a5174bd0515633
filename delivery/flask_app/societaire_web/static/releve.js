// Keeps what is typed in a declaration, of bases or of a claim: saves it at every change, tells the truth about it, and when it can't be saved
// keeps it on this device and offers it again. Adds rows, hides what does not apply, adds up. The page works without.

const PAUSE = 900;
const RETRIES = [3000, 8000, 20000, 60000];
const DAY = 24 * 3600 * 1000;
const form = document.getElementById("releve");
const status = document.getElementById("enregistrement");
const alarm = document.getElementById("alerte");
const place = `societaire:releve:${form.dataset.person}:${location.pathname}`;
const OWN = ["csrf_token", "version", "action"];

// What is typed

function entries() {
  const found = {};
  // Two fields may answer the same question, a list and a few words: the first that says something is the answer.
  for (const [name, text] of new FormData(form)) {
    if (OWN.includes(name)) continue;
    if (found[name] && text && form.querySelector(`[type="checkbox"][name="${name}"]`)) found[name] += `|${text}`;
    else found[name] ||= text;
  }
  return found;
}

function put(name, text) {
  let rest = text;
  for (const one of form.elements) {
    if (one.name !== name) continue;
    if (one.type === "radio") one.checked = text === one.value;
    else if (one.type === "checkbox") one.checked = text.split("|").includes(one.value);
    else if (one.tagName === "SELECT") {
      const known = [...one.options].some((option) => option.value === text);
      one.value = known ? text : "";
      if (known) rest = "";
    } else one.value = rest;
  }
}

// Rows

function renumber(list) {
  const rows = [...list.children];
  rows.forEach((row, at) => {
    row.querySelector("legend .rank").textContent = at + 1;
    for (const one of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby", "aria-labelledby", "value", "data-path", "data-when"]) {
        const text = one.getAttribute(name);
        if (name === "value" && one.tagName !== "BUTTON") continue;
        if (text) one.setAttribute(name, text.replaceAll(new RegExp(`\\b${list.dataset.rows}([.:])(\\d+|_)(?=[.\\-]|$|\\s)`, "g"), `${list.dataset.rows}$1${at}`));
      }
    }
  });
  const most = Number(list.dataset.most);
  const adding = form.querySelector(`[data-add="${list.dataset.rows}"]`);
  if (adding) adding.disabled = rows.length >= most;
}

function addRow(table) {
  const list = form.querySelector(`[data-rows="${table}"]`);
  const made = document.getElementById(`${table}-ligne`).content.cloneNode(true);
  list.append(made);
  renumber(list);
  apply();
  return list.lastElementChild;
}

function removeRow(row) {
  const list = row.parentElement;
  const next = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  if (!list.children.length) addRow(list.dataset.rows);
  renumber(list);
  const target = next && next.isConnected ? next.querySelector("input, select, textarea") : form.querySelector(`[data-add="${list.dataset.rows}"]`);
  target.focus();
}

// What does not apply

function apply() {
  const given = entries();
  for (const part of form.querySelectorAll("[data-when]")) {
    const wanted = part.dataset.value.split("|");
    part.hidden = !(given[part.dataset.when] || "").split("|").some((value) => wanted.includes(value));
  }
  for (const part of form.querySelectorAll(".other")) part.hidden = part.parentElement.querySelector("select").value !== "";
}

// Sums, in cents: decimals of a machine drift

export function cents(text) {
  // As the server reads: thousands by threes, and a lone point before three digits could be either.
  const plain = text.replace(/\s+/g, " ").trim().replace(/ ?[€%]$/, "");
  if (!plain) return 0;
  const isNumber = /^([0-9]+|[0-9]{1,3}( [0-9]{3})+|[0-9]{1,3}(\.[0-9]{3})+(?=,|$))([,.][0-9]{1,2})?$/.test(plain);
  if (!isNumber || /^[0-9 ]+\.[0-9]{3}$/.test(plain)) return NaN;
  const rest = /[,.][0-9]{1,2}$/.exec(plain)?.[0] ?? "";
  const whole = plain.slice(0, plain.length - rest.length).replace(/[ .]/g, "");
  return Number(whole) * 100 + Number(rest.slice(1).padEnd(2, "0"));
}

const PERCENTS = 10000;

function written(value, unit) {
  if (!Number.isFinite(value)) return "–";
  const sign = value < 0 ? "-" : "";
  const whole = String(Math.floor(Math.abs(value) / 100)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const rest = Math.abs(value) % 100;
  return `${sign}${whole}${rest ? `,${String(rest).padStart(2, "0")}` : ""}${unit ? `\u00a0${unit}` : ""}`;
}

function figure(name) {
  const one = [...form.elements].find((each) => each.name === name && !each.closest("[hidden]"));
  return one ? cents(one.value) : 0;
}

function addUp() {
  // A sum in which something can't be read is no sum; the server makes them all again.
  for (const out of form.querySelectorAll("output[data-total]")) {
    const times = out.dataset.times.split(" ").filter(Boolean);
    let sum = 0;
    for (const path of out.dataset.of.split(" ")) {
      const [table, star, column] = path.split(".");
      if (star !== "*") { sum += figure(path); continue; }
      const rows = form.querySelector(`[data-rows="${table}"]`)?.children.length || 0;
      for (let row = 0; row < rows; row += 1) {
        const shares = times.map((other) => figure(`${table}.${row}.${other.split(".").pop()}`));
        sum += shares.reduce((product, share) => (product * share) / PERCENTS, figure(`${table}.${row}.${column}`));
      }
    }
    out.textContent = written(Math.round(sum), out.dataset.unit);
  }
}

// Saving

let timer = 0;
let retry = 0;
let running = false;
let again = false;
let over = false;

function tell(text, kind = "") {
  status.textContent = text;
  status.className = `saved ${kind}`.trim();
}

function warn(code, text = "") {
  for (const part of alarm.querySelectorAll("[data-code]")) part.hidden = part.dataset.code !== code;
  const told = alarm.querySelector(`[data-code="${code}"] .told`);
  if (told && text) told.textContent = text;
  alarm.hidden = !code;
}

function later(wait = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

function changed() {
  if (over) { keep(); return; }
  tell("Modifications en cours…");
  keep();
  addUp();
  later();
}

async function save() {
  clearTimeout(timer);
  if (over) return;
  if (running) { again = true; return; }
  running = true;
  tell("Enregistrement…");
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual",
    keepalive: document.visibilityState === "hidden",
  }).catch(() => null);
  const told = answer && answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json().catch(() => null) : null;
  running = false;
  if (answer && answer.ok && told) saved(told);
  else refused(answer, told || {});
}

function saved(told) {
  retry = 0;
  form.elements.version.value = told.version;
  warn("");
  if (again) { again = false; later(0); return; }
  forget();
  tell(told.saved, "good");
  show(told);
}

function refused(answer, told) {
  again = false;
  keep();
  if (answer && (answer.status === 401 || answer.type === "opaqueredirect")) {
    over = true;
    tell("Non enregistré : votre session est terminée.", "wrong");
    warn("session");
  } else if (answer && answer.status === 409) {
    over = true;
    tell("Non enregistré : quelqu’un a écrit entre-temps.", "wrong");
    warn(told.code?.endsWith("draft_changed") ? "conflict" : "moved", told.told);
  } else if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    over = true;
    tell("Non enregistré.", "wrong");
    warn("refused", told.told);
  } else {
    const cause = answer ? "le service ne répond pas" : "pas de connexion au réseau";
    tell(`Non enregistré : ${cause}. Votre texte est gardé sur cet appareil, nouvel essai bientôt.`, "wrong");
    later(RETRIES[Math.min(retry++, RETRIES.length - 1)]);
  }
}

function show(told) {
  for (const part of form.querySelectorAll(".live")) part.remove();
  for (const { path, text } of told.unread || []) {
    const one = form.querySelector(`.entry[data-path="${path}"]`);
    if (!one || one.contains(document.activeElement) || one.querySelector(".problem")) continue;
    const list = document.createElement("ul");
    list.className = "problem live";
    list.append(Object.assign(document.createElement("li"), { textContent: text }));
    one.querySelector("label, legend").after(list);
  }
  for (const [path, text] of Object.entries(told.totals || {})) {
    const out = form.querySelector(`output[data-total="${path}"]`);
    if (out && out.textContent !== "–") out.textContent = text;
  }
}

// This device

function keep() {
  const copy = { at: Date.now(), version: form.elements.version.value, entries: entries() };
  try { localStorage.setItem(place, JSON.stringify(copy)); return true; } catch { return false; }
}

function forget() {
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
}

function kept() {
  try {
    const copy = JSON.parse(localStorage.getItem(place));
    return copy && Date.now() - copy.at < 7 * DAY ? copy : null;
  } catch { return null; }
}

function take(copy) {
  for (const list of form.querySelectorAll("[data-rows]")) {
    const wanted = Object.keys(copy.entries).map((name) => name.split(".")).filter(([table, row]) => table === list.dataset.rows && row);
    const most = Math.max(0, ...wanted.map(([, row]) => Number(row) + 1));
    while (list.children.length < Math.min(most, Number(list.dataset.most))) addRow(list.dataset.rows);
  }
  for (const one of form.elements) if (one.type === "checkbox") one.checked = false;
  for (const [name, text] of Object.entries(copy.entries)) put(name, text);
  form.elements.version.value = copy.version;
  apply();
  changed();
}

function offer(copy) {
  const now = JSON.stringify(Object.entries(entries()).filter(([, text]) => text).sort());
  const then = JSON.stringify(Object.entries(copy.entries).filter(([, text]) => text).sort());
  if (now === then) { forget(); return; }
  const notice = document.getElementById("retrouve");
  const at = new Date(copy.at);
  notice.querySelector(".when").textContent = `${at.toLocaleDateString("fr-FR", { day: "numeric", month: "long" })} à ${at.getHours()}\u00a0h\u00a0${String(at.getMinutes()).padStart(2, "0")}`;
  notice.hidden = false;
  notice.querySelector("[data-take]").addEventListener("click", () => { notice.hidden = true; take(copy); });
  notice.querySelector("[data-drop]").addEventListener("click", () => { notice.hidden = true; forget(); });
}

// Events

form.addEventListener("input", changed);
form.addEventListener("change", () => { apply(); addUp(); });
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.add) {
    event.preventDefault();
    addRow(button.dataset.add).querySelector("input, select, textarea").focus();
    addUp();
  } else if (button?.dataset.remove !== undefined && button.closest("[data-rows] > li")) {
    event.preventDefault();
    removeRow(button.closest("[data-rows] > li"));
    changed();
  }
});
form.addEventListener("submit", (event) => {
  if (over && event.submitter?.dataset.code === undefined && !event.submitter?.closest("#alerte")) return;
  clearTimeout(timer);
  keep();
});
addEventListener("online", () => { if (retry) later(0); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer && status.textContent.startsWith("Modifications")) save();
});
addEventListener("beforeunload", (event) => {
  if (status.classList.contains("wrong") && !kept()) event.preventDefault();
});

form.classList.add("scripted");
apply();
addUp();
// Of two versions one was chosen: the other is not to be offered again.
if ("chosen" in form.dataset) forget();
const copy = kept();
if (copy) offer(copy);
