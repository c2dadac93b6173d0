/* Small helps for browsers that run scripts; every page works without. No dependency, no inline handlers. */
(function () {
  "use strict";

  /* A button that was pressed is not pressed again by an impatient second click. */
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || event.defaultPrevented || !navigator.onLine) return;
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

  /* On paper nothing can be opened: what is folded is printed open. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });

  /* What was typed survives a lost connection: it lies in this tab until the next page shows that it arrived, and is never kept on
     disk by us. A form says by data-keep that its words may lie there; identity and confidential matters never do. */
  function kept(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && (field.tagName === "TEXTAREA" || field.type === "text");
    });
  }
  function store(act) {
    try { return act(window.sessionStorage); } catch (refused) { return null; /* private mode, or no room: as without scripts */ }
  }
  function put(place, tag, kind, text) {
    var part = document.createElement(tag);
    part.className = kind;
    part.textContent = text;
    return place.appendChild(part);
  }
  function tellLost(place, gone) {
    place.textContent = "";
    place.className = gone ? "govuk-error-summary" : "";
    if (!gone) return;
    put(place, "h2", "govuk-error-summary__title", place.dataset.title);
    put(place, "p", "govuk-body", place.dataset.text);
    place.focus();
  }
  document.querySelectorAll("form[data-keep]").forEach(function (form) {
    var key = "keep:" + form.dataset.keep;
    var lost = document.getElementById("keep-lost"), back = document.getElementById("keep-back");
    var words = JSON.parse(store(function (s) { return s.getItem(key); }) || "{}");
    kept(form).forEach(function (field) {
      if (typeof words[field.name] !== "string" || field.value === words[field.name]) return;	/* newer than what the server has */
      field.value = words[field.name];
      if (!back.firstChild) put(back, "p", "govuk-inset-text", back.dataset.text);
    });
    form.addEventListener("input", function () {
      var now = {};
      kept(form).forEach(function (field) { now[field.name] = field.value; });
      store(function (s) { s.setItem(key, JSON.stringify(now)); });
    });
    form.addEventListener("submit", function (event) {
      if (navigator.onLine) return;
      event.preventDefault();
      tellLost(lost, true);
    });
    window.addEventListener("online", function () { tellLost(lost, false); });
  });
  document.querySelectorAll("[data-keep-arrived]").forEach(function (part) {
    store(function (s) { s.removeItem("keep:" + part.dataset.keepArrived); });
  });

  /* Shift three times in a row leaves, as the button does; first nothing more is to be seen. */
  var way = document.querySelector("[data-leave]"), pressed = 0;
  function leave(event) {
    event.preventDefault();
    store(function (s) { s.clear(); });
    document.body.hidden = true;
    document.title = "…";
    window.location.replace(way.href);
  }
  if (way) {
    way.addEventListener("click", leave);
    document.addEventListener("keyup", function (event) {
      pressed = event.key === "Shift" ? pressed + 1 : 0;
      if (pressed === 3) leave(event);
    });
  }

  /* Print buttons. */
  document.querySelectorAll("[data-print]").forEach(function (place) {
    var button = put(place, "button", "govuk-button govuk-button--secondary", place.dataset.print);
    button.type = "button";
    button.addEventListener("click", function () { window.print(); });
  });
})();
