"""Reading paths: pages in the order in which someone should read them.

They are the numbered lists of one page, each named by the heading above it. A step is every page that an item links to
before its first full stop; what follows says why to read it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from kb.links import PageLink, Wikilink
from kb.pages import Page
from kb.prose import Heading
from kb.prose.headings import plain_text

URI: Final = "about/start-here.md"

_ITEM: Final = re.compile(r"^\d+\. (?P<lead>.+?)(?:\. +(?P<note>.*))?$", re.MULTILINE)


class Step(NamedTuple):
    """A page of a path, and why to read it there."""

    page: Page
    note: str = ""


class ReadingPath(NamedTuple):
    """Steps in order; `uri` and `anchor` are where the path is described."""

    title: str
    uri: str
    anchor: str
    steps: tuple[Step, ...]

    def beside(self, index: int) -> tuple[Page | None, Page | None]:
        """Return the pages before and after the step at `index`."""
        before = self.steps[index - 1].page if index else None
        return before, self.steps[index + 1].page if index + 1 < len(self.steps) else None


def find_reading_paths(
    page: Page,
    headings: Iterable[Heading],
    links: Iterable[Wikilink | PageLink],
    find: Callable[[Wikilink | PageLink], Page | None],
) -> Iterator[ReadingPath]:
    """Yield the reading paths of `page`, whose `links` lead where `find` says."""
    text = page.source.text
    targets = sorted(((_start(link), each) for link in links if (each := find(link))), key=itemgetter(0))
    ends = [(heading.span.end, heading) for heading in headings if heading.level == 2]
    for (start, heading), (end, _) in pairwise([*ends, (len(text), None)]):
        steps: dict[str, Step] = {}
        for item in _ITEM.finditer(text, start, end):
            lead = item.span("lead")
            for place, target in targets:
                if lead[0] <= place < lead[1]:
                    steps.setdefault(target.uri, Step(target, plain_text(item["note"] or "")))
        if heading and len(steps) > 1:
            yield ReadingPath(heading.text, page.uri, heading.id, tuple(steps.values()))


def build_parts_path(machinery: Page, parts: Mapping[str, Page], links: Iterable[Page | None]) -> ReadingPath:
    """Return the path from `machinery` through its `parts`, by uri: first those that it links to, in its order."""
    linked = dict.fromkeys(page.uri for page in links if page and page.uri in parts)
    rest = sorted((page for page in parts.values() if page.uri not in linked), key=lambda page: page.title.casefold())
    pages = (machinery, *(parts[uri] for uri in linked), *rest)
    return ReadingPath(f"{machinery.title} and its parts", machinery.uri, "", tuple(map(Step, pages)))


def _start(link: Wikilink | PageLink) -> int:
    return link.target_span.start if isinstance(link, Wikilink) else link.path_span.start
