/* Small helps for browsers that run scripts; every page works without. No dependency, no inline handlers. */
(function () {
  "use strict";

  /* A button that was pressed is not pressed again by an impatient second click. */
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || event.defaultPrevented) return;
    if (button.dataset.sent) { event.preventDefault(); return; }
    button.dataset.sent = "1";
    window.setTimeout(function () { delete button.dataset.sent; }, 5000);
  });

  /* The error summary takes the focus, so that it is read first. */
  var summary = document.querySelector(".govuk-error-summary");
  if (summary) summary.focus();

  /* Characters left, told politely when few remain. */
  document.querySelectorAll("textarea[data-max]").forEach(function (area) {
    var note = document.getElementById(area.id + "-left");
    var max = Number(area.dataset.max);
    if (!note || !max) return;
    area.addEventListener("input", function () {
      note.textContent = note.dataset.text.replace("{n}", String(max - Array.from(area.value).length));
    });
  });

  /* Print buttons. */
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
