"""The pictures as files."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final

from kb.export.site import picture_uri
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.pictures.words import Words
from kb.prose.headings import plain_text

FONTS: Final = ("source-serif-4-latin.woff2", "source-serif-4-latin-ext.woff2")


def page_pictures(
    knowledge: Knowledge, site: str, about: str, fonts: Path
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the address of the picture of each node and of the home page, and what makes it.

    `site` and `about` are the name of the site and what it is; `fonts` is the folder of the site's own fonts, without
    which there are no pictures.
    """
    files = tuple(path for name in FONTS if (path := fonts / name).is_file())
    if not files:
        return
    drawing = cache(partial(_drawing, files))
    for article in knowledge.articles.values():
        words = _words(knowledge, article.page, site, about)
        if words:
            yield picture_uri(article.page), partial(_made, words, drawing)


def _made(words: Words, drawing: Callable[[], Callable[[Words], bytes]]) -> bytes:
    return drawing()(words)


def _drawing(fonts: Sequence[Path]) -> Callable[[Words], bytes]:
    from kb.pictures.drawing import Design, draw  # the image library is for pictures that were not kept

    return partial(draw, design=Design(fonts))


def _words(knowledge: Knowledge, page: Page, site: str, about: str) -> Words | None:
    if page.uri == "index.md":
        return Words("", "", site, about)
    if not page.kind:
        return None
    evidence = knowledge.evidence[page.uri]
    kind = f"{page.kind.capitalize()}, {page.level} level" if page.level else page.kind.capitalize()
    return Words(site, kind, plain_text(page.title), page.summary, evidence.grades, evidence.works)
