/* Keeps the desk as the room is: asks every other second, and sends acts without leaving the page. Works without. */
(() => {
  "use strict";
  const part = document.querySelector("[data-now]");
  const said = document.querySelector("[data-said]");
  const PAUSE = 2000;
  let tag = "";
  let timer = 0;
  let acts = 0; // an answer that was asked for before an act must not undo what the act showed

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
      const response = await fetch(part.dataset.address, { headers: tag ? { "If-None-Match": tag } : {} });
      if (response.redirected) { location.reload(); return; }
      if (response.status === 200 && before === acts && !isTyping()) {
        tag = response.headers.get("ETag") || "";
        put(new DOMParser().parseFromString(await response.text(), "text/html").body.childNodes);
      }
    } catch { /* the network comes back: asked again below */ }
    timer = setTimeout(ask, PAUSE);
  }

  async function send(event) {
    const form = event.target;
    const leads = form.getAttribute("action") || "";
    if (!/\/(act|agenda)\//.test(leads)) return; // opening and testing change the whole page
    event.preventDefault();
    acts += 1;
    try {
      const response = await fetch(leads, { method: "POST", body: new FormData(form, event.submitter) });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-now]");
      if (!fresh) { location.reload(); return; }
      tag = "";
      put([...fresh.childNodes]);
      const word = page.querySelector(".messages")?.textContent.replace(/\s+/g, " ").trim();
      if (word) tell(word);
    } catch {
      form.submit();
    }
  }

  function tell(word) {
    const note = document.createElement("p");
    note.className = "notice";
    note.textContent = word;
    part.prepend(note);
    said.textContent = word;
  }

  part.addEventListener("submit", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  timer = setTimeout(ask, PAUSE);
})();
