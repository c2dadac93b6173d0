/* Answers the question of the last step instead of the person: finds the number of which salt and number hash to the challenge
   (altcha.org's form, SHA-256). This file is page script and worker in one, so the page stays usable while it counts. When
   anything is missing the sum that is asked in words stays. */
(function () {
  "use strict";

  /* ---- the worker ---- */

  /* SHA-256 of ASCII text as hex; crypto.subtle is only there behind TLS, and slower for texts this short. */
  var K = [], H0 = [];
  function constants() {
    function part(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    for (var n = 2; K.length < 64; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (H0.length < 8) H0.push(part(Math.sqrt(n)));
      K.push(part(Math.cbrt(n)));
    }
  }
  var W = new Int32Array(64);
  function block(h, words, at) {
    var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7], i, x, y, t1, t2;
    for (i = 0; i < 16; i++) W[i] = words[at + i];
    for (; i < 64; i++) {
      x = W[i - 15]; y = W[i - 2];
      W[i] = (W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) +
              ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)) | 0;
    }
    for (i = 0; i < 64; i++) {
      t1 = (k + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i]) | 0;
      t2 = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
      k = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += k;
  }
  function sha256(text) {
    var h = Int32Array.from(H0), count = text.length, words = new Int32Array(((count + 8 >> 6) + 1) * 16);
    for (var i = 0; i < count; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - i % 4 * 8);
    words[count >> 2] |= 128 << (24 - count % 4 * 8);
    words[words.length - 1] = count * 8;
    for (var at = 0; at < words.length; at += 16) block(h, words, at);
    return Array.from(h, function (word) { return (word >>> 0).toString(16).padStart(8, "0"); }).join("");
  }
  if (typeof document === "undefined") {
    constants();
    self.onmessage = function (event) {
      var asked = event.data, number = 0;
      while (number <= asked.maxnumber && sha256(asked.salt + number) !== asked.challenge) number++;
      self.postMessage(number <= asked.maxnumber ? number : -1);
    };
    return;
  }

  /* ---- the page ---- */

  var part = document.getElementById("asked"), state = document.getElementById("asked-state"), sum = document.getElementById("asked-sum");
  if (!part || !window.Worker) return;
  var form = part.closest("form"), asked = JSON.parse(part.dataset.challenge), waits = false;
  var told = document.querySelector(".govuk-error-summary");	/* it leads to the sum, which then stays */
  var worker = new Worker(document.currentScript.src);

  function wait(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waits = true;
    state.textContent = state.dataset.working;
  }
  function end() {
    worker.terminate();
    form.removeEventListener("submit", wait, true);
  }
  function fail() {
    end();
    sum.hidden = false;
    state.textContent = "";
  }
  worker.onerror = fail;
  worker.onmessage = function (event) {
    if (event.data < 0) return fail();
    end();
    form.elements.altcha.value = btoa(JSON.stringify({
      algorithm: asked.algorithm, challenge: asked.challenge, number: event.data, salt: asked.salt, signature: asked.signature
    }));
    state.textContent = state.dataset.done;
    if (waits) form.requestSubmit();
  };
  sum.hidden = !told;
  state.textContent = state.dataset.working;
  if (!told) form.addEventListener("submit", wait, true);
  worker.postMessage(asked);
})();
