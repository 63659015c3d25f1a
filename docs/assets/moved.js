/* On the page at an old address: goes on to the new one with the anchor, which a refresh by itself would lose. */
(() => {
  "use strict";

  const target = document.querySelector('link[rel="canonical"]');
  if (target && location.hash) location.replace(target.href + location.hash);
})();
