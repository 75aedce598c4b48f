/* Sends every tap on its own and keeps on this device what has not arrived. The form works without. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const { save, store } = form.dataset;
  const state = form.querySelector(".save-state");
  const comment = form.elements.comment;
  // What waits: one packet an item, the latest choice in the place of an earlier one.
  let queue = {};
  try { queue = JSON.parse(localStorage.getItem(store)) || {}; } catch { /* kept in memory only */ }
  const waits = () => Object.keys(queue).length > 0;
  const keep = () => {
    try { localStorage[waits() ? "setItem" : "removeItem"](store, JSON.stringify(queue)); } catch { /* so is this */ }
  };
  function enqueue(key, packet) {
    queue[key] = { url: save, packet };
    keep();
    flush();
  }
  let sending = null;
  const flush = () => (sending ||= send().finally(() => { sending = null; }));
  async function send() {
    const slow = setTimeout(show, 400, "saving");
    let refusal = "";
    for (let delay = 1; waits();) {
      const [key, entry] = Object.entries(queue)[0];
      const answer = await post(entry);
      if (answer.retry) {
        show(answer.retry);
        await new Promise((go) => { setTimeout(go, delay * 1000); addEventListener("online", go, { once: true }); });
        delay = Math.min(delay * 2, 30);
        continue;
      }
      refusal ||= answer.error;
      if (queue[key] === entry) delete queue[key];
      keep();
    }
    clearTimeout(slow);
    show(refusal ? "error" : "saved", refusal);
  }
  async function post({ url, packet }) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const response = await fetch(url, { method: "POST", keepalive: true, headers, body: JSON.stringify(packet) });
      if (response.status >= 500 || response.status === 429) return { retry: "offline" };
      return await response.json();
    } catch (error) { // an answer that is not ours needs a fresh page; no answer needs the network
      return { retry: error instanceof SyntaxError ? "error" : "offline" };
    }
  }
  function show(name, words) {
    state.dataset.state = name;
    state.textContent = words || state.dataset[name];
  }
  const find = (item, axis, rest) => form.querySelector(`input[name="${item}-${axis}"]${rest}`);
  const level = (input) => (input ? Number(input.value) : null);
  function read({ dataset: { item } }) {
    const capability = level(find(item, "capability", ":checked"));
    const breadth = capability >= 1 && capability <= 4 ? level(find(item, "breadth", ":checked")) : null;
    return { item, capability, breadth };
  }

  form.addEventListener("change", ({ target }) => {
    const question = target.closest("[data-item]");
    const packet = question && read(question);
    if (packet && packet.capability !== null) enqueue(packet.item, packet);
  });

  let typing = 0;
  function saveComment() {
    if (typing) enqueue(save, { comment: comment.value });
    typing = clearTimeout(typing) || 0;
  }
  comment?.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(saveComment, 1000); });
  comment?.addEventListener("blur", saveComment);
  // What waited on this device goes back on the page and is sent again.
  for (const { packet } of Object.values(queue).filter(({ url }) => url === save)) {
    if ("comment" in packet) comment.value = packet.comment;
    for (const axis of ["capability", "breadth"]) {
      const input = find(packet.item, axis, `[value="${packet[axis]}"]`);
      if (input) input.checked = true;
    }
  }
  form.dispatchEvent(new CustomEvent("answers:shown"));
  if (waits()) flush();
  form.addEventListener("submit", async (event) => {
    saveComment();
    if (!waits()) return;
    event.preventDefault();
    await flush();
    form.requestSubmit(event.submitter);
  });
  addEventListener("beforeunload", (event) => { if (waits() || typing) event.preventDefault(); });
})();
