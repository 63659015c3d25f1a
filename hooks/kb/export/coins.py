"""Cited works as OpenURL context objects, which Zotero and link resolvers find in the title of a span (COinS).

The keys are those of Z39.88-2004's formats for journals, books, dissertations and Dublin Core.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus

from kb.bibliography.entry import Date, Entry, remembered
from kb.export.record import Record, one_line
from kb.export.ris import ris_name
from kb.richtext import plain
from kb.style.dates import UNDATED, year
from kb.style.kinds import Kind

CLASS: Final = "Z3988"
_FORMAT: Final = "info:ofi/fmt:kev:mtx:"
_BOOKS: Final = {
    Kind.BOOK: "book",
    Kind.CHAPTER: "bookitem",
    Kind.PAPER: "proceeding",
    Kind.REPORT: "report",
    Kind.MANUSCRIPT: "document",
    Kind.PREPRINT: "document",
}
_JOURNALS: Final = (Kind.ARTICLE, Kind.NEWS, Kind.ISSUE)
_SHORT: Final = (
    "ctx_ver",
    "rft_val_fmt",
    "rft.genre",
    "rft.type",
    "rft_id",
    "rft.date",
    "rft.atitle",
    "rft.btitle",
    "rft.jtitle",
    "rft.title",
)
# The types of Dublin Core's format that Zotero has too.
_OTHERS: Final = {
    Kind.WEB: "webpage",
    Kind.DATASET: "dataset",
    Kind.SOFTWARE: "computerProgram",
    Kind.PRESENTATION: "presentation",
    Kind.PATENT: "patent",
}


@remembered
def coins(entry: Entry) -> str:
    """Return the context object of `entry`, for the title of a span of class Z3988.

    A work with a DOI is told shortly and without authors: then Zotero asks for the rest by the DOI, and a page with a
    hundred works stays light. Any other is told in full.
    """
    record = Record(entry)
    pairs = [(key, value) for key, value in _pairs(record) if value and (key in _SHORT or not record.doi)]
    return "&".join([f"{key}={quote_plus(value, safe='/:,', errors='replace')}" for key, value in pairs])


def _pairs(record: Record) -> Iterator[tuple[str, str]]:
    entry, kind = record.entry, record.kind
    title = one_line(plain(entry.fields.get("title", ())))
    yield "ctx_ver", "Z39.88-2004"
    if kind in _JOURNALS:
        yield "rft_val_fmt", f"{_FORMAT}journal"
        yield "rft.genre", "article"
        yield "rft.atitle", title
        yield "rft.jtitle", record.container
        yield "rft.volume", record.text("volume")
        yield "rft.issue", record.text("number", "issue")
        yield "rft.issn", record.text("issn")
    elif kind in _BOOKS:
        yield "rft_val_fmt", f"{_FORMAT}book"
        yield "rft.genre", _BOOKS[kind]
        yield "rft.atitle", title if kind.is_part else ""
        yield "rft.btitle", record.container if kind.is_part else title
        yield "rft.pub", record.publisher
        yield "rft.place", record.text("address")
        yield "rft.edition", record.text("edition")
        yield "rft.isbn", record.text("isbn")
    elif kind is Kind.THESIS:
        yield "rft_val_fmt", f"{_FORMAT}dissertation"
        yield "rft.title", title
        yield "rft.inst", record.publisher
        yield "rft.degree", record.genre
    else:
        yield "rft_val_fmt", f"{_FORMAT}dc"
        yield "rft.type", _OTHERS.get(kind, "document")
        yield "rft.title", title
        yield "rft.source", record.container
        yield "rft.publisher", record.publisher
        yield "rft.identifier", record.url
    yield "rft.date", _date(entry)
    if not record.doi:
        yield "rft.pages", record.pages.replace("–", "-")
        for name in record.authors.people:
            yield "rft.au", ris_name(name)
    yield "rft_id", f"info:doi/{record.doi}" if record.doi else record.url


def _date(entry: Entry) -> str:
    shown = year(entry)
    if entry.date and shown == str(entry.date.year) and entry.date.month <= 12:
        return _iso(entry.date)
    return "" if shown == UNDATED else one_line(shown)


def _iso(date: Date) -> str:
    return "-".join([f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)])
