// Sends files in pieces that resume where the network cut them (tus 1.0): progress, cancel, retry, drag and drop.
// The page works without: its plain forms send the same files, to the same place.

const VERSION = { "Tus-Resumable": "1.0.0", Accept: "application/json" };
const SMALLEST = 256 * 1024;
const LARGEST = 16 * 1024 * 1024;
const QUICK = 2000;
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];
const MOST_TRIES = 30;
const POLLS = 24;
const POLL = 5000;
const MEMORY = "societaire:fichier:";
const WEEK = 7 * 24 * 3600 * 1000;

class Refused extends Error {}
class Cut extends Error {
  constructor(wait = 0) { super(); this.wait = wait; }
}

const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

function weight(bytes) {
  if (bytes < 1024 * 1024) return `${number.format(Math.max(bytes / 1024, 0.1))}\u00a0Ko`;
  return `${number.format(bytes / 1024 / 1024)}\u00a0Mo`;
}

function encoded(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function linked(address, text) {
  return Object.assign(document.createElement("a"), { href: address, textContent: text });
}

// Requests

function ask(method, address, token, { headers = {}, body = null, onprogress = null, started = null } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, text] of Object.entries({ ...VERSION, "X-CSRFToken": token, ...headers })) request.setRequestHeader(name, text);
    if (onprogress) request.upload.onprogress = (event) => onprogress(event.loaded);
    request.timeout = 120000;
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => reject(new Cut());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    if (started) started(request);
    request.send(body);
  });
}

function explained(request) {
  if (request.status === 401) return "Votre session est terminée : connectez-vous dans un autre onglet, puis réessayez.";
  if (request.status === 400 || request.status === 403) return "Cette page n’est plus valable : rechargez-la, puis reprenez.";
  const text = request.getResponseHeader("Content-Type")?.startsWith("text/plain") ? request.responseText : "";
  if (text) return text;
  try {
    return JSON.parse(request.responseText).told || "";
  } catch {
    return "";
  }
}

function checked(request, ...expected) {
  if (expected.includes(request.status)) return request;
  if (request.status === 0 || request.status === 429 || request.status >= 500) {
    throw new Cut(1000 * Number(request.getResponseHeader("Retry-After") || 0));
  }
  throw new Refused(explained(request) || "Ce fichier n’a pas pu être envoyé.");
}

// What is remembered of a file between two visits: where its pieces go.

function forgetOld() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(MEMORY)) continue;
    if (!(JSON.parse(localStorage[key]).at > Date.now() - WEEK)) localStorage.removeItem(key);
  }
}

