/* A phone in the room: asks every second whether the room looks at something else, and sends what
   one says. The page works without. It gives data-now (what to ask), data-etag (what it shows),
   data-store (whose phone it is) and the words. What is said offline waits on this phone. */
(() => {
  "use strict";
  const room = document.getElementById("room");
  const line = document.getElementById("room-line");
  const { now, store, lost, back, kept, saving, saved, noted } = room.dataset;
  const EVERY = 1000; // milliseconds between two questions, and up to JITTER more
  const JITTER = 250;
  const LONGEST = 8000; // where there is no network
  const PATIENCE = 10_000; // then a request that got no reply is given up
  const attempt = (act) => { try { return act(); } catch { return null; } };
  const timed = () => AbortSignal.timeout?.(PATIENCE);
  let etag = room.dataset.etag;
  let failures = 0;
  let timer = 0;

  // What one said, by item and form, in memory and on the phone: some browsers keep nothing.
  const memory = new Map();
  const prefix = `${store}/`;
  const read = (key) => memory.get(key) ?? attempt(() => JSON.parse(localStorage.getItem(prefix + key)));
  function keep(key, entry) {
    memory.set(key, entry);
    attempt(() => localStorage.setItem(prefix + key, JSON.stringify(entry)));
  }
  function drop(key) {
    memory.delete(key);
    attempt(() => localStorage.removeItem(prefix + key));
  }
  function keys() {
    const stored = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) || [];
    return [...new Set([...memory.keys(), ...stored.map((key) => key.slice(prefix.length))])];
  }
  // Words in a box that were not sent yet, by item and box: another item, a reload, and they are back.
  const draftOf = (box) => `draft/${scene().dataset.item}/${box.form.dataset.say}/${box.name}`;
  const boxes = () => room.querySelectorAll("form[data-say] textarea");
  function keepDraft(box) {
    if (box.value.trim()) keep(draftOf(box), { text: box.value });
    else drop(draftOf(box));
  }
  function restoreDrafts() {
    for (const box of boxes()) {
      const draft = read(draftOf(box));
      if (draft) box.value = draft.text;
    }
  }
  function dropDrafts(body) {
    for (const key of keys().filter((each) => each.startsWith(`draft/${body.item}/`))) {
      const name = key.split("/").at(-1);
      if (read(key)?.text.trim() === String(body[name] ?? "").trim()) drop(key);
    }
  }
  room.addEventListener("input", (event) => { if (event.target.matches("form[data-say] textarea")) keepDraft(event.target); });
  const waiting = () => keys().filter((key) => read(key)?.waits);

  // Asking.
  const later = (time) => { clearTimeout(timer); timer = setTimeout(ask, time); };
  async function ask() {
    const shown = etag;
    try {
      const reply = await fetch(now, { headers: { "If-None-Match": shown }, cache: "no-store", signal: timed() });
      if (reply.status === 404) { location.reload(); return; } // over, or not in the room any more
      if (reply.status !== 304 && !reply.ok) throw new Error(String(reply.status));
      if (reply.ok) show(await reply.text(), reply.headers.get("ETag"));
      if (failures) connected();
      if (waiting().length) sendWaiting();
    } catch {
      failures += 1;
      if (failures > 1 && line.textContent !== lost) line.textContent = lost;
    }
    const slower = failures ? Math.min(EVERY * 2 ** Math.min(failures, 3), LONGEST) : EVERY;
    later(slower + Math.random() * JITTER);
  }
  function connected() {
    failures = 0;
    if (line.textContent !== lost) return;
    line.textContent = back;
    setTimeout(() => { if (line.textContent === back) line.textContent = ""; }, 3000);
  }
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) later(0); });

  // Showing: what was typed or chosen in the same question stays.
  const scene = () => room.querySelector(".scene");
  const place = () => `${scene().dataset.item}/${scene().dataset.step}`;
  function show(html, tag) {
    const [before, drafts] = [place(), [...room.querySelectorAll("form")].map(values)];
    room.innerHTML = html;
    etag = tag;
    const isSame = place() === before;
    restore();
    if (isSame) drafts.forEach((draft, index) => fill(room.querySelectorAll("form")[index], draft));
    else {
      window.scrollTo(0, 0);
      room.querySelector("h1").focus();
    }
  }
  const values = (form) => (["dot"].includes(form.dataset.say) ? {} : Object.fromEntries(new FormData(form)));
  function fill(form, entries) {
    for (const [name, value] of Object.entries(entries)) {
      for (const field of form?.querySelectorAll(`[name="${CSS.escape(name)}"]`) || []) {
        if (field.type === "radio") field.checked ||= field.value === value;
        else if (field.type !== "hidden") field.value = value;
      }
    }
  }
  function keyOf(form) {
    const { say } = form.dataset;
    if (say === "dot") return `${scene().dataset.item}/dot/${form.elements.idea.value}`;
    if (say === "idea") return `${scene().dataset.item}/idea/${form.elements.text.value.trim().replace(/\s+/g, " ")}`;
    return `${scene().dataset.item}/${say}`;
  }
  function restore() {
    for (const form of room.querySelectorAll("form[data-say]")) {
      const { say } = form.dataset;
      if (say === "idea") { listIdeas(); continue; }
      const entry = read(keyOf(form));
      if (!entry) continue;
      if (say === "dot") press(form, entry.body.marked === "1");
      else {
        fill(form, entry.body);
        tell(form, entry.waits ? "offline" : "saved", entry.waits ? kept : saved);
      }
    }
    restoreDrafts();
  }
  function listIdeas() {
    const box = room.querySelector("[data-mine]");
    const list = box.querySelector("ul");
    const listed = new Set([...list.children].map((entry) => entry.textContent));
    for (const key of keys().filter((each) => each.startsWith(`${scene().dataset.item}/idea/`))) {
      const text = read(key)?.body.text;
      if (!text || listed.has(text)) continue;
      const entry = document.createElement("li");
      entry.dir = "auto";
      entry.textContent = text;
      list.append(entry);
    }
    box.hidden = !list.children.length;
  }
  function press(form, marked) {
    form.elements.marked.value = marked ? "0" : "1";
    form.querySelector("button").setAttribute("aria-pressed", String(marked));
  }
  function tell(form, state, words) {
    const target = form?.querySelector(".save-state") || room.querySelector(".save-state");
    if (!target) return;
    target.dataset.state = state;
    target.textContent = words;
  }

  // Saying.
  room.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.say) return;
    event.preventDefault();
    const body = Object.fromEntries(new FormData(form));
    if (form.dataset.say === "idea") body.text = body.text.trim().replace(/\s+/g, " ");
    if (form.dataset.say === "idea" && !body.text) return;
    const key = keyOf(form);
    const entry = { address: form.getAttribute("action"), body, waits: true };
    const before = read(key);
    keep(key, entry);
    if (form.dataset.say === "dot") press(form, body.marked === "1");
    if (form.dataset.say === "idea") {
      for (const box of form.querySelectorAll("textarea")) drop(draftOf(box));
      form.reset();
      listIdeas();
    }
    tell(form, "saving", saving);
    send(key, entry, before);
  });
  const formOf = (key) => [...room.querySelectorAll("form[data-say]")].find((form) => form.dataset.say === "idea" ? key.includes("/idea/") : keyOf(form) === key);
  async function send(key, entry, before) {
    try {
      const reply = await fetch(entry.address, {
        method: "POST", body: new URLSearchParams(entry.body), headers: { Accept: "application/json" }, signal: timed(),
      });
      if (reply.status >= 500 || reply.status === 429) throw new Error(String(reply.status));
      const result = await reply.json();
      if (read(key)?.body !== entry.body && JSON.stringify(read(key)?.body) !== JSON.stringify(entry.body)) return;
      if (result.saved) {
        keep(key, { ...entry, waits: false });
        dropDrafts(entry.body);
        tell(formOf(key), "saved", key.includes("/dot/") || key.includes("/idea/") ? noted : saved);
      } else refuse(key, result.error, before);
    } catch {
      tell(formOf(key), "offline", kept);
    }
  }
  function refuse(key, error, before) {
    const form = formOf(key);
    if (before && !before.waits) keep(key, before);
    else drop(key);
    if (form?.dataset.say === "dot") press(form, before?.body.marked === "1");
    if (form?.dataset.say === "idea") {
      const text = key.split("/idea/")[1];
      for (const entry of room.querySelectorAll("[data-mine] li")) if (entry.textContent === text) entry.remove();
      listIdeas();
      if (!form.elements.text.value) { // nothing that was written is lost
        form.elements.text.value = text;
        keepDraft(form.elements.text);
      }
    }
    if (form) tell(form, "error", error);
    else line.textContent = error;
  }
  let sending = false;
  async function sendWaiting() {
    if (sending) return;
    sending = true;
    for (const key of waiting()) await send(key, read(key), null);
    sending = false;
  }

  restore();
  later(EVERY * Math.random());
})();
