/* Files in pieces, so that a broken connection costs a piece and not the file: pages/ticket_new_part.h is the other end. Without this
   script, or in a browser too old for it, the form sends its files whole. What is there is asked for again after each break;
   whoever chooses the same file anew, even after closing the page, goes on where it stopped. */
(function () {
  "use strict";
  var box = document.getElementById("upload");
  var input = document.getElementById("f-attachment");
  if (!box || !input || !window.fetch || !window.FormData || !Blob.prototype.slice) return;
  var form = input.form, line = put("label", "govuk-label"), bar = put("progress"), told = put("p", "govuk-body"), wrong = put("ul", "govuk-list govuk-error-message");
  var at = "/ticket/new/files/part", running = false, words = box.dataset;

  line.htmlFor = bar.id = "upload-bar";
  bar.max = 100;
  told.setAttribute("role", "status");
  wrong.tabIndex = -1;
  box.className = "hotline-upload";
  box.hidden = true;

  function put(tag, kind) {
    var part = document.createElement(tag);
    part.className = kind || "";
    return box.appendChild(part);
  }

  function tell(text) { if (told.textContent !== text) told.textContent = text; }

  /* Until the browser says that it is connected again, or for a while that grows. */
  function pause(tries) {
    return new Promise(function (go) {
      var timer = window.setTimeout(end, Math.min(30000, 500 * Math.pow(2, tries)));
      function end() { window.clearTimeout(timer); window.removeEventListener("online", end); go(); }
      window.addEventListener("online", end);
    });
  }

  function post(path, fields) {
    var body = new FormData();
    body.append("token", form.elements.token.value);
    Object.keys(fields).forEach(function (name) { body.append(name, fields[name]); });
    return fetch(path, { method: "POST", body: body, credentials: "same-origin" }).then(read);
  }

  /* {status, …what was answered}: an answer that is no JSON counts by its status alone. */
  function read(answer) {
    return answer.text().then(function (text) {
      var said = {};
      try { said = JSON.parse(text) || {}; } catch (none) { said = {}; }
      said.status = answer.status;
      return said;
    });
  }

  function begin(file) {
    return post(at, { name: file.name, size: file.size, stamp: Math.max(0, Math.floor(file.lastModified || 0)) });
  }

  /* How much is there, as the server has it. */
  function ask(part) {
    return fetch(at + "/" + part, { method: "HEAD", credentials: "same-origin" }).then(function (answer) {
      return { status: answer.status, offset: Number(answer.headers.get("Upload-Offset")) };
    });
  }

  function passes(said) { return said.status === 429 || said.status >= 502 || (said.status === 409 && said.error === "part_busy"); }

  function send(file, part, offset, piece) {
    return post(at + "/" + part, { offset: offset, piece: new File([file.slice(offset, offset + piece)], "piece") });
  }

  /* One file, piece by piece. Gives null when it is there, else what is wrong with it, in words. */
  async function carry(file, shown) {
    var tries = 0, part = 0, offset = 0, piece = 0, said;
    for (;;) {
      try {
        if (!part) {
          said = await begin(file);
          if (said.done) return null;
          if (said.part) { part = said.part; offset = said.offset; piece = said.piece; }
        } else {
          if (tries) {
            said = await ask(part);
            if (said.status === 404 || said.status === 410) { part = 0; continue; }
            if (said.status === 200) offset = said.offset;
            if (offset >= file.size) { part = 0; continue; }
          }
          said = await send(file, part, offset, piece);
          if (said.status === 200 && said.done) return null;
          if (said.status === 404 || said.status === 410) { part = 0; said.status = 503; }
          if (said.error === "part_elsewhere") { offset = said.offset; said.status = 200; }
          if (said.status === 200) offset = said.offset;
        }
        if (said.status !== 200 && !passes(said)) return said.text || words.failed;
        if (said.status === 200) { tries = 0; shown(offset); tell(words.running); continue; }
      } catch (broken) { /* the connection: the file is there still, and so is what has arrived */ }
      tries += 1;
      if (tries > 1) tell(words.broken);
      await pause(tries);
    }
  }

  function complain(name, text) {
    var item = document.createElement("li");
    item.textContent = name + "：" + text;
    wrong.appendChild(item);
    wrong.hidden = false;
  }

  async function all(files) {
    var total = files.reduce(function (sum, file) { return sum + file.size; }, 0) || 1, before = 0, bad = 0, text;
    for (var i = 0; i < files.length; i += 1) {
      var show = function (offset) {
        bar.value = Math.floor(100 * (before + offset) / total);
        line.textContent = files[i].name + " (" + (i + 1) + "/" + files.length + ") " + bar.value + "%";
      };
      show(0);
      text = await carry(files[i], show);
      if (text) { complain(files[i].name, text); bad += 1; }
      before += files[i].size;
    }
    return bad;
  }

  form.addEventListener("submit", function (event) {
    var files = Array.prototype.slice.call(input.files);
    if (running) { event.preventDefault(); return; }
    if (!files.length) return;
    event.preventDefault();
    running = true;
    box.hidden = false;
    wrong.hidden = true;
    bar.hidden = line.hidden = false;
    wrong.textContent = "";
    tell(words.running);
    all(files).then(function (bad) {
      running = false;
      input.value = "";
      if (!bad) { tell(words.done); form.submit(); return; }
      bar.hidden = line.hidden = true;
      tell(words.some);
      wrong.focus();
    });
  });
  window.addEventListener("beforeunload", function (event) { if (running) event.preventDefault(); });
})();
