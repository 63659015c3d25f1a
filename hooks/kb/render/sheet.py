"""A page being rendered: its citations in reading order, each with its place in the tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kb.citations import Citation, CitationItem
from kb.knowledge import Knowledge
from kb.render.elements import Child, append, element
from kb.style import Works, build_works
from kb.text import NOWHERE


@dataclass
class Sheet:
    """What rendering one page collects; it lives as long as the page's conversion."""

    knowledge: Knowledge
    citations: list[Citation] = field(default_factory=list)
    works: Works = field(default_factory=lambda: build_works(()))

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
