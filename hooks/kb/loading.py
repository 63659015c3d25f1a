"""Reading the sources from the disk."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from kb.articles import Article, read_article
from kb.bibliography import Bibliography, decode_source, parse_bibliography
from kb.caching import begin_cached_articles, parse_cached_bibliography
from kb.diagnostics import Diagnostic
from kb.generated import GENERATED_FILES, GENERATED_PAGES
from kb.knowledge import Knowledge, build_knowledge, with_parts
from kb.layout import LAYOUT_FILE, Layout, parse_layout
from kb.text import Source

DOCS: Final = "docs"
BIBLIOGRAPHY: Final = "bibliography.bib"
CACHE: Final = ".cache/kb"
_WHERE: Final = f"run kb in the folder that holds {BIBLIOGRAPHY} and {DOCS}/"


class SetupError(Exception):
    """The project lacks something that no page can mend."""


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Seek no garbage meanwhile: among a million values that are made to stay, seeking takes longer than making."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def load_bibliography(
    path: Path, name: str = BIBLIOGRAPHY, folder: Path | None = None, known: Bibliography | None = None
) -> Bibliography:
    """Return the bibliography at `path`, called `name` in diagnostics; raise SetupError when there is no such file.

    What it says is kept in `folder`, and read from there for as long as the file is the same. What the same program
    read before is `known`, and is returned when nothing has changed.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise SetupError(f"there is no bibliography at {path}: {fault.strerror} ({_WHERE})") from fault
    source, problems = decode_source(name, data)
    if known and known.source == source:
        return known
    bibliography = parse_cached_bibliography(folder, source) if folder else parse_bibliography(source)
    return Bibliography(bibliography.source, bibliography.entries, (*problems, *bibliography.problems))


def load_layout(root: Path) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return the layout that the project at `root` keeps, if it has one, and what is wrong with its file."""
    path = root / LAYOUT_FILE
    if not path.is_file():
        return None, ()
    return parse_layout(Source(LAYOUT_FILE, path.read_text(encoding="utf-8", errors="replace")))


def load_pages(pages: Iterable[tuple[Path, str, str]]) -> Iterator[Article]:
    """Yield what the Markdown page at each path says, which is called by the name and uri beside it."""
    for path, name, uri in pages:
        yield read_article(_source(path, name), uri)


def load_articles(root: Path) -> tuple[Article, ...]:
    """Return what each Markdown page below `root`/docs says, and the generated pages."""
    return begin_articles(root)()


def begin_articles(root: Path) -> Callable[[], tuple[Article, ...]]:
    """Begin in another process what `load_articles` does, and return what does the rest."""
    docs = root / DOCS
    if not docs.is_dir():
        raise SetupError(f"there are no pages at {docs} ({_WHERE})")
    uris = [(path, path.relative_to(docs).as_posix()) for path in find_files(docs) if path.suffix == ".md"]
    sources = [(_source(path, f"{DOCS}/{uri}"), uri) for path, uri in uris]
    sources += [(Source(uri, text), uri) for uri, text in GENERATED_PAGES.items()]
    return begin_cached_articles(root / CACHE, sources)


@collecting_nothing()
def load_knowledge(root: Path) -> Knowledge:
    """Return the knowledge of the project at `root`; raise SetupError when pages or bibliography are missing."""
    docs = root / DOCS
    read_articles = begin_articles(root)
    bibliography = load_bibliography(root / BIBLIOGRAPHY, folder=root / CACHE)
    articles = read_articles()
    files = (path.relative_to(docs).as_posix() for path in find_files(docs) if path.suffix != ".md")
    layout, problems = load_layout(root)
    return build_knowledge(articles, bibliography, (*files, *GENERATED_FILES), problems, layout)


def load_shared_knowledge(root: Path) -> Knowledge:
    """Return the knowledge of the project at `root` with all its pages, the same for as long as no file has changed."""
    root = root.resolve()
    places = [path for path in find_files(root / BIBLIOGRAPHY, root / DOCS) if path.is_file()]
    return _shared(root, tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in places))


@lru_cache(maxsize=1)
def _shared(root: Path, _stamps: tuple[tuple[Path, int, int], ...]) -> Knowledge:
    return with_parts(load_knowledge(root))


def _source(path: Path, name: str) -> Source:
    return Source(name, path.read_text(encoding="utf-8-sig", errors="replace"))


def find_files(*places: Path) -> Iterator[Path]:
    """Yield each of `places`, of a folder the files below it in the order of their names, without hidden ones."""
    for place in places:
        if not place.is_dir():
            yield place
        for parent, folders, names in os.walk(place):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
