"""What sources say, read again only where their text has changed."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kb.articles import Article, read_article
from kb.bibliography import Bibliography, parse_bibliography
from kb.caching.files import load_values, pack, save_values, unpack
from kb.text import Source

_ARTICLES: Final = "articles"
_BIBLIOGRAPHY: Final = "bibliography"


def read_cached_articles(
    folder: Path, sources: Iterable[tuple[Source, str]], known: Mapping[str, Article] | None = None
) -> tuple[Article, ...]:
    """Return what each source, a page of the uri beside it, says; `folder` keeps that of these sources alone.

    What the same program read before is `known` by uri; then the folder is left as it is.
    """
    if known:
        return tuple(_renewed(source, uri, known.get(uri)) for source, uri in sources)
    file = folder / _ARTICLES
    kept = load_values(file)
    present: dict[bytes, bytes | memoryview] = {}
    articles: list[Article] = []
    for source, uri in sources:
        key = _key(source, uri)
        data: bytes | memoryview | None = kept.get(key)
        article = unpack(data, source) if data else None
        if not data or not article:
            article = read_article(source, uri)
            data = pack(article, source)
        present[key] = data
        articles.append(article)
    if present.keys() != kept.keys():
        save_values(file, present)
    return tuple(articles)


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
