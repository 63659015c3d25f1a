/* Filters the list of a form of `kb.render.forms`: words, years, and one of several; keeps the question in the address. */
(() => {
  "use strict";

  const PAUSE = 300; // milliseconds without a key before the address and the count follow

  /* Without accents and capitals, with the apostrophes and dashes of a keyboard. */
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[‐-―]/g, "-").toLowerCase();

  /* What an item must be for the question of one control, or null when it asks nothing. */
  function test(control) {
    const value = control.value.trim();
    if (!control.name || !value) return null;
    if (control.name === "text") {
      const words = fold(value).split(/\s+/);
      return (item) => {
        item.text ??= fold(item.element.textContent);
        return words.every((word) => item.text.includes(word));
      };
    }
    const [, name, end] = /^(.*?)(?:-(from|to))?$/.exec(control.name);
    if (!end) return (item) => item.element.dataset[name].split(" ").includes(value);
    const bound = Number(value);
    return (item) => {
      const given = item.element.dataset[name];
      return given !== "" && (end === "from" ? Number(given) >= bound : Number(given) <= bound);
    };
  }

  function start(form) {
    const list = document.getElementById(form.dataset.filter);
    if (!list) return;
    const output = form.querySelector("output");
    const controls = Array.from(form.elements).filter((control) => control.name);
    const groups = Array.from(list.querySelectorAll("[data-group]"), (element) => ({ element, shown: 0 }));
    const groupOf = new Map(groups.map((group) => [group.element, group]));
    const items = Array.from(list.querySelectorAll("[data-item]"), (element) => {
      return { element, group: groupOf.get(element.closest("[data-group]")), text: null };
    });
    let timer = 0;

    /* Writes to the page alone and reads nothing back, so that the browser lays it out once. */
    function apply() {
      const tests = controls.map(test).filter(Boolean);
      let shown = 0;
      for (const group of groups) group.shown = 0;
      for (const item of items) {
        const fits = tests.every((each) => each(item));
        shown += fits;
        if (item.group) item.group.shown += fits;
        if (item.element.hidden === fits) item.element.hidden = !fits;
      }
      for (const group of groups) group.element.hidden = !group.shown;
      return tests.length ? `${shown} of ${items.length} ${form.dataset.nouns}` : "";
    }

    function remember() {
      const here = new URL(window.location.href);
      for (const { name, value } of controls) {
        if (value.trim()) here.searchParams.set(name, value.trim());
        else here.searchParams.delete(name);
      }
      window.history.replaceState(window.history.state, "", here);
    }

    function answer() {
      const count = apply();
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        output.textContent = count;
        remember();
      }, PAUSE);
    }

    /* A link to an item that is filtered out shows everything. */
    function reveal() {
      const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      if (!target?.closest("[data-item][hidden]")) return;
      form.reset();
      target.scrollIntoView();
    }

    form.addEventListener("input", answer);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const control of controls) control.value = "";
      answer();
    });
    window.addEventListener("hashchange", reveal);
    form.hidden = false;
    const asked = new URLSearchParams(window.location.search);
    for (const control of controls) control.value = asked.get(control.name) ?? "";
    output.textContent = apply();
    reveal();
  }

  document.querySelectorAll("form.kb-filter").forEach(start);
})();
