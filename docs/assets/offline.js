/* Reading without a network: the worker that keeps what was read, and on one page a button that keeps everything. */
(() => {
  "use strict";

  const CACHE = "machineries"; // worker.js has the same name
  const root = new URL("..", document.currentScript.src);
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  if (window.livereload) { // `mkdocs serve`: its author must never see what was kept before
    navigator.serviceWorker.getRegistrations().then((all) => all.forEach((each) => each.unregister()));
    return;
  }
  // After the page, so that it has the network first.
  const ready = new Promise((resolve) => addEventListener("load", resolve))
    .then(() => navigator.serviceWorker.register(new URL("worker.js", root)))
    .then(() => navigator.serviceWorker.ready);
  // The worker comes too late for the page that brings it.
  if (!navigator.serviceWorker.controller) {
    ready.then(() => Promise.all([location.pathname, ...loaded()].map((url) => keep(url, "force-cache")))).catch(() => {});
  }

  /* Not by way of the worker, which has no say over a page that was loaded before it or past it. */
  async function keep(url, cache) {
    const response = await fetch(url, { cache });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    await (await caches.open(CACHE)).put(url, response);
  }

  /* What this page was made of. */
  function loaded() {
    const urls = performance.getEntriesByType("resource").map((entry) => entry.name.split("?")[0]);
    return urls.filter((url) => url.startsWith(root.href) && url !== new URL("worker.js", root).href);
  }

  const place = document.querySelector("[data-keep-offline]");
  if (!place) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-button", textContent: "Keep the atlas on this device" });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  place.replaceChildren(button, status);

  async function addresses() {
    const map = await (await fetch(new URL("sitemap.xml", root))).text();
    const pages = [...new DOMParser().parseFromString(map, "text/xml").querySelectorAll("loc")];
    const addresses = pages.map((loc) => loc.textContent.trim());
    const home = Math.min(...addresses.map((address) => address.length)); // all others begin with its address
    const files = [...addresses.map((address) => address.slice(home)), "assets/graph.json"]; // the paths are found in it
    const urls = [...files.map((file) => new URL(file, root).href), ...loaded(), ...fonts(), ...(await search())];
    return [...new Set(urls)];
  }

  function fonts() {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [rule, sheet.href]));
    return rules.filter(([rule]) => rule instanceof CSSFontFaceRule).flatMap(([rule, base]) => {
      const sources = rule.style.getPropertyValue("src").matchAll(/url\("?([^")]+)/g); // some are the reader's own
      return [...sources].map(([, path]) => new URL(path, base).href);
    });
  }

  /* The parts of the index, which its first file counts: see kb.export.search.index. */
  async function search() {
    const folder = new URL("assets/search/", root);
    const text = await (await fetch(new URL("index.js", folder))).text();
    const index = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
    const numbered = (name, count) => Array.from({ length: count }, (_, number) => `${name}-${number}`);
    const names = [
      ...index.letters.map((letter) => `words-${letter}`),
      ...numbered("places", index.starts.length),
      ...numbered("found", Math.ceil(index.records / index.run)),
    ];
    return ["index.js", ...names.map((name) => `${index.folder}/${name}.js`)].map((name) => new URL(name, folder).href);
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    let done = 0;
    try {
      await ready;
      const all = await addresses();
      const waiting = [...all];
      const work = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          await keep(next);
          done += 1;
          if (done % 10 === 0) status.textContent = `${done} of ${all.length} files`;
        }
      };
      await Promise.all([work(), work(), work(), work()]);
      status.textContent = `Kept: ${all.length} files. The atlas can now be read without a network.`;
    } catch (fault) {
      status.textContent = `Not everything could be kept (${fault.message}). Try again with a network.`;
    }
    button.disabled = false;
  });
})();
