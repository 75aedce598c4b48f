/* Sends taps in packets and keeps on this device what has not arrived. The form works without.
   The page gives data-save (where to), data-store and data-sheet (whose), data-sequence (the highest
   order number it knows). "answers:shown" says that values were put on the page. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const state = form.querySelector(".save-state");
  const { save, store, sheet, sequence } = form.dataset;
  const GATHER = 600; // milliseconds in which taps that follow wait for one another
  const PATIENCE = 30_000; // then a request that got no reply is given up and made again
  const LONGEST = 30_000;
  const MOST = 100;
  const FURTHEST = 10_000; // the server refuses numbers that are further ahead of the sheet
  const BYTES = 50_000; // a page that is left may have 64 kB on its way
  const attempt = (act) => { try { return act(); } catch { return null; } };

  // What waits: the latest choice of each question by `kind/code`, under a key of its own, so that
  // two tabs never write over one another. In memory as well: some browsers keep nothing.
  const prefix = `${store}-${sheet}/`;
  const counter = `${store}-${sheet}-sequence`;
  const memory = new Map();
  const stored = (name) => attempt(() => JSON.parse(localStorage.getItem(prefix + name)));
  function waiting() {
    const found = new Map(memory);
    for (const key of attempt(() => Object.keys(localStorage)) || []) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      const entry = stored(name);
      if (entry && !(found.get(name)?.sequence >= entry.sequence)) found.set(name, entry);
    }
    return found;
  }
  const waits = () => waiting().size > 0;
  const isStuck = () => ["offline", "error"].includes(state.dataset.state);
  let slow = 0;
  let verdict = ["saved"]; // what is shown, and said, once nothing waits
  const refused = new Map(); // why a choice cannot stand, until its question is answered again
  const outcome = () => (ended || !refused.size ? verdict : ["error", [...refused.values()].pop()]);
  let known = Number(sequence) || 0;
  function hear(number) {
    known = Math.max(known, number);
    const counted = attempt(() => Number(localStorage.getItem(counter))) || 0;
    if (counted <= known + FURTHEST) known = Math.max(known, counted);
    attempt(() => localStorage.setItem(counter, known));
  }
  function enqueue(kind, code, value) {
    hear(0);
    hear(known + 1);
    const entry = { ...value, sequence: known };
    memory.set(`${kind}/${code}`, entry);
    attempt(() => localStorage.setItem(`${prefix}${kind}/${code}`, JSON.stringify(entry)));
    verdict = ["saved"];
    refused.delete(`${kind}/${code}`);
    show(sending && isStuck() ? state.dataset.state : "idle");
    slow ||= setTimeout(() => { if (waits() && !isStuck()) show("saving"); }, 400);
    flush();
  }
  function drop([name, { sequence: upTo }]) {
    if (memory.get(name)?.sequence <= upTo) memory.delete(name);
    if (stored(name)?.sequence <= upTo) attempt(() => localStorage.removeItem(prefix + name));
  }

  // Sending: one request at a time; the first tap leaves at once, those that follow together.
  let sending = null;
  let ended = false; // handed in or closed: nothing more can be sent
  const flush = () => (sending ||= send().finally(() => { sending = null; }));
  let wake = () => {};
  let hurry = () => {};
  const pause = (time) => new Promise((go) => { wake = go; setTimeout(go, time); });
  async function send() {
    let delay = 1000;
    let alone = false;
    for (let packet = gather(); packet.length && !ended; packet = gather(alone)) {
      const left = Date.now();
      const reply = await post(packet);
      if (reply.retry) {
        show(reply.retry);
        await pause(Math.max(delay, reply.after) * (1 + Math.random() / 2));
        delay = Math.min(delay * 2, LONGEST);
        continue;
      }
      delay = 1000;
      if (reply.saved) {
        hear(reply.sequence);
        for (const waiter of packet) { drop(waiter); refused.delete(waiter[0]); }
        if (reply.current) verdict = putCurrent(reply.current);
      } else if (reply.status === 403) {
        ended = true;
        verdict = ["error", reply.error];
        if (reply.reason !== "closed") waiting().forEach((entry, key) => drop([key, entry]));
      } else if (packet.length > 1) alone = true; // one of them cannot stand: the others shall
      else {
        packet.forEach(drop);
        refused.set(packet[0][0], reply.error);
      }
      if (ended || !waits()) {
        slow = clearTimeout(slow) || 0;
        show(...outcome());
      }
      await gathered(left);
    }
  }
  async function gathered(left) {
    const rest = left + GATHER - Date.now();
    if (rest <= 0 || document.hidden || leaving || ended) return;
    const waited = pause(rest);
    hurry = wake;
    await waited;
    hurry = () => {};
  }
  function gather(alone) {
    const packet = [];
    let size = 0;
    for (const waiter of [...waiting()].sort(([, a], [, b]) => a.sequence - b.sequence)) {
      size += new Blob([JSON.stringify(waiter[1])]).size;
      if (packet.length && (alone || packet.length === MOST || size > BYTES)) break;
      packet.push(waiter);
    }
    return packet;
  }
  async function post(packet) {
    const body = {};
    for (const [name, entry] of packet) (body[name.split("/")[0]] ||= []).push(entry);
    const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const signal = AbortSignal.timeout?.(PATIENCE);
    try {
      const response = await fetch(save, { method: "POST", keepalive: true, headers, signal, body: JSON.stringify(body) });
      const { status } = response;
      const after = (Number(response.headers.get("Retry-After")) || 0) * 1000;
      if (status >= 500 || status === 429) return { retry: "offline", after: Math.min(after, 300_000) };
      const reply = await response.json();
      return typeof reply.saved === "boolean" ? { ...reply, status } : { retry: "error", after: 0 };
    } catch (error) { // a reply that is not ours needs a fresh page; no reply needs the network
      return { retry: error instanceof SyntaxError ? "error" : "offline", after: 0 };
    }
  }
  function show(name, words) {
    const count = waiting().size;
    const pattern = words || state.dataset[name === "offline" && count === 1 ? "one" : name] || "";
    state.dataset.state = name;
    state.textContent = pattern.replace("{count}", count);
  }

  // Between the page and the packets.
  const find = (name, rest) => form.querySelector(`input[name="${CSS.escape(name)}"]${rest}`);
  const level = (input) => (input ? Number(input.value) : null);
  function read(question) {
    const { item, position } = question.dataset;
    if (position) {
      const stage = level(find(`${position}-position`, ":checked"));
      if (stage !== null) enqueue("positions", position, { block: position, stage });
      return;
    }
    const capability = level(find(`${item}-capability`, ":checked"));
    const breadth = capability >= 1 && capability <= 4 ? level(find(`${item}-breadth`, ":checked")) : null;
    if (capability !== null) enqueue("answers", item, { item, capability, breadth });
  }
  function check(name, value) {
    const input = value === null ? null : find(name, `[value="${value}"]`);
    const former = find(name, ":checked");
    if (former) former.checked = false;
    if (input) input.checked = true;
  }
  function put(kind, entry) {
    if (kind === "answers") for (const axis of ["capability", "breadth"]) check(`${entry.item}-${axis}`, entry[axis]);
    if (kind === "positions") check(`${entry.block}-position`, entry.stage);
    const field = kind === "comments" && form.querySelector(`textarea[data-block="${CSS.escape(entry.block)}"]`);
    if (field && field !== document.activeElement) field.value = entry.text;
  }
  const tell = () => form.dispatchEvent(new CustomEvent("answers:shown"));
  function putCurrent(current) {
    for (const kind of ["answers", "positions", "comments"]) for (const entry of current[kind]) put(kind, entry);
    tell();
    return ["changed"];
  }
  const questionOf = (element) => element.closest("[data-item], [data-position]");
  form.addEventListener("change", ({ target }) => {
    if (target.type === "radio" && questionOf(target)) read(questionOf(target));
  });
  const typing = new Map();
  function keepComment(field) {
    clearTimeout(typing.get(field));
    if (!typing.delete(field)) return;
    enqueue("comments", field.dataset.block, { block: field.dataset.block, text: field.value });
  }
  function keepComments() { for (const field of [...typing.keys()]) keepComment(field); }
  form.addEventListener("input", ({ target }) => {
    if (!target.dataset.block || target.type !== "textarea") return;
    clearTimeout(typing.get(target));
    typing.set(target, setTimeout(keepComment, 1000, target));
  });
  form.addEventListener("focusout", keepComments);

  // Leaving: what has arrived is not posted again, where another device may have changed it since.
  let leaving = false;
  form.addEventListener("submit", async (event) => {
    keepComments();
    if (ended || !waits()) return;
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    hurry();
    const before = refused.size;
    await flush();
    leaving = false;
    if (refused.size > before) return; // to be seen; pressed again, it goes on
    form.requestSubmit(event.submitter ?? undefined);
  });
  form.addEventListener("formdata", ({ formData }) => {
    for (const field of form.elements) if (["radio", "textarea"].includes(field.type)) formData.delete(field.name);
    formData.set("saved", "1");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { keepComments(); hurry(); } else wake();
  });
  addEventListener("online", () => wake());
  addEventListener("pageshow", () => { if (waits()) flush(); });
  addEventListener("beforeunload", (event) => {
    keepComments();
    hurry();
    const isKept = [...memory.keys()].every(stored);
    if (!ended && waits() && (!isKept || isStuck())) event.preventDefault();
  });
  addEventListener("storage", ({ key, oldValue, newValue }) => { // another tab with this sheet
    if (!key?.startsWith(prefix)) return;
    const name = key.slice(prefix.length);
    const entry = attempt(() => JSON.parse(newValue || oldValue));
    if (entry && newValue) { put(name.split("/")[0], entry); tell(); }
    if (entry && !newValue && memory.get(name)?.sequence <= entry.sequence) memory.delete(name);
    if (!sending && !newValue && !waits()) show(...outcome());
  });

  // What was chosen before this script came; then what waited on this device, and off it goes.
  const changed = [...form.querySelectorAll("input[type=radio]")].filter((input) => input.checked !== input.defaultChecked);
  for (const question of new Set(changed.map(questionOf).filter(Boolean))) read(question);
  for (const field of form.querySelectorAll("textarea[data-block]")) {
    if (field.value !== field.defaultValue) { typing.set(field, 0); keepComment(field); }
  }
  for (const [name, entry] of waiting()) put(name.split("/")[0], entry);
  tell();
  if (waits()) flush();
})();
