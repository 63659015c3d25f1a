"""Files of cited works: those of the whole site, and those of each page beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, NamedTuple

from kb.bibliography.entry import Entry
from kb.citations import find_citations
from kb.export.bibtex import bibtex, bibtex_record
from kb.export.csl import csl_json, csl_record
from kb.export.ris import ris, ris_record
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.prose import read_prose


class Format(NamedTuple):
    """A format of references: how a work becomes a record, and records a file."""

    name: str
    suffix: str
    record: Callable[[Entry], str]
    file: Callable[[Iterable[str]], str]


FORMATS: Final = (
    Format("BibTeX", "bib", bibtex_record, bibtex),
    Format("RIS", "ris", ris_record, ris),
    Format("CSL-JSON", "json", csl_record, csl_json),
)


@dataclass(frozen=True)
class _Listed:
    """The works that the list on the page of a node has, looked for once for all formats."""

    knowledge: Knowledge
    page: Page

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(listed(self.knowledge, self.page))

    def file(self, format_: Format) -> str:
        return _file(format_, self.knowledge, self.keys)


def references_bib(knowledge: Knowledge) -> str:
    """Return all cited works in BibTeX."""
    return _file(FORMATS[0], knowledge, knowledge.citing)


def references_ris(knowledge: Knowledge) -> str:
    """Return all cited works in RIS."""
    return _file(FORMATS[1], knowledge, knowledge.citing)


def references_json(knowledge: Knowledge) -> str:
    """Return all cited works in CSL-JSON."""
    return _file(FORMATS[2], knowledge, knowledge.citing)


def page_downloads(knowledge: Knowledge) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of each file beside a node's page with works, and what makes it; an author's file stays."""
    for article in knowledge.articles.values():
        page = article.page
        has_works = page.kind and any(key in knowledge.bibliography for key in listed(knowledge, page))
        works = _Listed(knowledge, page)
        for format_ in FORMATS if has_works else ():
            uri = download_uri(page, format_)
            if uri not in knowledge.files:
                yield uri, partial(works.file, format_)


def download_uri(page: Page, format_: Format) -> str:
    """Return the address of the page's works, which no page has: below the page's own folder, and with a suffix."""
    folder, _, name = page.uri.removesuffix(".md").rpartition("/")
    parts = (folder, "" if name in ("index", "README") else name, f"references.{format_.suffix}")
    return "/".join(part for part in parts if part)


def listed(knowledge: Knowledge, page: Page) -> Iterator[str]:
    """Yield the keys of the works that the list on the page of a node has, some more than once.

    They are those that the page cites, those of the relations that it shows, and those of sentences that mention it.
    """
    for item in knowledge.articles[page.uri].cited:
        yield item.key
    for edge in knowledge.graph.neighbourhood(page.id):
        for item in (*edge.relation.cites, *edge.relation.disputes):
            yield item.key
    for _, mention in knowledge.backlinks.get(page.uri, ()):
        if "@" in mention.sentence:
            for citation in find_citations(read_prose(mention.sentence).text):
                yield from (item.key for item in citation.items)


def _file(format_: Format, knowledge: Knowledge, keys: Iterable[str]) -> str:
    known = knowledge.bibliography
    return format_.file(format_.record(known[key]) for key in sorted(set(keys)) if key in known)
