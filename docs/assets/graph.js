/* The graph page: sorts and filters the table of relations, filters the map, and shows what surrounds a page on it.

   Everything is read from the page itself, so it works from a file too; see kb/render/map.py for what the map says. */
(() => {
  "use strict";

  const map = document.querySelector(".kb-map");
  const form = document.querySelector(".kb-search");
  const table = document.querySelector(".kb-relations");
  if (!map || !form || !table) return;

  const WIDTH = 1200;
  const HEIGHT = 900;
  const SLOP = 5; // how far a pointer may go, in pixels, and still click
  const REACH = 24; // how near a tap must be to a dot
  const FIELDS = ["q", "type", "grade", "level", "machinery"];
  const CHUNK = 50; // rows that are laid out together
  const COLUMNS = ["from", "relation", "to", "why", "grade"];
  const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /* What a style sheet lays out as no table is none to some screen readers; in HTML itself these roles are errors. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  for (const each of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
    each.setAttribute("role", ROLES[each.tagName]);
  }

  const frame = map.querySelector(".kb-map__frame");
  const picture = map.querySelector(".kb-map__picture");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children); // strings become text, never markup
    return made;
  }

  function draw(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* What the page says. */

  const types = map.dataset.types.split(" ").map((each) => each.split(":"));
  const grades = map.dataset.grades.split(" ");
  const nodes = [...picture.querySelectorAll(".kb-dot")].map((link) => {
    const [circle, label] = link.children;
    return {
      link,
      label,
      id: link.id.slice("node-".length),
      title: label.textContent,
      text: fold(`${label.textContent}; ${link.dataset.names ?? ""}`),
      kind: link.classList.contains("kb-dot--machinery") ? "machinery" : "mechanism",
      level: link.dataset.level ?? "",
      area: link.dataset.area ?? "none",
      x: Number(circle.getAttribute("cx")),
      y: Number(circle.getAttribute("cy")),
      zoom: Number(label.dataset.zoom),
      isIn: true,
      edges: [],
    };
  });
  const nodeOf = new Map(nodes.map((node) => [node.link, node]));
  const rows = [...table.tBodies].flatMap((chunk) => [...chunk.rows]);
  const edges = map.dataset.edges.split(" ").filter(Boolean).map((text, index) => {
    const [source, target, type, grade] = text.split("-").map(Number);
    const edge = { row: rows[index], source: nodes[source], target: nodes[target], type, grade, isIn: true, text: null };
    edge.source.edges.push(edge);
    if (source !== target) edge.target.edges.push(edge);
    return edge;
  });
  const paths = [...picture.querySelectorAll(".kb-ties")].map((path) => ({
    path,
    whole: path.getAttribute("d"),
    edges: edges.filter((edge) => types[edge.type][0] === path.dataset.type),
  }));
  const words = (edge) => edge.row.cells[1].textContent;

  /* The address says what is shown. */

  const given = new URLSearchParams(location.search);
  let writing = 0;

  function remember() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      const address = new URL(location.href);
      const state = {
        ...Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value])),
        sort: sorted && (sorted.down ? "-" : "") + COLUMNS[sorted.column],
        node: chosen?.id,
        view: isWhole ? "" : [view.x.toFixed(0), view.y.toFixed(0), view.zoom.toFixed(2)].join(","),
      };
      for (const [name, value] of Object.entries(state)) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // a file's address may not be changed everywhere
      }
    }, 250);
  }

  /* The filters. */

  const total = form.querySelector(".kb-search__count");

  function filter() {
    const [q, type, grade, level, machinery] = FIELDS.map((name) => form.elements[name].value);
    const wanted = fold(q.trim());
    const says = (node) => (!level || node.level === level) && (!machinery || node.area === machinery);
    const speaks = (node) => !wanted || node.text.includes(wanted);
    const tells = (edge) => (edge.text ??= fold(edge.row.textContent)).includes(wanted);
    const isOpen = !type && !grade;
    for (const node of nodes) node.isIn = isOpen && says(node) && speaks(node);
    let count = 0;
    for (const edge of edges) {
      const { source, target } = edge;
      edge.isIn =
        (!type || types[edge.type][0] === type) &&
        (!grade || grades[edge.grade] === grade) &&
        (says(source) || says(target)) &&
        (speaks(source) || speaks(target) || tells(edge));
      if (!edge.isIn) continue;
      count += 1;
      source.isIn = target.isIn = true;
    }
    for (const node of nodes) node.link.classList.toggle("kb-dot--out", !node.isIn);
    arrange();
    for (const { path, whole, edges: all } of paths) {
      const left = all.filter((edge) => edge.isIn);
      const line = ({ source, target }) => `M${source.x} ${source.y}L${target.x} ${target.y}`;
      const d = left.length === all.length ? whole : left.map(line).join("");
      if (path.getAttribute("d") !== d) path.setAttribute("d", d);
    }
    const pages = nodes.reduce((sum, node) => sum + node.isIn, 0);
    total.value = `${count} of ${edges.length} relations, ${pages} of ${nodes.length} pages`;
    surround();
    remember();
  }

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, event.target.name === "q" ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  /* The table. */

  let sorted = null;
  let order = edges;
  let arranged = rows;
  const { compare } = new Intl.Collator(document.documentElement.lang, { sensitivity: "base" });
  const ORDERS = [
    (a, b) => compare(a.source.title, b.source.title),
    (a, b) => a.type - b.type,
    (a, b) => compare(a.target.title, b.target.title),
    (a, b) => compare(a.row.cells[3].textContent, b.row.cells[3].textContent),
    (a, b) => a.grade - b.grade,
  ];

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort(column, sorted?.column === column && !sorted.down);
      arrange();
      remember();
    });
  });

  function sort(column, down) {
    sorted = { column, down };
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    order = [...edges].sort(ORDERS[column]);
    if (down) order.reverse();
  }

  /* Puts the rows that are in into groups, in their order, and the others into a last group that is not shown. */
  function arrange() {
    const shown = order.filter((edge) => edge.isIn);
    const state = shown.map((edge) => edge.row);
    if (state.length === arranged.length && state.every((row, index) => row === arranged[index])) return;
    arranged = state;
    const chunks = [];
    for (let start = 0; start < state.length; start += CHUNK) {
      chunks.push(make("tbody", { role: "rowgroup" }, ...state.slice(start, start + CHUNK)));
    }
    const rest = make("tbody", { hidden: "" }, ...order.filter((edge) => !edge.isIn).map((edge) => edge.row));
    for (const body of [...table.tBodies]) body.remove();
    table.append(...chunks, rest);
  }

  /* The view: the point of the map in the middle of the frame, and how many pixels one of its units is.
     While it moves, only the stage is transformed; the picture is drawn anew when it has come to rest. */

  const over = draw("svg", { class: "kb-map__over", "aria-hidden": "true" });
  const stage = make("div", { class: "kb-map__stage" });
  const said = make("p", { class: "kb-map__said", role: "status" });
  const radius = Number(picture.querySelector(".kb-dot--mechanism circle")?.getAttribute("r") ?? 4);
  const most = Math.max(4, ...nodes.map((node) => node.zoom));
  let size = { width: 0, height: 0 };
  let whole = 1;
  let isWhole = true;
  let view = { x: WIDTH / 2, y: HEIGHT / 2, zoom: 1 };
  let drawn = { ...view, zoom: 0 };
  let resting = 0;

  function look(x, y, zoom, isResting = true) {
    isWhole = false;
    view = { x: clamp(x, 0, WIDTH), y: clamp(y, 0, HEIGHT), zoom: clamp(zoom, whole, Math.max(most, whole)) };
    const [right, down] = [(drawn.x - view.x) * view.zoom, (drawn.y - view.y) * view.zoom];
    const isFar = Math.abs(right) > size.width / 4 || Math.abs(down) > size.height / 4;
    clearTimeout(resting);
    if (isResting || isFar) {
      rest();
    } else {
      stage.style.transform = `translate(${right}px, ${down}px) scale(${view.zoom / drawn.zoom})`;
      if (!pointers.size) resting = setTimeout(rest, 200); // who lets go brings it to rest
    }
    remember();
  }

  function rest() {
    clearTimeout(resting);
    const { x, y, zoom } = view;
    const [width, height] = [(1.5 * size.width) / zoom, (1.5 * size.height) / zoom]; // the stage is larger than its frame
    for (const each of [picture, over]) each.setAttribute("viewBox", `${x - width / 2} ${y - height / 2} ${width} ${height}`);
    stage.style.transform = "none";
    const isZoomed = zoom !== drawn.zoom;
    drawn = { ...view };
    if (!isZoomed) return;
    stage.style.setProperty("--kb-unit", String(1 / zoom));
    stage.style.setProperty("--kb-r", `${clamp(radius * Math.sqrt(zoom), 1.5, 5) / zoom}px`);
    for (const { label, zoom: first } of nodes) label.classList.toggle("kb-late", first > zoom);
    surround();
  }

  function showWhole() {
    look(WIDTH / 2, HEIGHT / 2, whole);
    isWhole = true;
  }

  /* Zoom by `factor` about a place in the frame, so that what is there stays there. */
  function zoom(factor, right = 0, down = 0, isResting = true) {
    const next = clamp(view.zoom * factor, whole, Math.max(most, whole));
    const shift = 1 / view.zoom - 1 / next;
    look(view.x + right * shift, view.y + down * shift, next, isResting);
  }

  function place(event) {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  }

  function measure() {
    if (!frame.clientWidth || !frame.clientHeight) return; // not laid out yet
    size = { width: frame.clientWidth, height: frame.clientHeight };
    whole = Math.min(size.width / WIDTH, size.height / HEIGHT);
    drawn.zoom = 0;
    if (isWhole) showWhole();
    else look(view.x, view.y, view.zoom);
  }

  /* What surrounds a page: drawn over the map, so that the map itself need not be drawn again. */

  let chosen = null; // by keyboard, touch or the address
  let hovered = null;

  function surround() {
    const node = hovered ?? chosen;
    map.classList.toggle("kb-map--dimmed", node !== null);
    over.replaceChildren();
    if (!node) return;
    const shown = node.edges.filter((edge) => edge.isIn);
    const times = new Map();
    for (const edge of shown) {
      const other = edge.source === node ? edge.target : edge.source;
      const bends = times.get(other) ?? 0;
      times.set(other, bends + 1);
      over.append(tie(edge, bends));
    }
    const taken = [];
    over.append(...[...times.keys()].map((other) => dot(other, "", taken, node)), dot(node, "kb-map__here", taken, null));
  }

  function tie({ source, target, type }, bends) {
    const unit = 1 / view.zoom;
    const [dx, dy] = [target.x - source.x, target.y - source.y];
    const length = Math.hypot(dx, dy) || 1;
    const [right, down] = [dx / length, dy / length];
    const bend = bends * 28 * unit;
    const [middleX, middleY] = [(source.x + target.x) / 2 - down * bend, (source.y + target.y) / 2 + right * bend];
    const far = Math.min(9 * unit, length / 2);
    const [tipX, tipY] = [target.x - right * far, target.y - down * far];
    const [name, sign] = types[type];
    const parts = [draw("path", { d: `M${source.x} ${source.y}Q${middleX} ${middleY} ${target.x} ${target.y}` })];
    const at = (along, across) =>
      `${tipX - right * along * unit - down * across * unit} ${tipY - down * along * unit + right * across * unit}`;
    if (sign === "−") parts.push(draw("path", { d: `M${at(0, 6)}L${at(0, -6)}` }));
    else if (sign !== "=") parts.push(draw("path", { class: "kb-map__head", d: `M${at(0, 0)}L${at(8, 4)}L${at(8, -4)}Z` }));
    return draw("g", { class: `kb-ties kb-ties--${name}` }, ...parts);
  }

  /* A dot with its label, unless that would lie on one of those `taken`; the labels of `around` come last and always. */
  function dot(node, extra, taken, around) {
    const unit = 1 / view.zoom;
    const box = ({ x, y, title }) => ({ x, y, width: title.length * 6.4 * unit, height: 13 * unit });
    if (around && !taken.length) taken.push(box(around));
    const own = box(node);
    const isFree = !around || taken.every(
      (each) => Math.abs(each.x - own.x) > (each.width + own.width) / 2 || Math.abs(each.y - own.y) > own.height,
    );
    const r = (clamp(radius * Math.sqrt(view.zoom), 1.5, 5) + (extra ? 3 : 1)) * unit;
    const made = draw("g", { class: `kb-dot kb-dot--${node.kind} ${extra}` }, draw("circle", { cx: node.x, cy: node.y, r }));
    if (isFree) {
      taken.push(own);
      made.append(draw("text", { x: node.x, y: node.y, dy: extra ? "1.75em" : "1.35em" }, node.title));
    }
    return made;
  }

  function describe(node) {
    const shown = node.edges.filter((edge) => edge.isIn);
    const told = shown.slice(0, 8).map((edge) => `${edge.source.title} ${words(edge)} ${edge.target.title}`);
    const more = shown.length > told.length ? `; and ${shown.length - told.length} more` : "";
    const count = shown.length === 1 ? "1 relation" : `${shown.length} relations`;
    const about = [node.title, node.kind, node.level].filter(Boolean).join(", ");
    return told.length ? `${about}. ${count}: ${told.join("; ")}${more}.` : `${about}. No relations.`;
  }

  function choose(node) {
    chosen = node;
    said.textContent = node ? describe(node) : "";
    surround();
    remember();
  }

  /* By keyboard: one page of the map is a tab stop, the others are reached from it. */

  let stop = nodes.reduce((best, node) => (best && best.zoom <= node.zoom ? best : node), null);

  function go(node) {
    if (!node) return;
    node.link.focus({ preventScroll: true });
    const [right, down] = [(node.x - view.x) * view.zoom, (node.y - view.y) * view.zoom];
    const isOut = Math.abs(right) > size.width / 2 - 40 || Math.abs(down) > size.height / 2 - 30;
    if (isOut) look(node.x, node.y, view.zoom);
  }

  const zoomAt = ({ x, y }, factor) => zoom(factor, (x - view.x) * view.zoom, (y - view.y) * view.zoom);

  function nearest(from, [right, down]) {
    let found = null;
    let least = Infinity;
    for (const node of nodes) {
      const [dx, dy] = [node.x - from.x, node.y - from.y];
      const along = dx * right + dy * down;
      const across = dx * down - dy * right;
      const far = along * along + 4 * across * across;
      if (node.isIn && along > 0 && far < least) [found, least] = [node, far];
    }
    return found;
  }

  function step(from, by) {
    const all = nodes.filter((node) => node.isIn || node === from);
    return all[all.indexOf(from) + by];
  }

  const KEYS = {
    "+": (node) => zoomAt(node, 1.5),
    "=": (node) => zoomAt(node, 1.5),
    "-": (node) => zoomAt(node, 1 / 1.5),
    _: (node) => zoomAt(node, 1 / 1.5),
    0: showWhole,
    Escape: () => choose(null),
    PageDown: (node) => go(step(node, 1)),
    PageUp: (node) => go(step(node, -1)),
    Home: () => go(nodes.find((node) => node.isIn)),
    End: () => go(nodes.findLast((node) => node.isIn)),
  };

  frame.addEventListener("keydown", (event) => {
    const node = nodeOf.get(event.target.closest(".kb-dot"));
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const towards = TOWARDS[event.key];
    if (towards && event.shiftKey) look(view.x + (80 * towards[0]) / view.zoom, view.y + (80 * towards[1]) / view.zoom, view.zoom);
    else if (towards) go(nearest(node, towards));
    else if (KEYS[event.key]) KEYS[event.key](node);
    else return;
    event.preventDefault();
  });

  frame.addEventListener("focusin", (event) => {
    const node = nodeOf.get(event.target.closest(".kb-dot"));
    if (!node) return;
    stop.link.tabIndex = -1;
    stop = node;
    stop.link.tabIndex = 0;
    frame.scrollTo(0, 0); // the browser scrolls what has the focus into sight, which is the view's to do
    map.classList.add("kb-map--active");
    choose(node);
  });

  /* By pointer: a mouse drags and hovers; a finger scrolls the page until the map has been tapped; two fingers zoom. */

  const pointers = new Map();
  let start = null; // where the drag began, and the view then
  let isDragged = false;
  let isTouch = false;

  const middle = () => {
    const all = [...pointers.values()];
    const [x, y] = [0, 1].map((axis) => all.reduce((sum, each) => sum + each[axis], 0) / all.length);
    return { x, y, spread: all.length > 1 ? Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]) : 0 };
  };

  frame.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".kb-map__tools")) return;
    isTouch = event.pointerType === "touch";
    if (!pointers.size) isDragged = false;
    pointers.set(event.pointerId, place(event));
    start = { ...middle(), view };
  });

  frame.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, place(event));
    if (isTouch && pointers.size < 2 && !map.classList.contains("kb-map--active")) return;
    const now = middle();
    if (!isDragged && pointers.size < 2 && Math.hypot(now.x - start.x, now.y - start.y) < SLOP) return;
    if (!isDragged) {
      isDragged = true;
      frame.setPointerCapture(event.pointerId);
      map.classList.add("kb-map--dragged");
    }
    const scale = start.spread && now.spread ? now.spread / start.spread : 1;
    const next = clamp(start.view.zoom * scale, whole, Math.max(most, whole));
    const [x, y] = [start.view.x + start.x / start.view.zoom, start.view.y + start.y / start.view.zoom];
    look(x - now.x / next, y - now.y / next, next, false);
  });

  function release(event) {
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size) {
      start = { ...middle(), view };
      return;
    }
    map.classList.remove("kb-map--dragged");
    if (isDragged) rest();
  }
  frame.addEventListener("pointerup", release);
  frame.addEventListener("pointercancel", release);
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  for (const name of ["touchstart", "touchmove"]) {
    frame.addEventListener(name, (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  }

  frame.addEventListener("click", (event) => {
    if (event.target.closest(".kb-map__tools")) return;
    if (isDragged) event.preventDefault();
    if (isDragged || event.detail === 0) return; // a key's click follows the link
    const node = nodeOf.get(event.target.closest(".kb-dot")) ?? (isTouch ? near(event) : null);
    map.classList.add("kb-map--active");
    if (!isTouch) return;
    if (node && node !== touched) event.preventDefault();
    touched = node;
    if (node) node.link.focus({ preventScroll: true });
    else choose(null);
  });
  let touched = null; // the second tap on a page opens it

  function near(event) {
    const [right, down] = place(event);
    const far = (node) => Math.hypot((node.x - view.x) * view.zoom - right, (node.y - view.y) * view.zoom - down);
    const best = nodes.reduce((least, node) => (least && far(least) <= far(node) ? least : node), null);
    return best && far(best) < REACH ? best : null;
  }

  document.addEventListener("pointerdown", (event) => {
    if (!map.contains(event.target)) map.classList.remove("kb-map--active");
  });

  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !map.classList.contains("kb-map--active")) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), ...place(event), false);
  }, { passive: false });

  let hovering = 0;
  const hover = (node) => {
    if (node === hovered || pointers.size) return;
    hovered = node;
    cancelAnimationFrame(hovering);
    hovering = requestAnimationFrame(surround);
  };
  frame.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") hover(nodeOf.get(event.target.closest(".kb-dot")) ?? null);
  });
  frame.addEventListener("pointerleave", () => hover(null));

  /* Everything is there: begin. */

  const tool = (name, sign, act) => {
    const button = make("button", { type: "button", "aria-label": name, title: name }, sign);
    button.addEventListener("click", act);
    return button;
  };
  const tools = make(
    "div",
    { class: "kb-map__tools", role: "group", "aria-label": "Zoom" },
    tool("Zoom in", "+", () => zoom(1.5)),
    tool("Zoom out", "−", () => zoom(1 / 1.5)),
    tool("All: show the whole map (key 0)", "All", showWhole),
  );
  const keys = make("p", { class: "kb-map__keys" },
    "On the map: arrow keys go to the nearest page that way, Page Up and Page Down through all pages; Enter opens; ",
    "+ and − zoom, 0 shows the whole; Shift with an arrow key moves the map; Escape lets go.");

  for (const name of FIELDS) {
    const field = form.elements[name];
    field.value = given.get(name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
  form.querySelector("fieldset").disabled = false;
  for (const node of nodes) node.link.tabIndex = node === stop ? 0 : -1;
  stage.append(picture, over);
  frame.append(stage, tools);
  frame.after(said, keys);
  map.classList.add("kb-map--live");
  const [, down, column] = /^(-?)(\w+)$/.exec(given.get("sort") ?? "") ?? [];
  if (COLUMNS.includes(column)) sort(COLUMNS.indexOf(column), down === "-");
  const [x, y, scale] = (given.get("view") ?? "").split(",").map(Number);
  const named = given.get("node") ?? /^#node-(.+)/.exec(location.hash)?.[1];
  chosen = nodes.find((node) => node.id === named) ?? null;
  if (scale > 0 && Number.isFinite(x + y + scale)) [view, isWhole] = [{ x, y, zoom: scale }, false];
  new ResizeObserver(measure).observe(frame);
  measure();
  filter();
  if (chosen) said.textContent = describe(chosen);
})();
