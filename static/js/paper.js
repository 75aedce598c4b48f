// Sheets from paper: a key a cell, the cursor goes on by itself. Without this, Tab does.
const form = document.getElementById("entry");
const cells = [...form.querySelectorAll(".entry-cell")];
const count = form.querySelector("[data-count]");
const ASIDE = { ".": "?", ",": "?", "-": "–", "—": "–" };
const meaning = (cell) => ASIDE[cell.value] || cell.value.toLowerCase();
const isNone = (key) => key === "a" || key === "0";

function go(cell, step) {
  const next = cells[cells.indexOf(cell) + step];
  if (next) next.focus();
  else if (step > 0) form.querySelector("textarea").focus();
}

// What comes after a first cell without a level: the next question.
function advance(cell) {
  const skips = cell.dataset.axis === "capability" && ("a0?–".includes(meaning(cell)));
  go(cell, skips ? 2 : 1);
}

function contradiction(first, second) {
  if (!second || !second.value) return "";
  if (!first.value) return form.dataset.first;
  const reach = meaning(second);
  if (isNone(meaning(first))) return reach === "0" ? "" : form.dataset.nowhere;
  if ("?–".includes(meaning(first))) return form.dataset.aside;
  return reach === "0" ? form.dataset.somewhere : "";
}

function check(line) {
  const [first, second] = line.querySelectorAll(".entry-cell");
  const strange = [first, second].find((cell) => cell && cell.value && !cell.dataset.keys.includes(cell.value.toLowerCase()));
  const text = strange ? form.dataset.noKey.replace("{key}", strange.value) : contradiction(first, second);
  line.classList.toggle("is-wrong", Boolean(text));
  line.querySelector(".entry-error").textContent = text;
  for (const cell of [first, second]) cell?.setAttribute("aria-invalid", String(Boolean(text)));
  return Boolean(first.value);
}

// A key without a meaning stays out of its cell, and the line says so.
function refuse(cell) {
  const line = cell.closest("[data-line]");
  const text = form.dataset.noKey.replace("{key}", cell.value);
  cell.value = "";
  line.classList.add("is-wrong");
  line.querySelector(".entry-error").textContent = text;
  cell.setAttribute("aria-invalid", "true");
  tally();
}

// What the sheet before had stays chosen: said where the first questions are.
function tellNext() {
  const next = form.querySelector("[data-next]");
  const [department, position] = ["department", "vantage"].map((name) => form.elements[name]?.selectedOptions?.[0]);
  next.hidden = !(department?.value && position?.value);
  if (next.hidden) return;
  next.querySelector("[data-who]").textContent = next.dataset.text.replace("{department}", department.textContent).replace("{position}", position.textContent);
}

function tally() {
  const lines = [...form.querySelectorAll("[data-line]")];
  const filled = lines.filter((line) => line.querySelector(".entry-cell").value).length;
  count.textContent = count.dataset.text.replace("{n}", filled).replace("{of}", lines.length);
}

form.addEventListener("focusin", (event) => {
  if (event.target.matches(".entry-cell")) event.target.select();
});

form.addEventListener("input", (event) => {
  const cell = event.target;
  if (!cell.matches(".entry-cell")) return;
  cell.value = cell.value.trim();
  if (cell.value && !cell.dataset.keys.includes(cell.value.toLowerCase())) { refuse(cell); return; }
  check(cell.closest("[data-line]"));
  tally();
  if (cell.value) advance(cell);
  else cell.select();
});

form.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
  if (!cell.matches(".entry-cell")) return;
  const backwards = event.key === "ArrowLeft" || event.key === "ArrowUp" || (event.key === "Backspace" && !cell.value);
  const forwards = ["ArrowRight", "ArrowDown", "Enter", " "].includes(event.key);
  if (!backwards && !forwards) return;
  event.preventDefault();
  if (backwards) go(cell, -1);
  else if (cell.value) advance(cell);
  else go(cell, 1);
});

for (const line of form.querySelectorAll("[data-line]:not(.is-wrong)")) check(line);
tally();
tellNext();
form.querySelector(".entry-who").addEventListener("change", tellNext);
const select = form.querySelector(".entry-who select");
(form.querySelector(".is-wrong .entry-cell") || (select.value ? cells[0] : select)).focus();
