"""What sources say, read again only where their text has changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb.articles import Article, read_article
from kb.bibliography import Bibliography, parse_bibliography
from kb.caching.files import load_values, pack, save_values, unpack
from kb.dividing import begin, count_processes, receive
from kb.text import Source

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_ARTICLES: Final = "articles"
_BIBLIOGRAPHY: Final = "bibliography"


def read_cached_articles(
    folder: Path, sources: Iterable[tuple[Source, str]], known: Mapping[str, Article] | None = None
) -> tuple[Article, ...]:
    """Return what each source, a page of the uri beside it, says; `folder` keeps that of these sources alone.

    What the same program read before is `known` by uri; then the folder is left as it is.
    """
    return begin_cached_articles(folder, sources, known)()


def begin_cached_articles(
    folder: Path, sources: Iterable[tuple[Source, str]], known: Mapping[str, Article] | None = None
) -> Callable[[], tuple[Article, ...]]:
    """Begin in another process what `read_cached_articles` does, and return what does the rest."""
    if known:
        return lambda: tuple(_renewed(source, uri, known.get(uri)) for source, uri in sources)
    file = folder / _ARTICLES
    kept = load_values(file)
    named = {_key(source, uri): (source, uri) for source, uri in sources}
    new = [key for key in named if key not in kept]
    others = new[len(new) // 2 :] if count_processes(len(new)) > 1 else []
    reader = begin(_read, [named[key] for key in others]) if others else None

    def finish() -> tuple[Article, ...]:
        found: Mapping[bytes, bytes | memoryview] = kept
        present: dict[bytes, bytes | memoryview] = {}
        articles: list[Article] = []
        for key, (source, uri) in named.items():
            if reader and key == others[0]:
                found = {**kept, **dict(zip(others, _received(reader), strict=False))}
            data = found.get(key)
            article = unpack(data, source) if data else None
            if not data or not article:
                article = read_article(source, uri)
                data = pack(article, source)
            present[key] = data
            articles.append(article)
        if new or present.keys() != kept.keys():
            save_values(file, present)
        return tuple(articles)

    return finish


def _read(sources: Sequence[tuple[Source, str]], pipe: "Connection") -> None:
    pipe.send([pack(read_article(source, uri), source) for source, uri in sources])


def _received(reader: "Connection") -> list[bytes]:
    try:
        found: list[bytes] = receive(reader)
    except EOFError:  # what is wrong is met again here
        return []
    return found


def parse_cached_bibliography(folder: Path, source: Source) -> Bibliography:
    """Return what the BibTeX or BibLaTeX file `source` says; `folder` keeps that of this source alone."""
    file, key = folder / _BIBLIOGRAPHY, _key(source)
    data = load_values(file).get(key)
    bibliography: Bibliography | None = unpack(data, source) if data else None
    if not bibliography:
        bibliography = parse_bibliography(source)
        save_values(file, {key: pack(bibliography, source)})
    return bibliography


def _renewed(source: Source, uri: str, before: Article | None) -> Article:
    return before if before and before.page.source == source else read_article(source, uri)


def _key(source: Source, uri: str = "") -> bytes:
    # A length before each part, so that no two sources run together.
    parts = [part.encode(errors="surrogatepass") for part in (source.path, uri, source.text)]
    return hashlib.sha256(b"".join(b"%d " % len(part) + part for part in parts)).digest()
