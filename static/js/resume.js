/* A link or picture carries the resume code after #, which browsers send to nobody: it is read here and
   posted. On a phone with answers of its own it is only filled in, and the person presses the button. */
(() => {
  "use strict";
  const form = document.getElementById("resume");
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.token.value = token;
  if ("goesOn" in form.dataset) form.requestSubmit();
})();
