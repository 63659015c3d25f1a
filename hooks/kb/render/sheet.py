"""A page being rendered: its citations in reading order, each with its place in the tree."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX, AtomicString

from kb.citations import Citation, CitationItem
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.elements import Child, append, element
from kb.render.ready import Html, html, joined
from kb.style import Csl, Works, build_works
from kb.text import NOWHERE

_READY: Final = re.compile(f"{STX}kb:([0-9]+){ETX}")


@dataclass
class Sheet:
    """What rendering one page collects; it lives as long as the page's conversion.

    `kept` is what is ready, in the order of the marks that stand for it in texts.
    `csl` is what another style than ours makes of all that is cited. `whole` are the works of the document of which the
    page is only a part, and which has the list of references. `site_url` is where the site is for all the world, ""
    when nobody says. `page` is the node's page, known when its view of how to cite it has been filled;
    `here` any page whose host says which it is. `lead` does with an address what the host does with those in the tree.
    """

    knowledge: Knowledge
    kept: list[tuple[str, ...]] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    held: list[tuple[Element, list[Element]]] = field(default_factory=list)
    works: Works = field(default_factory=lambda: build_works(()))
    csl: Csl | None = None
    whole: Works | None = None
    site_url: str = ""
    page: Page | None = None
    here: Page | None = None
    lead: Callable[[str], str] = str

    def works_of(self, keys: Iterable[str]) -> Works:
        """Return the works with `keys` that the bibliography knows."""
        known = self.knowledge.bibliography
        return build_works((known[key] for key in dict.fromkeys(keys) if key in known), self.csl)

    def ready(self, *markup: str) -> AtomicString:
        """Return what stands in a text for `markup`, which no other stage need see."""
        self.kept.append(markup)  # the same work's is on many pages, so it is not joined before it must
        return AtomicString(f"{STX}kb:{len(self.kept) - 1}{ETX}")

    def link(self, page: Page, words: str = "", anchor: str = "") -> Html:
        """Return a link to `page`, by its title unless `words` say otherwise, as ready."""
        return html("a", {"href": self.lead(f"/{page.uri}" + (f"#{anchor}" if anchor else ""))}, words or page.title)

    def finished(self, text: str) -> str:
        """Return `text` with what is ready in its place."""
        return _READY.sub(lambda found: joined(self.kept[int(found[1])]), text)

    def place(self, citation: Citation) -> Element:
        """Return the empty element that becomes `citation` when all works of the page are known."""
        self.citations.append(citation)
        return Element("span", {"class": "citation", "data-citation": str(len(self.citations) - 1)})

    def cite(self, items: Iterable[CitationItem]) -> Element:
        """Return the place of a citation of `items`, without its brackets."""
        place = self.place(Citation(NOWHERE, tuple(items)))
        place.set("data-bare", "")
        return place

    def sources(self, supports: tuple[CitationItem, ...], disputes: tuple[CitationItem, ...]) -> Iterator[Child]:
        """Yield the works for and against something, in words."""
        if supports:
            yield " Supported by "
            yield self.cite(supports)
            yield "."
        if disputes:
            yield " Disputed by "
            yield self.cite(disputes)
            yield "."


def paragraph(class_: str, children: Iterable[Child]) -> Element:
    """Return a paragraph of `children`."""
    made = element("p", {"class": class_})
    append(made, children)
    return made
