"""The pictures as files, each drawn once and kept by what is on it."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import PIL

from kb.export.site import picture_uri
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.pictures.canvas import Face
from kb.pictures.drawing import Words, draw
from kb.prose.headings import plain_text

FONTS: Final = ("source-serif-4-latin.woff2", "source-serif-4-latin-ext.woff2")
_VERSION: Final = 1  # raised when the same words would be drawn in another way
_KEPT: Final = "pictures"


def page_pictures(
    knowledge: Knowledge, site: str, about: str, fonts: Path, cache: Path
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the address of the picture of each node and of the home page, and what makes it.

    `site` and `about` are the name of the site and what it is; `fonts` is the folder of the site's own fonts, without
    which there are no pictures, and `cache` the folder in which those that were drawn before are kept.
    """
    files = tuple(path for name in FONTS if (path := fonts / name).is_file())
    if not files:
        return
    face = Face(files)
    kept = cache / _KEPT
    for article in knowledge.articles.values():
        words = _words(knowledge, article.page, site, about)
        if words:
            yield picture_uri(article.page), partial(_kept, kept, words, face)


def _words(knowledge: Knowledge, page: Page, site: str, about: str) -> Words | None:
    if page.uri == "index.md":
        return Words("", "", site, about)
    if not page.kind:
        return None
    evidence = knowledge.evidence[page.uri]
    kind = f"{page.kind.capitalize()}, {page.level} level" if page.level else page.kind.capitalize()
    return Words(site, kind, plain_text(page.title), page.summary, evidence.grades, evidence.works)


def _kept(folder: Path, words: Words, face: Face) -> bytes:
    fonts = [(file.name, file.stat().st_size) for file in face.files]
    given = json.dumps([_VERSION, PIL.__version__, fonts, words.__dict__], default=str)
    file = folder / f"{hashlib.sha256(given.encode()).hexdigest()[:32]}.png"
    with contextlib.suppress(OSError):
        return file.read_bytes()
    drawn = draw(words, face)
    # Where nothing can be written, nothing is kept.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(drawn)
        fresh.replace(file)
    return drawn
