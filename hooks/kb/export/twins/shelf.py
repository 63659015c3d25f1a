"""What the twins of a page are made with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kb.citations import Citation
from kb.export.addresses import page_address
from kb.export.downloads import listed
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.richtext import plain
from kb.style import Works, build_works, format_citation, format_reference
from kb.style.links import doi

MARKDOWN: Final = "index.html.md"
DATA: Final = "index.json"
LICENCE: Final = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


@dataclass
class Shelf:
    """The works of a page, put in order once for both of its twins; references and citations, each written once."""

    knowledge: Knowledge
    texts: dict[tuple[Any, ...], str] = field(default_factory=dict)
    last: tuple[str, Works] = ("", Works())

    def works(self, page: Page) -> Works:
        """Return the works that the list on `page` has."""
        if self.last[0] != page.uri:
            known = self.knowledge.bibliography
            keys = dict.fromkeys(listed(self.knowledge, page))
            self.last = page.uri, build_works(known[key] for key in keys if key in known)
        return self.last[1]

    def reference(self, key: str, works: Works) -> str:
        """Return the reference of `key` as plain text."""
        work = works[key]
        return self._once((key, work.letter), lambda: plain(format_reference(work.entry, works)))

    def doi(self, key: str, works: Works) -> str:
        """Return the DOI of `key`."""
        return self._once((key,), lambda: doi(works[key].entry))

    def citation(self, citation: Citation, works: Works) -> str:
        """Return `citation` as plain text."""
        said = citation.narrative, *_said(citation, works)
        return self._once(said, lambda: plain(format_citation(citation, works)))

    def _once(self, place: tuple[Any, ...], make: Callable[[], str]) -> str:
        if place not in self.texts:
            self.texts[place] = make()
        return self.texts[place]


def _said(citation: Citation, works: Works) -> Iterator[tuple[Any, ...]]:
    """Yield what each item says, and how its work is told from others: all on which the text of a citation depends."""
    for item in citation.items:
        yield item.key, item.prefix, item.locator, item.suffix, item.suppress_author
        if item.key in works:
            work = works[item.key]
            yield work.given, work.shown, work.letter


def has_twin(page: Page) -> bool:
    """Whether an author wrote the page, so that there is something to be read in its source."""
    return page.source.path != page.uri and page.is_readable


def twin_uri(page: Page, name: str) -> str:
    """Return the address of the file `name` beside `page`."""
    return page_address(page).removeprefix("./") + name
