"""Cited works as CSL-JSON, for citation processors.

Titles keep their typography in the markup of CSL, which has no escapes: what only looks like a tag gets an invisible
joiner after its "<", so that no reader takes it for one.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from kb.bibliography.dates import parse_date
from kb.bibliography.entry import Date, Entry, Name, Names, remembered
from kb.export.formats import json_line
from kb.export.record import Record, inline, one_line
from kb.richtext import RichText, Run
from kb.style.dates import IN_PRESS, UNDATED, year
from kb.style.fields import first
from kb.style.kinds import Kind

_TYPES: Final = {
    Kind.ARTICLE: "article-journal",
    Kind.ISSUE: "periodical",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.PAPER: "paper-conference",
    Kind.PRESENTATION: "speech",
    Kind.REPORT: "report",
    Kind.PATENT: "patent",
    Kind.THESIS: "thesis",
    Kind.MANUSCRIPT: "manuscript",
    Kind.PREPRINT: "article",
    Kind.DATASET: "dataset",
    Kind.SOFTWARE: "software",
    Kind.WEB: "webpage",
}
_BY_ENTRY: Final = {
    "inreference": "entry-encyclopedia",
    "standard": "standard",
    "movie": "motion_picture",
    "film": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "performance": "performance",
    "artwork": "graphic",
    "image": "graphic",
}
_POPULAR: Final = (("blog", "post-weblog"), ("magazine", "article-magazine"), ("news", "article-newspaper"))
_ROLES: Final = {
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "composer": "composer",
    "director": "director",
    "producer": "producer",
    "interviewer": "interviewer",
}
_TEXTS: Final = {
    "container-title-short": ("shortjournal",),
    "title-short": ("shorttitle",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "number-of-pages": ("numpages",),
    "chapter-number": ("chapter",),
    "edition": ("edition",),
    "version": ("version",),
    "publisher-place": ("address",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "original-title": ("origtitle",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
}
_PERIODICAL: Final = (Kind.ARTICLE, Kind.NEWS, Kind.ISSUE)
_SERIAL: Final = (Kind.BOOK, Kind.CHAPTER, Kind.PAPER)
_TAG: Final = re.compile("<(?=[A-Za-z/!?])")


def csl_json(records: Iterable[str]) -> str:
    """Return a file of `records`."""
    return "[\n" + ",\n".join(records) + "\n]\n"


@remembered
def csl_record(entry: Entry) -> str:
    """Return `entry` as an item of CSL-JSON, on one line."""
    return json_line(csl_item(entry))


def csl_item(entry: Entry) -> dict[str, Any]:
    """Return `entry` in the types and variables of CSL 1.0.2."""
    record = Record(entry)
    url = record.url
    found: dict[str, Any] = {
        "id": one_line(entry.key),
        "type": csl_type(record),
        "title": _markup(first(entry, "title", "issuetitle")),
        "container-title": _markup(_container(record)),
        "author": _names(record.authors),
        "issued": _issued(entry),
        "original-date": _date(entry.original) if entry.original else None,
        "accessed": _accessed(record),
        "publisher": record.publisher,
        "genre": record.genre,
        "page": record.pages.replace("–", "-"),
        "DOI": record.doi,
        "URL": url if url != f"https://doi.org/{record.doi}" else "",
        "status": _status(record),
        "note": record.status,
        _numbering(record.kind): record.text("number", "issue"),
    }
    found |= {name: record.text(*fields) for name, fields in _TEXTS.items()}
    found |= {name: _names(record.names(role)) for role, name in _ROLES.items()}
    return {name: value for name, value in found.items() if value}


def csl_type(record: Record) -> str:
    """Return the type of item (CSL 1.0.2, appendix III)."""
    if record.kind is Kind.NEWS:
        hints = " ".join((record.text("entrysubtype"), record.text("type"), record.entry.type)).casefold()
        told = next((type_ for word, type_ in _POPULAR if word in hints), "")
        daily = record.entry.date is not None and record.entry.date.day
        return told or ("article-newspaper" if daily else "article-magazine")
    return _BY_ENTRY.get(record.entry.type) or _TYPES.get(record.kind, "document")


def _container(record: Record) -> RichText:
    if record.kind is Kind.PREPRINT:
        return ()
    parted = record.kind in (Kind.CHAPTER, Kind.PAPER)
    return first(record.entry, *(("booktitle", "journal") if parted else ("journal", "booktitle")))


def _numbering(kind: Kind) -> str:
    if kind in _PERIODICAL:
        return "issue"
    return "collection-number" if kind in _SERIAL else "number"


def _markup(text: RichText) -> str:
    return "".join(_marked(run) for run in text).strip()


def _marked(run: Run) -> str:
    text = _TAG.sub("<\u2060", inline(run.text))
    if run.script:
        text = f"<{run.script}>{text}</{run.script}>"
    if run.italic:
        text = f"<i>{text}</i>"
    # Braces keep the case of a title's words from the style.
    if run.protected and any(char.isalpha() for char in text):
        text = f'<span class="nocase">{text}</span>'
    return text


def _names(names: Names) -> list[dict[str, str]]:
    people = [made for name in names.people if (made := _name(name))]
    # Processors of BibTeX write "and others" so.
    return [*people, {"literal": "others"}] if names.others else people


def _name(name: Name) -> dict[str, str]:
    family, given, particle, suffix = map(one_line, (name.family, name.given, name.particle, name.suffix))
    if not (family and given):
        words = " ".join(part for part in (particle, family or given) if part)
        return {"literal": words} if words else {}
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {part: text for part, text in parts.items() if text}


def _issued(entry: Entry) -> dict[str, Any] | None:
    if entry.date:
        return _date(entry.date)
    words = one_line(year(entry))
    return None if words in ("", UNDATED, IN_PRESS) else {"literal": words}


def _date(date: Date) -> dict[str, Any]:
    # CSL has no year 0, which ISO 8601 has for 1 B.C.E.
    parts = [date.year if date.year > 0 else date.year - 1]
    if date.month > 12:
        return {"date-parts": [parts], "season": date.month - 20}
    return {"date-parts": [parts + [part for part in (date.month, date.day) if part]]}


def _accessed(record: Record) -> dict[str, Any] | None:
    date = parse_date(record.text("urldate", "accessed", "lastchecked"))
    return _date(date) if date else None


def _status(record: Record) -> str:
    if record.text("status").casefold() == "retracted":
        return "retracted"
    return IN_PRESS if year(record.entry) == IN_PRESS else record.text("pubstate")
