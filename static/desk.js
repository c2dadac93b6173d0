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

  /* The queue by keys: J and K go down and up, Enter opens, X picks; on a ticket J goes on to the next one of the queue that
   * was looked through, and T takes it. Only outside fields, and not for who turned it off: a key alone must not surprise who speaks to the machine. */
  var filter = document.getElementById("queue-keys");
  var next = document.querySelector('a[data-next]');
  var take = document.querySelector("button[data-take]");
  var off = function () { return localStorage.getItem("hotline-keys") === "off"; };
  if (filter) {
    sessionStorage.setItem("hotline-queue", filter.dataset.query);
    filter.hidden = false;
  }
  document.querySelectorAll("[data-keys-on]").forEach(function (toggle, place, all) {
    toggle.checked = !off();
    toggle.addEventListener("change", function () {
      localStorage.setItem("hotline-keys", toggle.checked ? "on" : "off");
      all.forEach(function (other) { other.checked = toggle.checked; });
    });
  });
  if (next) next.href = next.getAttribute("href") + (sessionStorage.getItem("hotline-queue") || "");
  var links = Array.prototype.slice.call(document.querySelectorAll("a[data-row]"));
  var at = function () {
    return links.findIndex(function (link) { return link.closest("tr").contains(document.activeElement); });
  };

  /* The list of keys: by '?' outside fields (or where nothing is typed yet that could begin with it), by F1 everywhere. */
  var keys = document.getElementById("keys");
  var tell = function () {
    keys.showModal();
    keys.querySelector("h2").focus();	/* not the first thing that can be pressed, which lies below the list */
  };
  document.querySelectorAll("[data-keys]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", tell);
  });
  if (keys) keys.querySelector("[data-keys-close]").addEventListener("click", function () { keys.close(); });
  document.addEventListener("keydown", function (event) {
    var field = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    var asks = (event.key === "?" || event.key === "？") && !off() && (!field || field.getAttribute("role") === "combobox" && !field.value);
    if (!keys || keys.open || !asks && event.key !== "F1") return;
    event.preventDefault();
    tell();
  });

  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || keys && keys.open || event.ctrlKey || event.altKey || event.metaKey || off()) return;
    var key = event.key.toLowerCase();
    var call = document.querySelector('nav a[href="/admin/intake"]');
    if (key === "n" && call) { call.click(); return; }
    if (key === "j" && next) { next.click(); return; }
    if (key === "t" && take) { take.click(); return; }
    if (!filter || !links.length) return;
    if (key === "j") links[Math.min(at() + 1, links.length - 1)].focus();
    else if (key === "k") links[Math.max(at() - 1, 0)].focus();
    else if (key === "x" && at() >= 0) {
      var box = links[at()].closest("tr").querySelector("input[name=pick]");
      if (box) box.click();
    } else return;
    event.preventDefault();
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
