"""The order in which the pages stand in the site's navigation."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from kb.knowledge import Knowledge
from kb.pages import Page

# A navigation as hosts take it: paths, which are shown by their pages' titles, and titled sections of more of the same.
Navigation = list["str | Mapping[str, Navigation]"]

_SECTIONS: Final = (("machineries", "Machineries"), ("mechanisms", "Mechanisms"))
_TRAIL: Final = (("about", "About"), ("contributing", "Contributing"))


def build_navigation(knowledge: Knowledge) -> Navigation:
    """Return the home page, the nodes by kind, the other pages of the top, and the sections that readers need last."""
    pages = [article.page for article in knowledge.articles.values()]
    top = [page for page in pages if "/" not in page.uri and page.uri != "index.md"]
    navigation: Navigation = ["index.md"] if "index.md" in knowledge.articles else []
    navigation += _sections(pages, _SECTIONS)
    navigation += [page.uri for page in sorted(top, key=_order)]
    return navigation + _sections(pages, _TRAIL)


def _sections(pages: list[Page], sections: tuple[tuple[str, str], ...]) -> Navigation:
    found: Navigation = []
    for folder, title in sections:
        inside = [page for page in pages if PurePosixPath(page.uri).parts[0] == folder and "/" in page.uri]
        if inside:
            found.append({title: [page.uri for page in sorted(inside, key=_order)]})
    return found


def _order(page: Page) -> tuple[bool, str, str]:
    return page.id != "index", page.title.casefold(), page.uri
