/* What waited on this phone to be sent goes with the answers that were withdrawn. */
(() => {
  "use strict";
  const { forget } = document.querySelector("[data-forget]").dataset;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(forget)) localStorage.removeItem(key);
  } catch { /* a browser that keeps nothing has nothing to forget */ }
})();
