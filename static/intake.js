/* The intake of a call: what is known is looked up while the agent types, and every look-up keeps the draft. */
(function () {
  "use strict";

  var form = document.getElementById("intake");
  if (!form) return;

  /* ---- looking up, and keeping ---- */

  var into = document.getElementById("preview"), lost = document.getElementById("preview-lost");
  var waiting = 0, latest = 0, shown = "";

  function send() {
    return fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); });
  }

  /* The session ran out and the agent signed in again beside this page: its forms take over the new session's token. */
  function renew() {
    return fetch(form.getAttribute("action"), { credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
      .then(function (page) {
        var token = new DOMParser().parseFromString(page, "text/html").querySelector("#intake input[name=token]").value;
        document.querySelectorAll("input[name=token]").forEach(function (field) { field.value = token; });
      });
  }

  /* The unit in charge, by the catalogue, until the agent chooses one: then that one stands, whatever else is typed. */
  var unit = form.elements.unit, proposed = "";
  unit.addEventListener("input", function () { proposed = null; });

  function propose(code) {
    if (proposed === null || (unit.value !== proposed && unit.value !== code)) return;
    unit.value = code;
    proposed = unit.value;
    unit.dispatchEvent(new Event("change"));
  }

  function ask() {
    var mine = ++latest;
    send().catch(function () { return renew().then(send); })
      .then(function (part) {
        lost.hidden = true;
        if (mine !== latest || part === shown) return;
        into.innerHTML = part;	/* a part of a page from our own server, already escaped */
        shown = part;
        var says = into.querySelector("[data-unit]");
        propose(says ? says.dataset.unit : "");
      })
      .catch(function () { if (mine === latest) lost.hidden = false; });
  }

  form.addEventListener("input", function () {
    if (!form.elements.text.value) form.elements.article.value = "";	/* the words that came from it are gone */
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 400);
  });
  form.addEventListener("submit", function () { window.clearTimeout(waiting); });
  if (form.elements.content.value || form.elements.phone.value) ask();

  /* ---- by keys ---- */

  /* Alt and a letter lead to a field, whatever browser: by itself each has another way to its access keys. */
  var fields = { I: "f-item-pick", R: "f-region-pick", K: "f-kind", P: "f-phone", C: "f-content", W: "f-text", U: "f-unit-pick" };
  /* Alt and a digit say what comes next, in the order of the page, and lead to what it needs. */
  var needs = { dispatched: fields.U, file: "intake-send" };

  function go(id) {
    var field = document.getElementById(id);
    if (field) field.focus();
    return Boolean(field);
  }

  function choose(place) {
    var radio = form.elements.next[place];
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    return go(needs[radio.value] || fields.W);
  }

  function use(button) {
    if (!button) return false;
    form.elements.article.value = button.dataset.article;
    form.elements.text.setRangeText(button.dataset.use, form.elements.text.selectionStart, form.elements.text.selectionEnd, "end");
    form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
    return go(fields.W);
  }

  function act(event) {
    var code = event.code;
    if (event.ctrlKey && !event.altKey && event.key === "Enter") { form.requestSubmit(document.getElementById("intake-send")); return true; }
    if (event.ctrlKey && !event.altKey && code === "KeyS") { form.requestSubmit(form.querySelector("[data-key=save]")); return true; }
    if (!event.altKey || event.ctrlKey || event.metaKey) return false;
    if (code === "KeyA") return use(into.querySelector("[data-use]"));
    if (/^(Digit|Numpad)[1-9]$/.test(code)) return choose(Number(code.slice(-1)) - 1);
    return /^Key/.test(code) && go(fields[code.slice(3)]);
  }

  document.addEventListener("keydown", function (event) {
    if (!event.isComposing && !event.repeat && act(event)) event.preventDefault();
  });
  into.addEventListener("click", function (event) { use(event.target.closest("[data-use]")); });

  /* A new call begins with what it is about; a page that says something is read first. */
  if (document.activeElement === document.body && !form.elements.content.value && !form.elements.item.value) go(fields.I);
})();
