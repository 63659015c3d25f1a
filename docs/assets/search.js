/* Search: a dialog over the index that `kb.export.search` makes. Nothing is loaded before it is opened, and then only
   the parts that the words ask for; they are scripts, so that it also works from a disk. */
(() => {
  "use strict";

  const HERE = new URL("search/", document.currentScript.src);
  const ROOT = new URL("../../", HERE);
  const SHOWN = 10; // results at a time
  const WORDS = 16; // of a question; a page may have been pasted
  const VARIANTS = 16; // words of the index that stand for one that was typed
  const PAUSE = 400; // milliseconds without a key before a screen reader is told
  const WORD = /[\p{L}\p{N}]+/gu;

  const openers = document.querySelectorAll("[data-search-open]");
  if (!openers.length || !("showModal" in HTMLDialogElement.prototype)) return;

  /* The parts of the index, each asked for once. */
  const parts = new Map();
  const waiting = new Map();
  window.kbSearch = {
    take(name, data) {
      waiting.get(name)?.(data);
    },
  };

  function load(name, folder = "") {
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${folder}${name}.js`, HERE);
        let isTaken = false;
        waiting.set(name, (data) => {
          isTaken = true;
          resolve(data);
        });
        const end = () => {
          script.remove();
          if (isTaken) return;
          parts.clear(); // the site may have been made anew since: the next question asks for all of it again
          reject(new Error(`the search could not load ${name}`));
        };
        script.addEventListener("error", end);
        script.addEventListener("load", end);
        document.head.append(script);
      }));
    }
    return parts.get(name);
  }

  /* What kb.export.search.words makes of a text. */
  const LETTERS = { ß: "ss", ς: "σ", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[ßςøłđðþæœıħŧ]/g, (letter) => LETTERS[letter]);
  function wordsOf(text, skipped) {
    const all = (fold(text).match(WORD) ?? []).map((word) => word.slice(0, 40));
    const told = all.filter((word) => !skipped.has(word) && (word.length > 1 || /\p{N}/u.test(word)));
    const found = [...new Set(told)].slice(0, WORDS);
    return found.length ? found : all.filter((word) => word.length > 1).slice(-1); // "in" may become "insecurity"
  }

  /* How many letters of `typed` are missing, too many, wrong or swapped in `word`, up to `most`; of `word` as far as it
     goes when `open`. */
  function distance(typed, word, most, open) {
    if (typed.length - word.length > most || (!open && word.length - typed.length > most)) return Infinity;
    const long = Math.min(word.length, typed.length + most);
    let older = [];
    let old = Array.from({ length: long + 1 }, (_, column) => column);
    for (let row = 1; row <= typed.length; row += 1) {
      const line = [row];
      let least = row;
      for (let column = 1; column <= long; column += 1) {
        const same = typed[row - 1] === word[column - 1];
        let cost = Math.min(old[column] + 1, line[column - 1] + 1, old[column - 1] + (same ? 0 : 1));
        if (typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1]) {
          cost = Math.min(cost, older[column - 2] + 1);
        }
        line.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return Infinity;
      older = old;
      old = line;
    }
    return open ? Math.min(...old) : old[long];
  }

  /* How well `word` of the index stands for `typed`, from 0 to 1; `open` when it may still be typed on. */
  function fit(typed, word, open) {
    if (word === typed) return 1;
    if (word.startsWith(typed)) return typed.length > 1 ? (open ? 0.6 : 0.35) + (0.35 * typed.length) / word.length : 0;
    const most = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
    if (!most || /\d/.test(typed)) return 0;
    const wrong = distance(typed, word, most, false);
    if (wrong <= most) return 0.7 - 0.25 * wrong;
    return open && distance(typed, word, most, true) <= most ? 0.2 : 0;
  }

  const fileOf = (word) => (/[a-z]/.test(word[0]) ? word[0] : /\p{N}/u.test(word[0]) ? "0" : "_");

  async function variantsIn(index, letter, typed, open) {
    if (!index.letters.includes(letter)) return [];
    const found = [];
    const pairs = (await load(`words-${letter}`, index.folder)).split(" ");
    for (let at = 0; at < pairs.length; at += 2) {
      const quality = fit(typed, pairs[at], open);
      if (quality) found.push({ word: pairs[at], quality, worth: quality * pairs[at + 1] });
    }
    return found;
  }

  /* The words of the index that stand for `typed`. Only when there is none is a wrong first letter thought of. */
  async function variants(index, typed, open) {
    let found = await variantsIn(index, fileOf(typed), typed, open);
    if (!found.length && typed.length > 4) {
      found = (await Promise.all(index.letters.map((letter) => variantsIn(index, letter, typed, open)))).flat();
    }
    return found.sort((one, other) => other.worth - one.worth).slice(0, VARIANTS);
  }

  async function placesOf(index, word) {
    let low = 0;
    let high = index.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= word) low = middle;
      else high = middle;
    }
    return (await load(`places-${low}`, index.folder))[word] ?? [];
  }

  /* The worth of each record for one typed word. */
  async function scores(index, found) {
    const best = new Map();
    const lists = await Promise.all(found.map(({ word }) => placesOf(index, word)));
    lists.forEach((list, which) => {
      const rare = Math.log2(1 + (2 * index.records) / list.length);
      let record = 0;
      for (let at = 0; at < list.length; at += 2) {
        record += list[at];
        const worth = found[which].quality * list[at + 1] * rare;
        if (worth > (best.get(record) ?? 0)) best.set(record, worth);
      }
    });
    return best;
  }

  /* The records for `text`, best first: those that have all words, or, when none has, those that have most. */
  async function find(text) {
    const index = await load("index");
    index.skip ??= new Set(index.skipped.split(" "));
    if (!index.folder.endsWith("/")) index.folder += "/";
    const typed = wordsOf(text, index.skip);
    const open = /[\p{L}\p{N}\p{M}]$/u.test(text);
    const found = await Promise.all(typed.map((word, at) => variants(index, word, open && at === typed.length - 1)));
    const lists = await Promise.all(found.map((each) => scores(index, each)));
    const total = new Map();
    for (const list of lists) {
      for (const [record, worth] of list) {
        const sum = total.get(record) ?? { record, worth: 0, count: 0 };
        sum.worth += worth;
        sum.count += 1;
        total.set(record, sum);
      }
    }
    const all = [...total.values()].filter(({ count }) => count === lists.length);
    const kept = all.length ? all : [...total.values()];
    kept.sort((one, other) => other.count - one.count || other.worth - one.worth || one.record - other.record);
    return { typed, kept, words: new Set(found.flat().map(({ word }) => word)), partly: !all.length };
  }

  async function show({ record }) {
    const index = await load("index");
    const run = await load(`found-${Math.floor(record / index.run)}`, index.folder);
    return run[record % index.run];
  }

  /* The dialog. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const label = "Search titles, claims, authors and works";
  const field = make("input", {
    type: "search", "aria-label": label, placeholder: label, autocapitalize: "off", autocomplete: "off",
    enterkeyhint: "go", spellcheck: "false",
  });
  const close = make("button", { type: "button", class: "kb-finder__close" }, "Close");
  const said = make("p", { class: "kb-finder__said", role: "status" });
  const list = make("ol", { class: "kb-finder__list", role: "list" });
  const more = make("button", { type: "button", class: "kb-finder__more", hidden: "" }, "Show more");
  const indices = make("a", { href: openers[0].href }, "Browse the indices");
  const keys = make("span", { class: "kb-finder__keys" }, "↑ ↓ to choose, Enter to open, Escape to close");
  const dialog = make(
    "dialog", { class: "kb-finder", "aria-label": "Search" },
    make("form", { role: "search" }, field, close),
    said,
    make("div", { class: "kb-finder__results" }, list, more),
    make("p", { class: "kb-finder__foot" }, indices, keys),
  );

  let asked = 0; // the number of the last question: answers to older ones are dropped
  let answer = null;
  let answering = null; // the promise of it
  let timer = 0;

  function marked(text, words) {
    const nodes = [];
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (!words.has(fold(match[0]))) continue;
      nodes.push(text.slice(end, match.index), make("mark", {}, match[0]));
      end = match.index + match[0].length;
    }
    return [...nodes, text.slice(end)];
  }

  function item([kind, title, about, path], words) {
    const url = new URL(path, ROOT);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    const head = make("span", { class: "kb-finder__title" }, ...marked(title, words));
    const body = make("span", { class: "kb-finder__about" }, ...marked(about, words));
    return make("li", {}, make("a", { href: url }, make("span", { class: "kb-finder__kind" }, kind), head, body));
  }

  function say(text, later) {
    clearTimeout(timer);
    if (later) timer = setTimeout(() => { said.textContent = text; }, PAUSE);
    else said.textContent = text;
  }

  async function extend(given) {
    const from = list.children.length;
    const shown = await Promise.all(given.kept.slice(from, from + SHOWN).map(show));
    if (given !== answer || from !== list.children.length) return;
    list.append(...shown.map((each) => item(each, given.words)));
    more.hidden = list.children.length >= given.kept.length;
  }

  async function ask() {
    asked += 1;
    const number = asked;
    if (field.value.trim()) say("Searching …", true); // unless the answer is there before
    try {
      const given = await find(field.value);
      if (number !== asked) return;
      const shown = await Promise.all(given.kept.slice(0, SHOWN).map(show));
      if (number !== asked) return;
      answer = given;
      list.replaceChildren(...shown.map((each) => item(each, given.words)));
      list.parentElement.scrollTop = 0;
      more.hidden = given.kept.length <= SHOWN;
      const count = given.kept.length;
      if (!given.typed.length) say(field.value.trim() ? "Type a word of two letters or more" : "", true);
      else if (!count) say("Nothing found", true);
      else if (given.partly) say("Nothing has all of these words; these have some", true);
      else say(count === 1 ? "1 result" : `${count} results`, true);
    } catch {
      if (number !== asked) return;
      list.replaceChildren();
      more.hidden = true;
      say("The search could not be loaded. The indices below have every page.");
    }
  }

  function open(text) {
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    if (text) field.value = text;
    field.focus();
    field.select();
    answering = ask(); // which also begins to load the index
  }

  for (const opener of openers) {
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }

  field.addEventListener("input", () => {
    answering = ask();
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await extend(answer);
    list.children[next]?.querySelector("a").focus();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // what is beside it
    // A result on this very page changes only the place.
    const link = event.target.closest("a");
    if (link && link.pathname === location.pathname) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const number = asked;
    await answering; // what is listed until then answers what was asked before
    if (number === asked && dialog.open) list.querySelector("a")?.click();
  });

  dialog.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : links.length - 1 };
    if (!(event.key in to) || event.isComposing || Number.isNaN(to[event.key])) return;
    if (at < 0 && (event.key === "ArrowUp" || document.activeElement !== field)) return;
    event.preventDefault();
    (to[event.key] < 0 ? field : links[Math.min(to[event.key], links.length - 1)])?.focus();
  });

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.isContentEditable || event.target.closest?.("input, textarea, select");
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.defaultPrevented || (!isSlash && !isK)) return;
    event.preventDefault();
    open();
  });

  const given = new URLSearchParams(location.search).get("q");
  if (given && document.querySelector("[data-search-here]")) open(given);
})();
