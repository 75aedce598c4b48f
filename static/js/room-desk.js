/* Keeps the desk as the room is: asks every other second, and sends acts without leaving the page. Without a
   network it says so and stays. Works without. */
(() => {
  "use strict";
  const part = document.querySelector("[data-now]");
  const said = document.querySelector("[data-said]");
  const lost = document.querySelector("[data-lost-line]");
  const PAUSE = 2000;
  const PATIENCE = 5000; // then a request that got no answer is given up
  let tag = "";
  let timer = 0;
  let acts = 0; // an answer that was asked for before an act must not undo what the act showed

  const timed = () => AbortSignal.timeout?.(PATIENCE);
  function setLost(isLost) {
    if (lost.hidden !== isLost) return;
    lost.hidden = !isLost;
    lost.textContent = isLost ? lost.dataset.words : "";
  }

  function put(nodes) {
    const open = [...part.querySelectorAll("details[open]")].map((each) => each.id);
    const focused = document.activeElement?.id;
    const caption = part.querySelector("[data-caption]")?.textContent;
    part.replaceChildren(...nodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused && document.activeElement === document.body) {
      const again = document.getElementById(focused);
      (again && !again.disabled ? again : part.querySelector(".desk-acts button:enabled"))?.focus();
    }
    const now = part.querySelector("[data-caption]")?.textContent;
    if (now && now !== caption) said.textContent = now;
  }

  const isTyping = () => part.contains(document.activeElement) && document.activeElement.matches("input, select");

  async function ask() {
    clearTimeout(timer);
    const before = acts;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const response = await fetch(part.dataset.address, { headers, signal: timed() });
      if (response.redirected) { location.reload(); return; }
      if (response.status !== 304 && !response.ok) throw new Error(String(response.status));
      if (response.status === 200 && before === acts && !isTyping()) {
        const text = await response.text();
        tag = response.headers.get("ETag") || "";
        put(new DOMParser().parseFromString(text, "text/html").body.childNodes);
      }
      setLost(false);
    } catch { setLost(true); } // the network comes back: asked again below
    timer = setTimeout(ask, PAUSE);
  }

  async function send(event) {
    const form = event.target;
    const leads = form.getAttribute("action") || "";
    if (!/\/(act|agenda)\//.test(leads)) { // opening and testing change the whole page
      if (!lost.hidden) event.preventDefault();
      return;
    }
    event.preventDefault();
    acts += 1;
    try {
      const body = new FormData(form, event.submitter);
      const response = await fetch(leads, { method: "POST", body, signal: timed() });
      if (response.status >= 500) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-now]");
      if (!fresh) { location.reload(); return; }
      tag = "";
      put([...fresh.childNodes]);
      const word = page.querySelector(".messages")?.textContent.replace(/\s+/g, " ").trim();
      if (word) tell(word);
      setLost(false);
    } catch { setLost(true); }
  }

  function tell(word) {
    const note = document.createElement("p");
    note.className = "notice";
    note.textContent = word;
    part.prepend(note);
    said.textContent = word;
  }

  part.addEventListener("submit", send);
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => setLost(true));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  timer = setTimeout(ask, PAUSE);
})();
