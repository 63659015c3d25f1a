/* What the theme's own scripts leave to mend. */
(() => {
  "use strict";

  // A link to a tab's contents opens the tab.
  const tab = document.getElementById(location.hash.slice(1));
  if (tab?.name?.startsWith("__tabbed_")) tab.checked = true;

  // Firefox would open the drawer again with the page. In HTML itself a checkbox can't say so.
  for (const each of document.querySelectorAll(".md-toggle")) each.setAttribute("autocomplete", "off");

  window.addEventListener("load", () => {
    // What scrolls sideways must be reached by keyboard to be scrolled.
    const observer = new ResizeObserver((entries) => {
      const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
      entries.forEach(({ target }, index) => {
        if (wide[index]) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
      });
    });
    const scrolling = "pre > code, .md-typeset__scrollwrap, .kb-scroll, p:has(> .arithmatex)";
    for (const each of document.querySelectorAll(scrolling)) observer.observe(each);

    // Each block of code gets a navigation of one button, all without a name.
    for (const each of document.querySelectorAll("nav.md-code__nav")) each.setAttribute("role", "presentation");
  });
})();
