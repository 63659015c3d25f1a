"""Cited works in RIS, which every reference manager reads.

A field is one line, so that none can end its record. The tags are those of the specification of 2011, as EndNote and
Zotero read them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kb.bibliography.entry import Date, Entry, Name, Names, remembered
from kb.export.record import Record, one_line
from kb.richtext import plain
from kb.style.dates import UNDATED, year
from kb.style.kinds import Kind
from kb.style.names import surname

_TYPES: Final = {
    Kind.ARTICLE: "JOUR",
    Kind.ISSUE: "JFULL",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.PAPER: "CONF",
    Kind.PRESENTATION: "CPAPER",
    Kind.REPORT: "RPRT",
    Kind.PATENT: "PAT",
    Kind.THESIS: "THES",
    Kind.MANUSCRIPT: "MANSCPT",
    Kind.PREPRINT: "UNPD",
    Kind.DATASET: "DATA",
    Kind.SOFTWARE: "COMP",
    Kind.WEB: "ELEC",
}
_BY_ENTRY: Final = {
    "inreference": "ENCYC",
    "standard": "STAND",
    "movie": "MPCT",
    "film": "MPCT",
    "video": "VIDEO",
    "audio": "SOUND",
    "music": "MUSIC",
    "artwork": "ART",
    "image": "ART",
}
_POPULAR: Final = (("blog", "BLOG"), ("magazine", "MGZN"), ("news", "NEWS"))
_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}
_PARTING: Final = re.compile(r"\s*[,*]\s*")
_ET_AL: Final = "et al.,"  # the comma makes it no name with given names


def ris(records: Iterable[str]) -> str:
    """Return a file of `records`."""
    return "\r\n".join(records)


@remembered
def ris_record(entry: Entry) -> str:
    """Return `entry` as one record, with its lines' ends."""
    lines = (f"{tag}  - {text}" for tag, value in _fields(Record(entry)) if (text := one_line(value)))
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def ris_type(record: Record) -> str:
    """Return the type of reference."""
    if record.kind is Kind.NEWS:
        hints = " ".join((record.text("entrysubtype"), record.text("type"), record.entry.type)).casefold()
        told = next((type_ for word, type_ in _POPULAR if word in hints), "")
        daily = record.entry.date is not None and record.entry.date.day
        return told or ("NEWS" if daily else "MGZN")
    return _BY_ENTRY.get(record.entry.type) or _TYPES.get(record.kind, "GEN")


def ris_name(name: Name) -> str:
    """Return `Family, Given, Suffix`; a comma within a part would end it, and the asterisk is not allowed."""
    parts = (_part(surname(name)), _part(name.given if name.family else ""), _part(name.suffix))
    return ", ".join(parts).rstrip(", ")


def _part(words: str) -> str:
    return one_line(_PARTING.sub(" ", words))


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    entry, kind = record.entry, record.kind
    yield "TY", ris_type(record)
    yield "ID", entry.key
    yield from _names("AU", record.authors)
    # In a book A2 are the editors of its series.
    yield from _names("A2" if kind.is_part else "ED", record.names("editor"))
    yield from _names("A4", record.names("translator"))
    if kind is Kind.CHAPTER:
        yield from _names("C2", record.names("bookauthor"))
    yield "TI", plain(entry.fields.get("title", ())) or record.text("issuetitle")
    yield from _container(record)
    yield "VL", record.text("volume")
    yield ("SN" if kind in (Kind.REPORT, Kind.PATENT) else "IS"), record.text("number", "issue")
    first, last = record.ends
    yield "SP", first
    yield "EP", last
    yield from _date(entry)
    yield "ET", record.text("version", "edition") if kind in (Kind.DATASET, Kind.SOFTWARE) else record.text("edition")
    yield "NV", record.text("volumes")
    yield "M3", record.genre
    yield "PB", record.publisher
    yield "CY", record.text("address", "venue")
    if kind not in (Kind.REPORT, Kind.PATENT):
        yield "SN", record.text("issn", "isbn") if kind in (Kind.ARTICLE, Kind.NEWS) else record.text("isbn", "issn")
    yield "AN", record.text("pmid")
    yield "DO", record.doi
    yield "UR", record.url
    yield "N1", record.status


def _container(record: Record) -> Iterator[tuple[str, str]]:
    name, series = record.container.replace("*", ""), record.text("series")
    match record.kind:
        case Kind.ARTICLE | Kind.NEWS | Kind.ISSUE:
            yield "T2", name
            yield "JO", record.text("shortjournal").replace("*", "") or name
        case Kind.PAPER:
            yield "T2", record.text("eventtitle") or name
            yield "C3", name
        case Kind.PRESENTATION:
            yield "T2", record.text("eventtitle")
        case Kind.BOOK | Kind.REPORT:
            yield "T2", series
            return
        case _:
            yield "T2", name
    yield "T3", series


def _names(tag: str, names: Names) -> Iterator[tuple[str, str]]:
    for name in names.people:
        yield tag, ris_name(name)
    if names.others:
        yield tag, _ET_AL


def _date(entry: Entry) -> Iterator[tuple[str, str]]:
    shown = year(entry)
    yield "PY", "" if shown == UNDATED else shown
    if entry.date and shown == str(entry.date.year):
        yield "DA", _day(entry.date)


def _day(date: Date) -> str:
    """Return `YYYY/MM/DD/words`, as far as it is known, or nothing for a mere year."""
    season = _SEASONS.get(date.month, "")
    if not date.month:
        return ""
    month = "" if season else f"{date.month:02}"
    return f"{date.year:04}/{month}/{f'{date.day:02}' if date.day else ''}/{season}"
