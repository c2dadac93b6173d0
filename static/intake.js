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

  function ask() {
    var mine = ++latest;
    send().catch(function () { return renew().then(send); })
      .then(function (part) {
        lost.hidden = true;
        if (mine !== latest || part === shown) return;
        into.innerHTML = part;	/* a part of a page from our own server, already escaped */
        shown = part;
      })
      .catch(function () { if (mine === latest) lost.hidden = false; });
  }

  form.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 400);
  });
  form.addEventListener("submit", function () { window.clearTimeout(waiting); });
  if (form.elements.content.value || form.elements.phone.value) ask();
})();
