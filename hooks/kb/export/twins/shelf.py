"""What the twins of a page are made with."""

from dataclasses import dataclass, field
from typing import Final

from kb.export.addresses import page_address
from kb.export.downloads import listed
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.richtext import plain
from kb.style import Works, build_works, format_reference

MARKDOWN: Final = "index.html.md"
DATA: Final = "index.json"
LICENCE: Final = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


@dataclass
class Shelf:
    """The works of a page, put in order once for both of its twins, and references, each written once."""

    knowledge: Knowledge
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
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
        if (key, work.letter) not in self.texts:
            self.texts[key, work.letter] = plain(format_reference(work.entry, works))
        return self.texts[key, work.letter]


def has_twin(page: Page) -> bool:
    """Whether an author wrote the page, so that there is something to be read in its source."""
    return page.source.path != page.uri and page.is_readable


def twin_uri(page: Page, name: str) -> str:
    """Return the address of the file `name` beside `page`."""
    return page_address(page).removeprefix("./") + name
