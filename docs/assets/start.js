/* What must run before a page is drawn. The theme has it as scripts within the page, which our policy forbids. */
(() => {
  "use strict";

  // What the theme's bundle asks for, under its names. This file lies one folder below the site's root.
  const scope = new URL("..", document.currentScript.src);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, each) => (sum << 5) - sum + each.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, from = scope) => JSON.parse(storage.getItem(`${from.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, from = scope) => {
    try {
      storage.setItem(`${from.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Where nothing may be stored, nothing is remembered.
    }
  };

  // The bundle takes every alternate for a translation, and would ask each for its map. To others the space says nothing.
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";

  // The theme's bundle would do this at the end, when every element is there to be styled anew.
  document.documentElement.classList.replace("no-js", "js");

  const form = document.querySelector("[data-palette]");
  const inputs = [...form.elements].filter((each) => each.name === "__palette");
  const preferred = inputs.findIndex((each) => matchMedia(each.dataset.mdColorMedia).matches);
  show(inputs[window.__md_get("__palette")?.index ?? preferred] ?? inputs[0]);

  function show(input) {
    input.checked = true;
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute(`data-md-color-${name}`, input.getAttribute(`data-md-color-${name}`));
    }
    // Beside each stands the way to the next.
    for (const each of inputs) each.nextElementSibling.hidden = each !== input;
  }

  form.addEventListener("change", ({ target }) => {
    show(target);
    window.__md_set("__palette", { index: inputs.indexOf(target) });
  });
  form.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Enter") return;
    const next = inputs[(inputs.indexOf(target) + 1) % inputs.length];
    next.click();
    next.focus();
  });
})();
