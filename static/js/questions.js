/* Progress in words, digits as keys, and on to the next question. The form works without. */
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const progress = document.querySelector("[data-progress]");
  const find = (item, axis, rest) => form.querySelector(`input[name="${item}-${axis}"]${rest}`);
  const level = (input) => (input ? Number(input.value) : null);
  function read({ dataset: { item } }) {
    const capability = level(find(item, "capability", ":checked"));
    const breadth = capability >= 1 && capability <= 4 ? level(find(item, "breadth", ":checked")) : null;
    return { item, capability, breadth };
  }
  const isAnswered = (a) => a.capability !== null && (a.capability < 1 || a.capability > 4 || a.breadth !== null);
  function count() {
    const { elsewhere, asked, seconds } = progress.dataset;
    const answered = [...form.querySelectorAll("[data-item]")].map(read).filter(isAnswered).length + Number(elsewhere);
    const minutes = Math.ceil(((asked - answered) * seconds) / 60);
    const words = progress.dataset[["none", "one"][minutes] || "many"];
    const numbers = { answered, asked, minutes };
    progress.querySelector("p").textContent = words.replace(/{(\w+)}/g, (_, name) => numbers[name]);
    progress.querySelector("progress").value = answered;
  }

  // After a tap the rest of the question comes into view, then the next one. Digits choose as well.
  let tapped = false;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  form.addEventListener("pointerdown", () => { tapped = true; });
  form.addEventListener("keydown", ({ target, key }) => {
    tapped = false;
    if (target.type !== "radio" || !/^[0-4]$/.test(key)) return;
    const choice = target.closest("fieldset").querySelector(`[value="${key}"]`);
    if (choice) { choice.focus(); choice.click(); }
  });
  form.addEventListener("change", ({ target }) => {
    const question = target.closest("[data-item]");
    if (!question) return;
    const packet = read(question);
    count();
    if (!tapped) return;
    if (isAnswered(packet)) question.nextElementSibling.scrollIntoView({ behavior });
    else question.querySelector(".reach").scrollIntoView({ block: "nearest", behavior });
  });

  // What waited on this device, or was chosen on another one, is on the page now.
  form.addEventListener("answers:shown", () => { if (progress) count(); });
  if (progress) count();
})();
