/* How does one page reach another? Answers the form of `/// view | paths` from graph.json, as kb/paths.py does. */
(() => {
  "use strict";

  const form = document.querySelector("form.kb-paths");
  if (!form) return;
  const output = form.querySelector("output");
  const address = new URL(form.dataset.graph, document.baseURI);
  const root = new URL("..", address);
  let loading = null;

  async function load() {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
    const data = await answer.json();
    const nodes = new Map(data.nodes.map((node) => [node.id, node]));
    const steps = new Map(data.nodes.map((node) => [node.id, []]));
    const add = (relation, from, to) => steps.get(from).push({ relation, from, to });
    for (const relation of data.relations) {
      add(relation, relation.source, relation.target);
      if (relation.symmetric) add(relation, relation.target, relation.source);
    }
    return { nodes, steps, grades: data.grades, works: data.works };
  }

  /* The path of the fewest steps among relations of `grades`, breadth first; null when there is none. */
  function shortest(steps, from, to, grades) {
    const reached = new Map([[from, null]]);
    const ahead = [from];
    for (let next = 0; next < ahead.length && !reached.has(to); next += 1) {
      for (const step of steps.get(ahead[next])) {
        if (grades.has(step.relation.grade) && !reached.has(step.to)) {
          reached.set(step.to, step);
          ahead.push(step.to);
        }
      }
    }
    if (!reached.has(to)) return null;
    const path = [];
    for (let step = reached.get(to); step; step = reached.get(step.from)) path.unshift(step);
    return path;
  }

  /* The shortest and the best supported path: from the strongest grade on, each weaker grade is let in. */
  function find({ steps, grades }, from, to) {
    const allowed = new Set();
    const found = [];
    for (const grade of grades) {
      allowed.add(grade.name);
      const path = shortest(steps, from, to, allowed);
      if (path) found.push({ path, weakest: grade });
    }
    if (!found.length) return null;
    const short = found.reduce((best, each) => (each.path.length < best.path.length ? each : best));
    return { short, supported: found[0] };
  }

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children); // strings become text, never markup
    return made;
  }

  const link = (node, text, anchor = "") => {
    const url = new URL(node.url, root);
    url.hash = anchor;
    return make("a", { href: url.href }, text);
  };

  const badge = (grade) => make("span", { class: `kb-grade kb-grade--${grade.name}` }, grade.words);

  /* ` Supported by Ada, 1999; Bo & Cy, 2001.`, or nothing when there are no works. */
  function cited(works, words, keys) {
    const links = keys.map((key) => make("a", { href: new URL(works[key].url, root).href }, works[key].text));
    return links.flatMap((each, place) => [place ? "; " : ` ${words} `, each]).concat(links.length ? "." : []);
  }

  function sentence({ nodes, grades, works }, { relation, from, to }) {
    const grade = grades.find((each) => each.name === relation.grade);
    const when = relation.when ? ` (${relation.when})` : "";
    return make(
      "li",
      {},
      link(nodes.get(from), nodes.get(from).title),
      ` ${relation.label} `,
      link(nodes.get(to), nodes.get(to).title),
      `: ${relation.why}${when} `,
      badge(grade),
      ...cited(works, "Supported by", relation.cites),
      ...cited(works, "Disputed by", relation.disputes),
      " ",
      link(nodes.get(relation.source), "See the relation", relation.anchor),
    );
  }

  function describe(graph, title, { path, weakest }) {
    const steps = path.length === 1 ? "1 step" : `${path.length} steps`;
    return [
      make("p", { class: "kb-paths__title" }, `${title}: ${steps}. Weakest step: `, badge(weakest)),
      make("ol", { class: "kb-path" }, ...path.map((step) => sentence(graph, step))),
    ];
  }

  function answer(graph, from, to) {
    const found = find(graph, from, to);
    if (!found) {
      const [source, target] = [from, to].map((id) => graph.nodes.get(id).title);
      return [make("p", {}, `No chain of relations leads from ${source} to ${target}.`)];
    }
    if (found.short === found.supported) return describe(graph, "Shortest and best supported path", found.short);
    return [
      ...describe(graph, "Shortest path", found.short),
      ...describe(graph, "Best supported path", found.supported),
    ];
  }

  async function show() {
    const from = form.elements.namedItem("from").value;
    const to = form.elements.namedItem("to").value;
    if (!from || !to) return;
    const here = new URL(window.location.href);
    here.search = new URLSearchParams({ from, to });
    window.history.replaceState(null, "", here);
    if (from === to) {
      output.replaceChildren("Choose two different pages.");
      return;
    }
    loading ??= load();
    try {
      output.replaceChildren(...answer(await loading, from, to));
    } catch (error) {
      loading = null; // the next question tries again
      output.replaceChildren("The graph could not be read. Try again, or see the table of all relations.");
      console.error(error);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.hidden = false;
  const asked = new URLSearchParams(window.location.search);
  for (const name of ["from", "to"]) form.elements.namedItem(name).value = asked.get(name) ?? "";
  show();
})();
