/* The wall: shows the scene as it is now, and presses its buttons by keys. Without a network it says so and stays. */
(() => {
  "use strict";
  const wall = document.querySelector("[data-wall]");
  const scene = wall.querySelector("[data-scene]");
  const form = wall.querySelector("[data-acts]");
  const help = wall.querySelector("[data-help]");
  const said = wall.querySelector("[data-said]");
  const words = wall.querySelector("[data-messages]");
  const lost = wall.querySelector("[data-lost-line]");
  const turn = wall.querySelector("[data-turn]");
  const PAUSE = 1000;
  const PATIENCE = 4000; // then a question that got no answer is given up
  const DOUBT = 15_000;
  const ALSO = { PageDown: "ArrowRight", PageUp: "ArrowLeft" }; // what clickers send
  let tag = "";
  let timer = 0;
  let acts = 0; // an answer that was asked for before an act must not undo what the act showed
  let page = 0;
  let doubt = 0;

  const timed = () => AbortSignal.timeout?.(PATIENCE);
  const article = () => scene.querySelector(".scene");
  const place = () => `${article()?.dataset.item} ${article()?.dataset.step}`;
  const caption = () => [...scene.querySelectorAll("[data-caption]")]
    .map((each) => each.textContent.replace(/\s+/g, " ").trim()).join(" ");

  function setLost(isLost) {
    if (lost.hidden !== isLost) return;
    lost.hidden = !isLost;
    lost.textContent = isLost ? wall.dataset.lost : "";
  }

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
    if (place() !== before) {
      page = 0;
      words.replaceChildren();
      if (["shown", "told"].includes(now?.dataset.step)) now.classList.add("is-revealed");
    }
    if (caption() !== spoken) said.textContent = caption();
    lay();
  }

  // More ideas than fit are shown page by page.
  function lay() {
    const list = scene.querySelector("[data-pages]");
    const pages = list ? split(list, [...list.children]) : [];
    page = Math.max(0, Math.min(page, pages.length - 1));
    pages.forEach((rows, number) => rows.forEach((row) => { row.hidden = number !== page; }));
    if (turn) turn.hidden = pages.length < 2;
    const line = scene.querySelector("[data-page]");
    if (!line) return;
    line.hidden = pages.length < 2;
    line.textContent = wall.dataset.pageWords.replace("{page}", page + 1).replace("{pages}", pages.length);
  }
  function split(list, rows) {
    scene.querySelector("[data-page]").hidden = false; // it takes its place
    const pages = [];
    rows.forEach((row) => { row.hidden = true; });
    for (const row of rows) {
      row.hidden = false;
      const last = pages.at(-1);
      if (last && list.scrollHeight <= list.clientHeight + 1) { last.push(row); continue; }
      last?.forEach((each) => { each.hidden = true; });
      pages.push([row]);
    }
    return pages;
  }

  async function ask() {
    clearTimeout(timer);
    const before = acts;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const response = await fetch(wall.dataset.address, { headers, signal: timed() });
      if (response.redirected) { location.reload(); return; }
      if (response.status !== 304 && !response.ok) throw new Error(String(response.status));
      if (response.status === 200 && before === acts) {
        const text = await response.text();
        tag = response.headers.get("ETag") || "";
        put(new DOMParser().parseFromString(text, "text/html").body.childNodes);
      }
      setLost(false);
    } catch { setLost(true); } // the network comes back: asked again below
    timer = setTimeout(ask, PAUSE);
  }

  async function send(event) {
    event.preventDefault();
    acts += 1;
    try {
      const body = new FormData(form, event.submitter);
      const response = await fetch(form.action, { method: "POST", body, signal: timed() });
      if (response.status >= 500) throw new Error(String(response.status));
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const now = fresh.querySelector("[data-scene]");
      if (!now) { location.reload(); return; }
      tag = "";
      put([...now.childNodes]);
      words.replaceChildren(...fresh.querySelector("[data-messages]").childNodes);
      if (words.querySelector("[name=sure]")) { // to press again means yes, for a while
        clearTimeout(doubt);
        doubt = setTimeout(() => words.replaceChildren(), DOUBT);
      }
      setLost(false);
    } catch { setLost(true); }
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "?") { help.open = !help.open; return; }
    if (event.key === "Escape") { help.open = false; return; }
    const key = ALSO[event.key] || (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const button = wall.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button || button.closest("[hidden]")) return;
    event.preventDefault();
    button.click();
  }

  form?.addEventListener("submit", send);
  turn?.addEventListener("click", (event) => {
    page += Number(event.target.closest("[data-page-by]")?.dataset.pageBy || 0);
    lay();
  });
  document.addEventListener("keydown", press);
  window.addEventListener("resize", lay);
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => setLost(true));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  lay();
  ask();
})();
