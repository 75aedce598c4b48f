/* One question in focus, keys that choose, progress in words. The form works without. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const progress = document.querySelector("[data-progress]");
  const questions = [...form.querySelectorAll(".question[data-item], .question[data-position]")];
  if (!questions.length) return;
  const words = form.dataset;
  const keys = document.querySelector(".keys");
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  const GLANCE = 180; // milliseconds in which one sees what one chose

  // A question has one group of choices, or two: how settled, and then how far.
  const groups = (question) => [...question.querySelectorAll("fieldset")];
  const chosen = (group) => group?.querySelector("input:checked");
  const isShown = (group) => group.offsetParent !== null || group.closest(".reach") === null;
  function needsReach(question) {
    const level = Number(chosen(groups(question)[0])?.value);
    return "item" in question.dataset && level >= 1 && level <= 4;
  }
  function isAnswered(question) {
    const [first, second] = groups(question);
    return Boolean(chosen(first)) && (!needsReach(question) || Boolean(chosen(second)));
  }
  function answer(question) {
    const parts = needsReach(question) ? groups(question) : groups(question).slice(0, 1);
    return parts.map((group) => chosen(group)?.closest("label").textContent.trim()).filter(Boolean).join(" · ");
  }

  function count() {
    const { elsewhere, asked, seconds } = progress.dataset;
    const answered = questions.filter(isAnswered).length + Number(elsewhere);
    const minutes = Math.ceil(((asked - answered) * seconds) / 60);
    const pattern = progress.dataset[["none", "one"][minutes] || "many"];
    const numbers = { answered, asked, minutes };
    const text = pattern.replace(/{(\w+)}/g, (_, name) => numbers[name]);
    const line = progress.querySelector("p");
    if (line.textContent !== text) line.textContent = text;
    progress.querySelector("progress").value = answered;
  }

  // The line that stands for a question while it is folded.
  const part = (name, text) => Object.assign(document.createElement("span"), { className: name, textContent: text });
  function addLine(question) {
    const line = document.createElement("button");
    Object.assign(line, { type: "button", className: "question-line" });
    line.setAttribute("aria-expanded", "false");
    line.addEventListener("click", () => { lay(line); open(question, true); });
    question.prepend(line);
    groups(question)[0].tabIndex = -1;
  }
  function fold(question) {
    const line = question.querySelector(".question-line");
    const said = answer(question);
    const done = isAnswered(question);
    line.replaceChildren(part("line-question", question.querySelector("legend").textContent.trim()));
    if (said) line.append(" ", part("line-answer", said), " ", part("line-change", done ? words.change : words.complete));
    line.classList.toggle("is-answered", done);
    question.classList.add("is-folded");
    question.classList.remove("is-opening");
  }
  // Where a line stood before the question above it folded: what opens appears there, then rises.
  let stood = null;
  const lay = (element) => { stood = element.getBoundingClientRect().top; };
  function open(question, moves) {
    for (const other of questions) if (other !== question) fold(other);
    question.classList.remove("is-folded");
    if (!moves) return;
    question.classList.add("is-opening");
    enter(question);
    if (stood !== null) scrollBy({ top: question.getBoundingClientRect().top - stood, behavior: "instant" });
    question.scrollIntoView({ block: "start", behavior });
  }
  // Who taps hears the question that opened; who uses keys stands on its first choice.
  function enter(question) {
    const group = groups(question)[0];
    const target = tapped ? group : chosen(group) || group.querySelector("input");
    target.focus({ preventScroll: true });
  }
  const after = (question) => {
    const place = questions.indexOf(question) + 1;
    return [...questions.slice(place), ...questions.slice(0, place)].find((other) => other !== question && !isAnswered(other));
  };
  function goOn(question) {
    const next = after(question);
    if (next) {
      lay(next);
      open(next, true);
    } else {
      fold(question);
      const foot = form.querySelector(".survey-foot [value=next]");
      question.scrollIntoView({ block: "center", behavior });
      foot.focus({ preventScroll: true });
    }
  }

  let tapped = false;
  let pause = 0;
  const soon = (question) => { pause = setTimeout(() => { if (isAnswered(question)) goOn(question); }, GLANCE); };
  form.addEventListener("pointerdown", () => { tapped = true; });
  form.addEventListener("change", ({ target }) => {
    const question = target.closest(".question");
    clearTimeout(pause);
    if (target.type !== "radio") return;
    count();
    if (!tapped) return; // arrows pass over choices: whoever uses them says when to go on
    if (isAnswered(question)) soon(question);
    else question.querySelector(".reach")?.scrollIntoView({ block: "nearest", behavior });
  });

  // Keys work inside the open question only, never while one types.
  const VALUES = { "?": ["5"], "-": ["6"], "–": ["6"], "−": ["6"] };
  function choose(question, target, key) {
    const shown = groups(question).filter(isShown);
    const group = (target.type === "radio" && target.closest("fieldset")) || shown.find((one) => !chosen(one)) || shown[0];
    const value = "position" in question.dataset ? (key === "?" ? "0" : key === "0" ? "" : key) : VALUES[key]?.[0] || key;
    const input = [...group.querySelectorAll("input")].find((one) => one.value === value);
    if (!input) return;
    input.focus();
    if (!input.checked) input.click();
    clearTimeout(pause);
    stepOn(question, group);
  }
  function stepOn(question, group) {
    const [first, second] = groups(question);
    if (group === first && needsReach(question)) (chosen(second) || second.querySelector("input")).focus();
    else if (isAnswered(question)) soon(question);
  }
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const question = target.closest(".question:not(.is-folded)");
    tapped = false;
    if (!question || !questions.includes(question) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.type === "radio" && key === "Enter") {
      event.preventDefault();
      const group = target.closest("fieldset");
      if (needsReach(question) && group === groups(question)[0]) stepOn(question, group);
      else goOn(question);
    } else if (/^[0-9?–−-]$/.test(key) && target.tagName !== "TEXTAREA") {
      event.preventDefault();
      choose(question, target, key);
    }
  });

  // What waited on this device, or was chosen on another one, is on the page now.
  form.addEventListener("answers:shown", () => {
    count();
    for (const question of questions) if (question.classList.contains("is-folded")) fold(question);
  });
  form.classList.add("is-guided");
  for (const question of questions) addLine(question);
  const wanted = questions.find((question) => `#${question.id}` === location.hash);
  const start = questions.find((question) => question.querySelector("[role=alert]")) || wanted || questions.find((question) => !isAnswered(question));
  if (start) open(start, false);
  else questions.forEach(fold);
  if (keys) keys.hidden = false;
  count();
})();
