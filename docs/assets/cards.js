/* Cards: what a link speaks of, beside the link, on hover, on keyboard focus and on the first tap.

   A card is a copy of something that the page holds already, so nothing is fetched; without this script the link leads
   there. All events are heard by the document, so a page may have any number of links. */
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  const OPEN_AFTER = 280; // milliseconds: the pointer rests, it does not pass
  const CLOSE_AFTER = 240; // long enough to cross from the link into the card
  const MARGIN = 8; // pixels to the edge of the window
  const GAP = 6; // pixels between link and card

  /* What opens a card: which links, what the card is called, and what of the page it shows. */
  const KINDS = [
    { links: "a[role=doc-biblioref]", label: "Reference", source: (link) => link.getAttribute("href").slice(1) },
    { links: "a[data-card]", label: "Summary", source: (link) => link.dataset.card },
  ];
  const LINKS = KINDS.map((kind) => kind.links).join();
  const LEFT_OUT = ".kb-backrefs, .headerlink, .kb-share, button, details, script"; // no part of a copy

  const card = document.createElement("div");
  card.id = "kb-card";
  card.className = "kb-card";
  card.popover = "manual";
  card.tabIndex = -1; // a press on its text must not take the focus out of it
  card.setAttribute("role", "note");
  const text = document.createElement("div");
  text.id = "kb-card-text";
  card.append(text);

  let owner = null; // the link whose card is open
  let line = 0; // which line of the link the card begins at, when the link is broken over several
  let awaited = null; // the link under a pointer that has not rested long enough
  let dismissed = null; // the link whose card Escape closed: it must be left before its card opens again
  let tapped = null; // the link whose tap opens its card and goes nowhere
  let opening = 0;
  let closing = 0;
  let pointer = { x: -1, y: -1 };

  const linkAt = (target) => (target instanceof Element ? target.closest(LINKS) : null);
  const isFocused = () => owner?.matches(":focus-visible") || card.contains(document.activeElement);

  function copyOf(id) {
    const source = id && document.getElementById(id);
    if (!source) return null;
    const copy = (source instanceof HTMLTemplateElement ? source.content : source).cloneNode(true);
    for (const each of copy.querySelectorAll(LEFT_OUT)) each.remove();
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    return copy.childNodes;
  }

  /* Open the card of `link` when the pointer has rested on it; without a link, open none. */
  function expect(link) {
    if (link === awaited) return;
    clearTimeout(opening);
    awaited = link;
    opening = link ? setTimeout(open, OPEN_AFTER, link) : 0;
  }

  function close() {
    expect(null);
    hide();
  }

  function open(link) {
    if (link === owner) return true;
    const kind = KINDS.find((each) => link.matches(each.links));
    const content = copyOf(kind.source(link));
    if (!content) return false;
    close();
    owner = link;
    text.replaceChildren(...content);
    card.setAttribute("aria-label", kind.label);
    link.after(card); // so that Tab goes from the link into the card, and on to what follows
    link.setAttribute("aria-describedby", text.id);
    card.showPopover();
    card.scrollTop = 0;
    const { x, y } = pointer;
    const lines = [...link.getClientRects()];
    line = Math.max(0, lines.findIndex((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
    place();
    return true;
  }

  function hide() {
    clearTimeout(closing);
    closing = 0;
    if (!owner) return;
    const link = owner;
    owner = null; // first: taking the card away moves the focus, which is heard
    link.removeAttribute("aria-describedby");
    card.remove();
  }

  /* Put the card below its link, or above when there is more room; take it away when the link is out of sight. */
  function place() {
    if (!owner) return;
    const { top, bottom, left: start, right: end } = owner.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    if (bottom < 0 || top > height || end < 0 || start > width) {
      hide();
      return;
    }
    card.style.maxHeight = "";
    const below = height - bottom - GAP - MARGIN;
    const above = top - GAP - MARGIN;
    const isBelow = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `${Math.max(isBelow ? below : above, 64)}px`;
    const lines = owner.getClientRects();
    const left = Math.min(lines[line]?.left ?? start, width - card.offsetWidth - MARGIN);
    card.style.left = `${Math.max(left, MARGIN)}px`;
    card.style.top = `${isBelow ? bottom + GAP : top - GAP - card.offsetHeight}px`;
  }

  document.addEventListener("pointermove", (event) => {
    // Browsers also tell of a pointer that lies still while the page scrolls under it.
    const hasMoved = event.clientX !== pointer.x || event.clientY !== pointer.y;
    pointer = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "touch" || event.buttons || !hasMoved) return;
    const link = linkAt(event.target);
    if (link !== dismissed) dismissed = null;
    expect(link === dismissed || link === owner ? null : link);
  }, { passive: true });

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || !owner) return;
    clearTimeout(closing);
    closing = 0;
    if (!owner.contains(event.target) && !card.contains(event.target) && !isFocused()) {
      closing = setTimeout(hide, CLOSE_AFTER);
    }
  }, { passive: true });

  document.documentElement.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return;
    expect(null);
    if (owner && !isFocused()) closing = setTimeout(hide, CLOSE_AFTER);
  });

  document.addEventListener("pointerdown", (event) => {
    const link = linkAt(event.target);
    tapped = event.pointerType === "touch" && link !== owner ? link : null;
    if (!card.contains(event.target) && link !== owner) close();
    expect(null);
  });

  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link && link !== dismissed && link.matches(":focus-visible")) open(link);
  });

  document.addEventListener("focusout", (event) => {
    if (document.hasFocus()) dismissed = null;
    const next = event.relatedTarget;
    if (owner && next !== owner && !card.contains(next)) close();
  });

  document.addEventListener("keydown", (event) => {
    tapped = null;
    if (event.key !== "Escape" || !owner) return;
    const link = owner;
    const wasInside = card.contains(document.activeElement);
    close();
    dismissed = link; // first: the focus that comes back would open the card again
    if (wasInside) link.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    if (owner && card.contains(event.target)) {
      // What the card stands in may be a summary or a label, which answers to a click.
      if (!event.target.closest("a")) event.preventDefault();
      return;
    }
    const link = linkAt(event.target);
    if (!link) return;
    if (link === tapped && open(link)) {
      event.preventDefault();
      return;
    }
    close();
    markOrigin(link);
  });

  /* Mark the way back to the citation that the reader came from. */
  function markOrigin(link) {
    const place = link.closest(".kb-citation[id]");
    const reference = place && document.getElementById(link.getAttribute("href").slice(1));
    if (!reference) return;
    for (const each of document.querySelectorAll(".kb-backrefs a[aria-current]")) each.removeAttribute("aria-current");
    for (const each of reference.querySelectorAll(".kb-backrefs a")) {
      if (each.getAttribute("href") === `#${place.id}`) each.setAttribute("aria-current", "true");
    }
  }

  document.addEventListener("scroll", (event) => {
    if (event.target === card) return;
    expect(null);
    place();
  }, { capture: true, passive: true });

  window.addEventListener("resize", place, { passive: true });
  window.addEventListener("blur", close);
})();
