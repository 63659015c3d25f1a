"""Reading the sources from the disk."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kb.bibliography import Bibliography, decode_source, parse_bibliography
from kb.diagnostics import Diagnostic
from kb.export import EXPORTS
from kb.generated import GENERATED_PAGES
from kb.knowledge import Article, Knowledge, build_knowledge, read_article
from kb.layout import LAYOUT_FILE, Layout, parse_layout
from kb.text import Source

DOCS: Final = "docs"
BIBLIOGRAPHY: Final = "bibliography.bib"
CACHE: Final = ".cache/kb"


class SetupError(Exception):
    """The project lacks something that no page can mend."""


def load_bibliography(path: Path, name: str = BIBLIOGRAPHY) -> Bibliography:
    """Return the bibliography at `path`, called `name` in diagnostics; raise SetupError when there is no such file."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise SetupError(f"there is no bibliography at {path}: {fault.strerror}") from fault
    source, problems = decode_source(name, data)
    bibliography = parse_bibliography(source)
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
        yield read_article(Source(name, path.read_text(encoding="utf-8-sig", errors="replace")), uri)


def load_articles(root: Path) -> Iterator[Article]:
    """Yield what each Markdown page below `root`/docs says, and the generated pages."""
    docs = root / DOCS
    if not docs.is_dir():
        raise SetupError(f"there are no pages at {docs}")
    uris = ((path, path.relative_to(docs).as_posix()) for path in _files(docs) if path.suffix == ".md")
    yield from load_pages((path, f"{DOCS}/{uri}", uri) for path, uri in uris)
    for uri, text in GENERATED_PAGES.items():
        yield read_article(Source(uri, text), uri)


def load_knowledge(root: Path) -> Knowledge:
    """Return the knowledge of the project at `root`; raise SetupError when pages or bibliography are missing."""
    docs = root / DOCS
    bibliography = load_bibliography(root / BIBLIOGRAPHY)
    articles = tuple(load_articles(root))
    files = (path.relative_to(docs).as_posix() for path in _files(docs) if path.suffix != ".md")
    layout, problems = load_layout(root)
    return build_knowledge(articles, bibliography, (*files, *EXPORTS), problems, layout)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