function memory(desk, slot, file) {
  const key = `${MEMORY}${desk}:${slot}:${file.name}:${file.size}:${file.lastModified}`;
  return {
    get() { try { return JSON.parse(localStorage.getItem(key))?.address || ""; } catch { return ""; } },
    set(address) { try { localStorage.setItem(key, JSON.stringify({ address, at: Date.now() })); } catch { /* full or forbidden */ } },
    forget() { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  };
}

// One file on its way

class Sending {
  constructor(section, file) {
    this.section = section;
    this.file = file;
    this.piece = 4 * SMALLEST;
    this.memory = memory(section.desk, section.slot, file);
    this.row = document.getElementById("envoi-modele").content.cloneNode(true).firstElementChild;
    for (const one of this.row.querySelectorAll("[data-name]")) one.textContent = (one.tagName === "SPAN" ? " " : "") + file.name;
    this.bar = this.row.querySelector("progress");
    this.bar.setAttribute("aria-label", `Envoi de ${file.name}`);
    this.told = this.row.querySelector("[data-told]");
    this.why = this.row.querySelector("[data-why]");
    this.retry = this.row.querySelector("[data-retry]");
    this.retry.addEventListener("click", () => section.again(this));
    this.row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
    this.tell("En attente");
  }

  tell(text) { this.told.textContent = text; }

  fail(reason) {
    this.row.className = "file failed";
    this.why.textContent = reason;
    this.why.hidden = false;
    this.retry.hidden = false;
    this.tell("Non envoyé");
    this.section.say(`${this.file.name} : ${reason}`);
  }

  show(offset) {
    const done = this.file.size ? Math.floor((100 * offset) / this.file.size) : 100;
    this.bar.value = done;
    this.tell(`${done}\u00a0%, ${weight(offset)} sur ${weight(this.file.size)}`);
  }

  async run() {
    this.row.className = "file going";
    this.why.hidden = this.retry.hidden = true;
    if (this.file.size > this.section.most) throw new Refused(`Le fichier est trop lourd : ${weight(this.section.most)} au plus.`);
    if (!this.file.size) throw new Refused("Le fichier est vide.");
    let tries = 0;
    let offset = null;
    for (;;) {
      try {
        if (offset === null) offset = await this.begin();
        while (offset < this.file.size) {
          offset = await this.send(offset);
          tries = 0;
        }
        return;
      } catch (error) {
        if (!(error instanceof Cut) || ++tries > MOST_TRIES) throw error;
        this.piece = Math.max(SMALLEST, this.piece / 2);
        await this.wait(Math.max(error.wait, WAITS[Math.min(tries - 1, WAITS.length - 1)]));
        offset = null;
      }
    }
  }

  async begin() {
    const known = this.address || this.memory.get();
    if (known) {
      const answer = await this.ask("HEAD", known);
      if (answer.status === 200 && Number(answer.getResponseHeader("Upload-Length")) === this.file.size) {
        this.address = known;
        this.section.list.querySelector(`[data-file="${known.split("/").pop()}"]`)?.remove();
        const offset = Number(answer.getResponseHeader("Upload-Offset"));
        this.show(offset);
        return offset;
      }
      if (answer.status !== 404) checked(answer, 200);
      this.address = "";
    }
    const headers = {
      "Upload-Length": String(this.file.size),
      "Upload-Metadata": `filename ${encoded(this.file.name)},slot ${encoded(this.section.slot)}`,
    };
    const answer = checked(await this.ask("POST", this.section.desk, { headers }), 201);
    this.address = answer.getResponseHeader("Location");
    this.memory.set(this.address);
    this.show(0);
    return 0;
  }

  async send(offset) {
    const end = Math.min(offset + this.piece, this.file.size);
    const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    const start = performance.now();
    const body = this.file.slice(offset, end);
    const answer = await this.ask("PATCH", this.address, { headers, body, onprogress: (sent) => this.show(offset + sent) });
    if (answer.status === 409 || answer.status === 404) throw new Cut();
    // Refused once whole: the list says why, as it will on every later visit.
    checked(answer, 204, 422);
    const reached = Number(answer.getResponseHeader("Upload-Offset"));
    if (end < this.file.size && performance.now() - start < QUICK) this.piece = Math.min(LARGEST, this.piece * 2);
    this.show(reached);
    return reached;
  }

  ask(method, address, options = {}) {
    return ask(method, address, this.section.token, { ...options, started: (request) => { this.request = request; } });
  }

  wait(milliseconds) {
    this.tell(`Connexion interrompue : nouvel essai dans ${Math.ceil(milliseconds / 1000)}\u00a0s`);
    return new Promise((resolve, reject) => {
      const end = () => { clearTimeout(timer); removeEventListener("online", end); resolve(); };
      const timer = setTimeout(end, milliseconds);
      addEventListener("online", end);
      this.request = { abort: () => { clearTimeout(timer); removeEventListener("online", end); reject(new DOMException("aborted", "AbortError")); } };
    });
  }

  async cancel() {
    this.cancelled = true;
    this.request?.abort?.();
    this.memory.forget();
    const next = this.row.nextElementSibling || this.row.previousElementSibling;
    this.row.remove();
    (next || this.section.picker).focus();
    this.section.shown();
    this.section.say(`${this.file.name} : envoi annulé.`);
    if (this.address) await ask("DELETE", this.address, this.section.token).catch(() => null);
  }
}

// One place for files

class Section {
  constructor(root) {
    this.root = root;
    this.desk = root.dataset.desk;
    this.slot = root.dataset.slot;
    this.most = Number(root.dataset.most);
    this.list = root.querySelector("[data-files]");
    this.form = root.querySelector("[data-drop]");
    this.status = root.querySelector("[data-status]");
    this.token = this.form.elements.csrf_token.value;
    this.picker = this.form.querySelector("input[type=file]");
    this.queue = [];
    this.polls = 0;
    this.prepare();
  }

  prepare() {
    this.root.classList.add("scripted");
    this.form.querySelector("[data-plain]").hidden = true;
    this.form.querySelector("[data-script]").hidden = false;
    for (const input of this.form.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => { this.add(input.files); input.value = ""; });
    }
    for (const kind of ["dragenter", "dragover"]) {
      this.form.addEventListener(kind, (event) => { event.preventDefault(); this.form.classList.add("over"); });
    }
    for (const kind of ["dragleave", "drop"]) this.form.addEventListener(kind, () => this.form.classList.remove("over"));
    this.form.addEventListener("drop", (event) => { event.preventDefault(); this.add(event.dataTransfer.files); });
    this.root.addEventListener("submit", (event) => this.submit(event));
    if (this.list.querySelector(".received, .receiving")) this.poll();
  }

  say(text) { this.status.textContent = text; }

  shown() { this.list.hidden = !this.list.children.length; }

  add(files) {
    const many = this.picker.multiple;
    for (const file of many ? [...files] : [...files].slice(0, 1)) {
      const sending = new Sending(this, file);
      this.list.append(sending.row);
      this.queue.push(sending);
    }
    this.shown();
    this.pump();
  }

  again(sending) {
    this.queue.push(sending);
    this.pump();
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    active.add(this);
    while (this.queue.length) {
      const sending = this.queue.shift();
      if (sending.cancelled) continue;
      try {
        await sending.run();
        sending.memory.forget();
        await this.arrived(sending);
      } catch (error) {
        if (error.name === "AbortError" || sending.cancelled) continue;
        sending.fail(error instanceof Refused ? error.message : "La connexion est interrompue depuis trop longtemps. Réessayez : l’envoi reprendra là où il s’est arrêté.");
      }
    }
    this.busy = false;
    active.delete(this);
  }

  async arrived(sending) {
    sending.row.dataset.file = sending.address.split("/").pop();
    sending.bar.remove();
    sending.row.className = "file received";
    sending.tell("Reçu");
    await this.refresh();
    // As the server judged it: refused at once, perhaps.
    this.say(`${sending.file.name} : ${sending.row.querySelector("[data-told]").textContent}`);
    this.polls = 0;
    this.poll();
  }

  // The list as the server has it; rows of files on their way stay as they are.
  async refresh() {
    const answer = await ask("GET", this.desk, this.token).catch(() => null);
    if (!answer || answer.status !== 200) return;
    const files = JSON.parse(answer.responseText).files.filter((one) => one.slot === this.slot);
    for (const one of files) {
      const row = this.list.querySelector(`[data-file="${one.id}"]`);
      if (row && !row.classList.contains("going")) this.settle(row, one);
    }
  }

  settle(row, one) {
    row.className = `file ${one.state}${one.thumbnail ? " pictured" : ""}`;
    const icon = row.querySelector(":scope > .icon");
    const drawing = one.state === "refused" ? "alert" : one.download ? "done" : "clock";
    const use = icon?.querySelector("use");
    use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${drawing}`));
    if (icon && one.thumbnail) {
      const image = new Image(72, 72);
      Object.assign(image, { className: "thumbnail", alt: `Photographie\u00a0: ${one.name}`, src: one.thumbnail });
      icon.replaceWith(image);
    }
    row.querySelector("[data-told]").textContent = one.download ? `${one.told}, ${weight(one.size)}` : one.told;
    const meta = row.querySelector("div > .meta");
    if (meta && !meta.hasAttribute("data-told")) meta.replaceChildren(row.querySelector("[data-told]"));
    const strong = row.querySelector("div > strong");
    if (strong && one.download) strong.replaceWith(linked(one.download, one.name));
    if (one.photograph && !row.querySelector(".original")) {
      row.querySelector("div > a").href = one.photograph;
      const original = linked(one.download, "Original");
      original.className = "original";
      original.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: ` de ${one.name}` }));
      row.querySelector("div > .meta").after(original);
    }
    if (one.why) {
      let why = row.querySelector(".why");
      if (!why) row.querySelector("div").append(why = Object.assign(document.createElement("span"), { className: "why" }));
      why.textContent = one.why;
      why.hidden = false;
    }
    const cancel = row.querySelector("[data-cancel]");
    if (cancel) {
      const remove = cancel.cloneNode(true);
      remove.firstChild.textContent = "Retirer";
      remove.removeAttribute("data-cancel");
      remove.addEventListener("click", () => this.remove(row, one.address));
      row.querySelector("[data-retry]")?.remove();
      cancel.replaceWith(remove);
    }
  }

  poll() {
    clearTimeout(this.timer);
    if (this.polls++ < POLLS && this.list.querySelector(".received, .receiving")) {
      this.timer = setTimeout(async () => { await this.refresh(); this.poll(); }, POLL);
    }
  }

  async remove(row, address) {
    const answer = await ask("DELETE", address, this.token).catch(() => null);
    if (!answer || ![204, 404].includes(answer.status)) return this.say("Le fichier n’a pas pu être retiré : réessayez.");
    const next = row.nextElementSibling || row.previousElementSibling;
    const name = row.querySelector("a, strong").textContent;
    row.remove();
    this.shown();
    (next?.querySelector("a, button") || this.picker).focus();
    this.say(`${name} : retiré.`);
    await this.refresh();
  }

  submit(event) {
    if (event.target.matches("[data-remove]")) {
      event.preventDefault();
      this.remove(event.target.closest("li"), event.target.getAttribute("action").replace(/\/retrait$/, ""));
    } else if (event.target.matches("[data-order]") && active.size) {
      // Another page would stop what is on its way.
      event.preventDefault();
      this.say("Attendez la fin de l’envoi pour changer l’ordre.");
    }
  }
}

const active = new Set();
addEventListener("beforeunload", (event) => { if (active.size) event.preventDefault(); });
try { forgetOld(); } catch { /* no storage: nothing is remembered */ }
for (const root of document.querySelectorAll("[data-sending]")) if (root.querySelector("[data-drop]")) new Section(root);
