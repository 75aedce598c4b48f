// More rows of departments without loading the page again. Without this, the button asks the server.
const rows = document.querySelector("[data-rows]");
const more = rows.querySelector("[data-more]");
const empty = rows.querySelector("[data-empty-row]");
const total = rows.querySelector("[name=departments-TOTAL_FORMS]");
const most = Number(rows.querySelector("[name=departments-MAX_NUM_FORMS]").value);

more.addEventListener("click", (event) => {
  event.preventDefault();
  const number = Number(total.value);
  if (number >= most) return;
  const row = empty.content.firstElementChild.cloneNode(true);
  for (const element of row.querySelectorAll("[id], [name], [for]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("__prefix__", number));
    }
  }
  empty.before(row);
  total.value = number + 1;
  row.querySelector("input:not([type=hidden])").focus();
});
