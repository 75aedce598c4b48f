/* Cards of the roadmap are carried by mouse, finger or keyboard; every column head says meanwhile what a move
   would do. A drop sends the card’s own form, so nothing works here that does not work without it. */
(() => {
  "use strict";
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const columns = [...board.querySelectorAll("[data-column]")];
  const said = document.querySelector("[data-said]");
  const NARROW = matchMedia("(max-width: 999px)"); // there the heads stand below one another
  const FAR = 8; // pixels from which a touch is a drag
  let carried = null; // { card, at, answers, asking, touch }

  const say = (text) => { said.textContent = text; };
  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const columnOf = (card) => card.closest("[data-column]");
  const nameOf = (column) => plain(column.querySelector("h2"));
  const boxOf = (column) => column.querySelector("[data-box]");
  const answerOf = (column) => column.querySelector("[data-answer]");

  function pick(card) {
    if (carried) leave();
    const at = columns.indexOf(columnOf(card));
    carried = { card, at, home: at, asking: new AbortController() };
    board.classList.add("is-carrying");
    card.classList.add("is-carried");
    handleOf(card).setAttribute("aria-pressed", "true");
    for (const column of columns) {
      boxOf(column).hidden = false;
      answerOf(column).textContent = board.dataset.asking;
      const button = column.querySelector("[data-drop]");
      button.textContent = column === columns[at] ? button.dataset.stay : button.dataset.drop;
    }
    aim(at);
    if (NARROW.matches) board.scrollIntoView({ block: "start" });
    say(`${card.dataset.card}. ${board.dataset.picked}`);
    ask(carried);
  }

  async function ask(asked) {
    try {
      const response = await fetch(asked.card.dataset.consequences, { signal: asked.asking.signal });
      if (!response.ok) throw new Error(response.status);
      show((await response.json()).answers);
    } catch (error) {
      if (error.name === "AbortError" || carried !== asked) return;
      for (const column of columns) answerOf(column).textContent = board.dataset.silent;
    }
  }

  function show(answers) {
    for (const answer of answers) {
      const column = columns.find((each) => each.dataset.column === answer.column);
      if (!column) continue;
      const words = new DOMParser().parseFromString(answer.html, "text/html").body.childNodes;
      answerOf(column).replaceChildren(...words);
      column.classList.toggle("would-break", !answer.holds);
      column.classList.toggle("would-hold", answer.holds && !answer.is_here);
    }
    tell();
  }

  function aim(index) {
    carried.at = index;
    columns.forEach((column, number) => column.classList.toggle("is-aimed", number === index));
  }

  function tell() {
    const column = columns[carried.at];
    say(`${nameOf(column)}: ${plain(answerOf(column))}`);
  }

  function leave() {
    const { card, asking } = carried;
    asking.abort();
    carried = null;
    board.classList.remove("is-carrying");
    card.classList.remove("is-carried");
    handleOf(card).setAttribute("aria-pressed", "false");
    for (const column of columns) {
      column.classList.remove("is-aimed", "would-break", "would-hold");
      boxOf(column).hidden = true;
      answerOf(column).replaceChildren();
    }
    return card;
  }

  function giveUp() {
    const card = leave();
    say(board.dataset.left);
    handleOf(card).focus();
  }

  function drop(index) {
    if (index === carried.home) { giveUp(); return; }
    const form = carried.card.querySelector("[data-move]");
    form.elements.phase.value = columns[index].dataset.column;
    leave();
    say(board.dataset.dropped);
    form.requestSubmit();
  }

  const handleOf = (card) => card.querySelector("[data-carry]");
  const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

  function press(event) {
    if (!carried) return;
    if (event.key === "Escape") { event.preventDefault(); giveUp(); return; }
    if (event.target !== handleOf(carried.card)) return;
    const last = columns.length - 1;
    if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const next = carried.at + (STEPS[event.key] || 0);
      aim(event.key === "Home" ? 0 : event.key === "End" ? last : Math.max(0, Math.min(last, next)));
      columns[carried.at].querySelector("h2").scrollIntoView({ block: "nearest", inline: "nearest" });
      tell();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      drop(carried.at);
    }
  }

  function under(event) {
    const element = document.elementFromPoint(event.clientX, event.clientY);
    return columns.indexOf(element && element.closest("[data-column]"));
  }

  function touch(card, event) {
    if (event.pointerType === "mouse") return;
    const handle = handleOf(card);
    const start = { x: event.clientX, y: event.clientY };
    let moved = false;
    handle.setPointerCapture(event.pointerId);
    const go = (move) => {
      if (!moved && Math.hypot(move.clientX - start.x, move.clientY - start.y) < FAR) return;
      if (!moved && (!carried || carried.card !== card)) pick(card);
      moved = true;
      const index = under(move);
      if (index >= 0 && index !== carried.at) { aim(index); tell(); }
    };
    const end = (up) => {
      handle.removeEventListener("pointermove", go);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      if (!moved || !carried) return;
      handle.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
      const index = up.type === "pointerup" ? under(up) : -1;
      if (index >= 0) drop(index); else giveUp();
    };
    handle.addEventListener("pointermove", go);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }

  for (const card of board.querySelectorAll("[data-card]")) {
    const handle = handleOf(card);
    handle.hidden = false;
    handle.setAttribute("aria-pressed", "false");
    handle.addEventListener("click", () => {
      if (carried && carried.card === card) giveUp(); else pick(card);
    });
    handle.addEventListener("pointerdown", (event) => touch(card, event));
    // Text in forms is to be selected, links are to be followed: there the mouse does not carry.
    card.addEventListener("pointerdown", (event) => {
      card.draggable = event.pointerType === "mouse" && !event.target.closest("a, input, select, summary, form");
    });
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.card);
      setTimeout(() => { if (card.draggable) pick(card); }); // once the browser has taken the picture
    });
    card.addEventListener("dragend", () => {
      card.draggable = false;
      if (carried) giveUp();
    });
  }

  columns.forEach((column, index) => {
    column.addEventListener("dragover", (event) => {
      if (!carried) return;
      event.preventDefault();
      if (carried.at !== index) { aim(index); tell(); }
    });
    column.addEventListener("drop", (event) => {
      if (!carried) return;
      event.preventDefault();
      drop(index);
    });
    column.querySelector("[data-drop]").addEventListener("click", () => drop(index));
  });
  document.addEventListener("keydown", press);

  // After a move the page is a new one: back to the card, with what the page says of it.
  const back = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (back && back.matches("[data-card]")) {
    back.focus();
    const notice = document.querySelector(".move-notice p, .messages .notice");
    if (notice) setTimeout(() => say(plain(notice)), 200);
  }
})();
