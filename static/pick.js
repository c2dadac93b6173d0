/* A long <select> found by typing: first letters of pinyin, characters, or the number. After the ARIA pattern of an editable combobox
 * with list autocomplete and automatic selection. The select stays what is sent, and all there is without scripts; what names it to
 * people (label, hint, access key) goes over to the field that is typed in.
 *
 *   <select data-pick="hint" data-pick-none="nothing found" data-pick-count="{n} found">
 *     <option value="3105" data-pinyin="duo shou fei">, below an optgroup; data-below: a part of the last one without it
 */
(function () {
  "use strict";

  /* Are the letters first parts of syllables that follow each other? "kc", "kengc" and "kcao" are of "keng cao po". */
  function spelled(syllables, at, letters) {
    if (!letters) return true;
    if (at === syllables.length) return false;
    for (var n = 1; n <= letters.length && syllables[at].slice(0, n) === letters.slice(0, n); n += 1)
      if (spelled(syllables, at + 1, letters.slice(n))) return true;
    return false;
  }

  /* How near a word is to what is typed: 0 all of it, 1 its beginning, 2 a part; 9 it is another. */
  function near(word, letters) {
    var initials = word.spellings.some(function (parts) { return parts.map(function (part) { return part[0]; }).join("") === letters; });
    var begins = function (parts) { return spelled(parts, 0, letters); };
    var holds = function (parts) { return parts.some(function (part, at) { return spelled(parts, at, letters); }); };
    if (word.name === letters || initials) return 0;
    if (word.name.indexOf(letters) === 0 || word.spellings.some(begins)) return 1;
    return word.name.indexOf(letters) > 0 || word.spellings.some(holds) ? 2 : 9;
  }

  /* Its syllables, and its words, for the language that has words. */
  function word(text, pinyin) {
    var name = text.toLowerCase();
    return { text: text, name: name, spellings: [(pinyin || "").split(" "), name.split(/[^\p{L}\p{N}]+/u)].map(function (parts) { return parts.filter(Boolean); }) };
  }

  function choices(select) {
    var above = null;
    return Array.prototype.filter.call(select.options, function (option) { return option.value; }).map(function (option, place) {
      var group = option.parentElement.tagName === "OPTGROUP" ? option.parentElement : null;
      var own = word(option.text.trim(), option.dataset.pinyin);
      var below = "below" in option.dataset;
      if (!below) above = own;
      return { value: option.value, word: own, place: place, below: below,
        over: group ? word(group.label, group.dataset.pinyin) : below && above ? above : null };
    });
  }

  /* Every part of what is typed must be found; the sum says how near, what is below another comes after it. */
  function weigh(choice, parts) {
    return parts.reduce(function (sum, part) {
      var own = choice.value.indexOf(part) === 0 ? 0 : near(choice.word, part);
      return sum + Math.min(own, choice.over ? near(choice.over, part) + 3 : 9);
    }, choice.below ? 0.5 : 0);
  }

  function find(all, typed) {
    var parts = typed.normalize("NFKC").toLowerCase().replace(/['’]/g, "").split(/\s+/).filter(Boolean);
    return all.map(function (choice) { return { choice: choice, weight: weigh(choice, parts) }; })
      .filter(function (found) { return found.weight < 9; })
      .sort(function (a, b) { return a.weight - b.weight || a.choice.place - b.choice.place; })
      .map(function (found) { return found.choice; });
  }

  function make(tag, attributes) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }

  function enhance(select) {
    var id = select.id + "-pick", all = choices(select), shown = [], active = -1;
    var label = document.querySelector('label[for="' + select.id + '"]');
    var described = [id + "-hint"].concat((select.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean));
    var input = make("input", { type: "text", id: id, class: "govuk-input", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": id + "-list", "aria-describedby": described.join(" ") });
    var hint = make("span", { id: id + "-hint", class: "govuk-visually-hidden" });
    var list = make("ul", { id: id + "-list", role: "listbox", tabindex: "-1", class: "hotline-pick__list", "aria-label": label.textContent });
    var told = make("span", { role: "status", class: "hotline-pick__told" });
    var box = make("span", { class: "hotline-pick" });

    function chosen() { return all.find(function (choice) { return choice.value === select.value; }); }
    function full(choice) { return choice ? choice.word.text + (choice.over ? "（" + choice.over.text + "）" : "") : ""; }
    function settled() { input.value = full(chosen()); }
    function open() { return !list.hidden; }

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      told.textContent = "";
    }

    function mark(at) {
      if (active >= 0 && list.children[active]) list.children[active].setAttribute("aria-selected", "false");
      active = at;
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      list.children[at].setAttribute("aria-selected", "true");
      list.children[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", list.children[at].id);
    }

    function show(found) {
      shown = found;
      list.textContent = "";
      found.forEach(function (choice) {
        var row = make("li", { role: "option", id: id + "-" + choice.value, "aria-selected": "false" });
        row.textContent = choice.word.text;
        if (choice.over) {
          row.appendChild(document.createTextNode(" "));
          row.appendChild(make("span", { class: "hotline-pick__over" })).textContent = choice.over.text;
        }
        list.appendChild(row);
      });
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      told.classList.toggle("govuk-visually-hidden", found.length > 0);
      told.textContent = found.length ? select.dataset.pickCount.replace("{n}", found.length) : select.dataset.pickNone;
      active = -1;
      mark(found.length ? 0 : -1);
    }

    function take(choice) {
      var other = select.value !== (choice ? choice.value : "");
      select.value = choice ? choice.value : "";
      close();
      settled();
      if (!other) return;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function leave() {
      if (open() && active >= 0) take(shown[active]);
      else if (!input.value.trim()) take(null);
      else { close(); settled(); }	/* what is not found is no answer: the last one stands again */
    }

    input.addEventListener("input", function (event) {
      event.stopPropagation();	/* letters that look for an item are no part of the form */
      if (input.value.trim()) show(find(all, input.value)); else close();
    });
    input.addEventListener("keydown", function (event) {
      var key = event.key;
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (key === "ArrowDown" || key === "ArrowUp") {
        if (!open()) show(input.value.trim() && input.value !== full(chosen()) ? find(all, input.value) : all);
        else if (!event.altKey) mark((active + (key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
        else take(shown[active]);
        event.preventDefault();
      } else if (key === "Enter") {
        if (open()) take(shown[active]);
        event.preventDefault();
      } else if (key === "Tab") {
        if (open()) take(shown[active]);	/* at once: a list that scrolls would be the next to take the focus */
      } else if (key === "Escape" && (open() || input.value !== full(chosen()))) {
        close();
        settled();
        event.preventDefault();
        event.stopPropagation();
      }
    });
    input.addEventListener("focus", function () { input.select(); });
    input.addEventListener("blur", leave);
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });	/* the field keeps the focus */
    list.addEventListener("click", function (event) {
      var row = event.target.closest("[role=option]");
      if (row) take(shown[Array.prototype.indexOf.call(list.children, row)]);
    });
    select.addEventListener("change", settled);
    select.addEventListener("focus", function () { input.focus(); });	/* led here by the error summary */
    window.addEventListener("pageshow", settled);	/* a browser that goes back puts the select as it was */

    if (select.accessKey) { input.accessKey = select.accessKey; select.removeAttribute("accesskey"); }
    if (select.closest(".govuk-form-group--error")) input.classList.add("govuk-input--error");
    label.htmlFor = id;
    hint.textContent = select.dataset.pick;
    input.placeholder = select.dataset.pick;
    list.hidden = true;
    select.classList.add("govuk-visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    [input, hint, list, told].forEach(function (part) { box.appendChild(part); });
    select.insertAdjacentElement("afterend", box);
    settled();
  }

  document.querySelectorAll("select[data-pick]").forEach(enhance);
})();
