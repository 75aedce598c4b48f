/* Where a row of tabs is wider than the screen, the tab of the page comes into view. */
(() => {
  "use strict";
  for (const row of document.querySelectorAll(".section-nav")) {
    const tab = row.querySelector("[aria-current]");
    if (!tab) continue;
    const [here, around] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += here.left - around.left - (around.width - here.width) / 2;
  }
})();
