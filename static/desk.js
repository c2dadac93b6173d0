/* Helps for staff; every page works without. No dependency, no inline handlers. */
(function () {
  "use strict";

  /* A chosen text goes where the caret is, and nothing typed is lost. */
  document.querySelectorAll("a[data-fill]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      var area = document.getElementById(link.dataset.fill);
      if (!area) return;
      event.preventDefault();
      area.setRangeText(link.dataset.text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    });
  });

  /* Who else has this ticket open, asked again while the page is looked at. */
  var presence = document.getElementById("presence");
  if (presence) {
    var ask = function () {
      if (document.hidden) return;
      fetch(presence.dataset.url, { credentials: "same-origin", redirect: "error" })
        .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(); })
        .then(function (now) {
          var text = now.others.length ? presence.dataset.others + " " + now.others.join("、") : "";
          if (String(now.version) !== presence.dataset.version) text = (presence.dataset.changed + " " + text).trim();
          if (presence.textContent !== text) presence.textContent = text;
        })
        .catch(function () { /* asked again in a while */ });
    };
    window.setInterval(ask, 15000);
    document.addEventListener("visibilitychange", ask);
  }
})();
