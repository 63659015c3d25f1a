/* Keeps what was read, so that it can be read again without a network. It lies at the root, since it may only serve what lies below it. */
"use strict";

const CACHE = "machineries"; // offline.js has the same name
const FALLBACK = "about/offline/";
const PATIENCE = 4000;
const INDEX = /\/assets\/search\/[0-9a-f]+\//;

const addressOf = (request) => request.url.split("?")[0]; // the site is files, the same to every question

const kept = async (address) => (await caches.open(CACHE)).match(address);

/* Keep what the server gave, or forget what it no longer has. An error, part of a file, and what came from another
   address are not kept. */
async function keep(request, response) {
  const address = addressOf(request);
  const cache = await caches.open(CACHE);
  if (response.status === 404 || response.status === 410) await cache.delete(address);
  if (response.status !== 200 || response.type !== "basic" || response.redirected) return;
  await cache.put(address, response);
  // A new build has a new index for its search; the parts of the old one are of no use.
  const index = INDEX.exec(address)?.[0];
  for (const { url } of index ? await cache.keys() : []) {
    if (INDEX.test(url) && !url.includes(index)) await cache.delete(url);
  }
}

/* The network is always asked first, so that nothing kept is shown as long as there is something newer. */
async function answer(request, fresh) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept(addressOf(request)));
  try {
    return (await Promise.race([fresh, late])) ?? (await fresh);
  } catch (fault) {
    const found = await kept(addressOf(request));
    if (found) return found;
    if (request.mode === "navigate" && (await kept(FALLBACK))) return Response.redirect(FALLBACK);
    throw fault;
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(["./", FALLBACK])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  // The page does not wait for its copy to be written, nor fail when there is no room for it.
  let keeping;
  const fresh = fetch(request).then((response) => {
    keeping = keep(request, response.clone());
    return response;
  });
  event.respondWith(answer(request, fresh));
  event.waitUntil(fresh.then(() => keeping).catch(() => {}));
});
