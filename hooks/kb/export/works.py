"""Cited works in the words of schema.org."""

from typing import Any, Final

from kb.bibliography.entry import Date, Entry, Name
from kb.export.addresses import reference_address
from kb.style.kinds import Kind, kind_of
from kb.style.links import doi, link

_TYPES: Final = {
    Kind.ARTICLE: "ScholarlyArticle",
    Kind.PAPER: "ScholarlyArticle",
    Kind.PREPRINT: "ScholarlyArticle",
    Kind.NEWS: "Article",
    Kind.ISSUE: "PublicationIssue",
    Kind.BOOK: "Book",
    Kind.CHAPTER: "Chapter",
    Kind.REPORT: "Report",
    Kind.THESIS: "Thesis",
    Kind.MANUSCRIPT: "Manuscript",
    Kind.DATASET: "Dataset",
    Kind.SOFTWARE: "SoftwareSourceCode",
    Kind.WEB: "WebPage",
}
_WHOLES: Final = {"journal": "Periodical", "booktitle": "Book"}


def work_ld(entry: Entry, root: str) -> dict[str, Any]:
    """Return the work as a node of JSON-LD; `root` leads to the site's root."""
    bare = doi(entry)
    wholes = ((kind, entry.text(name)) for name, kind in _WHOLES.items())
    found = {
        "@id": root + reference_address(entry.key),
        "@type": _TYPES.get(kind_of(entry), "CreativeWork"),
        "name": entry.text("title"),
        "author": [_person(name) for name in entry.names["author"].people] if "author" in entry.names else [],
        "datePublished": _date(entry.date) if entry.date else "",
        "isPartOf": [{"@type": kind, "name": name} for kind, name in wholes if name],
        "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": bare} if bare else None,
        "sameAs": next((run.href for run in link(entry) if run.href), ""),
    }
    return {name: value for name, value in found.items() if value}


def _person(name: Name) -> dict[str, str]:
    words = " ".join(part for part in (name.given, name.particle, name.family) if part)
    full = f"{words}, {name.suffix}" if name.suffix else words
    # A family name alone is a group's or a one-name author's: nothing says which.
    return {"@type": "Person", "name": full} if name.given else {"name": full}


def _date(date: Date) -> str:
    parts = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
    return "-".join(parts)
