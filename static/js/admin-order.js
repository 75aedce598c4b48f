// After a drag, the numbers on screen follow the rows: as the server does, the rows keep the
// places that they had together, in their new order.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const body = document.querySelector("#result_list tbody");
  const number = (row) => row.querySelector("input[name$='-position']");
  if (!body || !body.querySelector(".drag.handle") || !number(body)) return;
  let waiting = false;
  const renumber = () => {
    waiting = false;
    const inputs = [...body.querySelectorAll("tr")].map(number).filter(Boolean);
    const places = inputs.map((input) => Number(input.value)).sort((a, b) => a - b);
    inputs.forEach((input, index) => { input.value = places[index]; });
  };
  // The list writes `order` on the handles of all rows that moved, once per drag.
  new MutationObserver(() => {
    if (!waiting) { waiting = true; queueMicrotask(renumber); }
  }).observe(body, { subtree: true, attributes: true, attributeFilter: ["order"] });
});
