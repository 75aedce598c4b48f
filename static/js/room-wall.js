/* The wall: shows the scene as it is now, and presses its buttons by keys. */
(() => {
  "use strict";
  const wall = document.querySelector("[data-wall]");
  const scene = wall.querySelector("[data-scene]");
  const form = wall.querySelector("[data-acts]");
  const help = wall.querySelector("[data-help]");
  const said = wall.querySelector("[data-said]");
  const words = wall.querySelector("[data-messages]");
  const PAUSE = 1000;
  let tag = "";
  let timer = 0;
  let acts = 0; // an answer that was asked for before an act must not undo what the act showed

  const article = () => scene.querySelector(".scene");
  const place = () => `${article()?.dataset.item} ${article()?.dataset.step}`;
  const caption = () => [...scene.querySelectorAll("[data-caption]")]
    .map((each) => each.textContent.replace(/\s+/g, " ").trim()).join(" ");

  function put(nodes) {
    const before = place();
    const spoken = caption();
    scene.replaceChildren(...nodes);
    const now = article();
    if (form && now) {
      for (const name of ["item", "step"]) { // not form.elements.item, which is a method
        form.querySelector(`[name="${name}"]`).value = now.dataset[name];
      }
    }
    if (now && place() !== before && ["shown", "told"].includes(now.dataset.step)) now.classList.add("is-revealed");
    if (caption() !== spoken) said.textContent = caption();
  }

  async function ask() {
    clearTimeout(timer);
    const before = acts;
    try {
      const response = await fetch(wall.dataset.address, { headers: tag ? { "If-None-Match": tag } : {} });
      if (response.redirected) { location.reload(); return; }
      if (response.status === 200 && before === acts) {
        tag = response.headers.get("ETag") || "";
        put(new DOMParser().parseFromString(await response.text(), "text/html").body.childNodes);
      }
    } catch { /* the network comes back: asked again below */ }
    timer = setTimeout(ask, PAUSE);
  }

  async function send(event) {
    event.preventDefault();
    acts += 1;
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-scene]");
      if (!fresh) { location.reload(); return; }
      tag = "";
      put([...fresh.childNodes]);
      words.textContent = page.querySelector("[data-messages]")?.textContent.trim() || "";
    } catch {
      form.submit();
    }
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "?") { help.open = !help.open; return; }
    if (event.key === "Escape") { help.open = false; return; }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const button = form?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  form?.addEventListener("submit", send);
  document.addEventListener("keydown", press);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  ask();
})();
