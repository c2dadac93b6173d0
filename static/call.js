/* What rings at this desk: on an empty intake the number fills in by itself, elsewhere a line leads there. Asked again while the page is
 * looked at and somebody is there: a desk that was left must run out of its session. */
(function () {
  "use strict";

  var line = document.getElementById("call-line");
  if (!line) return;
  var once = document.getElementById("call-now");
  if (once) once.hidden = true;	/* the line says the same, and goes on saying it */
  var link = line.querySelector("a"), number = line.querySelector("strong"), form = document.getElementById("intake");
  var EVERY_MS = 2000, LEFT_MS = 10 * 60 * 1000;
  var touched = Date.now(), asking = false;

  ["keydown", "pointerdown", "pointermove"].forEach(function (name) {
    document.addEventListener(name, function () { touched = Date.now(); }, { passive: true });
  });

  /* Nothing that was typed gives way to a call, and a call that was put aside does not come into the next form. */
  function is_free(id) {
    return form && sessionStorage.getItem("hotline-call") !== String(id) && !form.elements.call.value && !form.elements.phone.value && !form.elements.content.value && !form.elements.text.value;
  }

  function fill(call) {
    sessionStorage.setItem("hotline-call", call.id);
    form.elements.call.value = call.id;
    form.elements.phone.value = call.phone;
    form.elements.phone.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(call) {
    if (call.id && is_free(call.id)) fill(call);
    var other = Boolean(call.id) && !(form && form.elements.call.value === String(call.id));
    if (call.id) {
      number.textContent = call.mask || number.dataset.withheld;
      line.querySelector("[data-states]").textContent = line.dataset[call.state];
      link.href = link.dataset.to + call.id;
    }
    if (line.hidden === other) line.hidden = !other;
  }

  function ask() {
    if (asking || document.hidden || Date.now() - touched > LEFT_MS) return;
    asking = true;
    fetch(line.dataset.url, { credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.json() : {}; })
      .then(show)
      .catch(function () { /* asked again in a moment */ })
      .then(function () { asking = false; });
  }

  window.setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
  ask();
})();
