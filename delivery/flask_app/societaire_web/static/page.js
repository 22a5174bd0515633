// Small conveniences of every page, which works without: menus that close, a summary of errors that is heard.

const menus = document.querySelectorAll("details.menu");

function close(menu, back) {
  if (!menu.open) return;
  menu.open = false;
  if (back) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) close(menu, false);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) close(menu, menu.contains(document.activeElement));
});

const errors = document.getElementById("erreurs");
if (errors && document.activeElement !== errors) errors.focus();

// Whoever signs out leaves nothing of what they typed on this device.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.endsWith?.("/deconnexion")) return;
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("societaire:")) localStorage.removeItem(name);
  } catch { /* nothing was kept */ }
});

// A page kept by the browser is shown again by "back" as it was: after signing out it must not be.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
