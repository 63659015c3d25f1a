"""The order in which the pages stand in the site's navigation."""

from collections.abc import Mapping
from typing import Final

from kb.indices import FOLDER as FIND
from kb.knowledge import Knowledge
from kb.pages import Page

# A navigation as hosts take it: paths, which are shown by their pages' titles, and titled sections of more of the same.
Navigation = list["str | Mapping[str, Navigation]"]

_SECTIONS: Final = (("machineries", "Machineries"), ("mechanisms", "Mechanisms"))
_TRAIL: Final = ((FIND, "Find"), ("about", "About"), ("contributing", "Contributing"))


def build_navigation(knowledge: Knowledge) -> Navigation:
    """Return the home page, the nodes by kind, the other pages, and the sections that readers need last."""
    pages = [article.page for article in knowledge.articles.values() if not _is_part(article.page)]
    top = [page for page in pages if "/" not in page.uri and page.uri != "index.md"]
    navigation: Navigation = ["index.md"] if "index.md" in knowledge.articles else []
    navigation += _sections(pages, _SECTIONS)
    navigation += [page.uri for page in sorted(top, key=_order)]
    known = {folder for folder, _ in (*_SECTIONS, *_TRAIL)}
    others = sorted({page.uri.partition("/")[0] for page in pages if "/" in page.uri} - known)
    navigation += _sections(pages, tuple((each, each.replace("-", " ").capitalize()) for each in others))
    return navigation + _sections(pages, _TRAIL)


def _sections(pages: list[Page], sections: tuple[tuple[str, str], ...]) -> Navigation:
    found: Navigation = []
    for folder, title in sections:
        inside = [page for page in pages if page.uri.partition("/")[0] == folder and "/" in page.uri]
        if inside:
            found.append({title: [page.uri for page in sorted(inside, key=_order)]})
    return found


def _order(page: Page) -> tuple[bool, str, str]:
    return page.id != "index", page.title.casefold(), page.uri


def _is_part(page: Page) -> bool:
    # The parts of an index are as many as there are letters, and its own page lists them.
    return page.uri.partition("/")[0] == FIND and page.uri.count("/") > 1
