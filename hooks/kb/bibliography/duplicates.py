"""Works and keys that stand in a file more than once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.bibliography.entry import Entry, Places
from kb.bibliography.faults import Fault, quoted
from kb.text import Source, Span

_NO_WORD: Final = re.compile(r"[\W_]+")
_PLACE: Final = ("volume", "number", "pages", "edition", "booktitle", "journal", "eid", "version", "chapter")


def check_keys(keys: Iterable[tuple[str, int]], source: Source) -> Iterator[Fault]:
    """Every key, with its offset, is given once, in one spelling of its case."""
    first: dict[str, int] = {}
    folded: dict[str, str] = {}
    for key, offset in keys:
        if key in first:
            message = f"the key {quoted(key)} of line {source.position(first[key])[0]} is used again"
            yield Fault(offset, "duplicate-key", message, "the first entry is used; rename or remove one")
            continue
        first[key] = offset
        other = folded.setdefault(key.casefold(), key)
        if other != key:
            line = source.position(first[other])[0]
            message = f"{quoted(key)} and {quoted(other)} of line {line} differ in capital letters alone"
            yield Fault(offset, "ambiguous-key", message, "make them differ in more, or remove one")


def check_works(entries: Iterable[Entry], places: Mapping[str, Places], source: Source) -> Iterator[Fault]:
    """Every work has one entry, going by its DOI, its PubMed record, or title, year and first author."""
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        for field, what in (("doi", "DOI"), ("pmid", "PMID")):
            if number := entry.text(field):
                other = seen.setdefault((field, number.casefold()), entry)
                if other is not entry:
                    yield _fault(entry, other, places[entry.key].get(field), what, "keep one entry for a work", source)
                    break
        else:
            identity = _identity(entry)
            other = seen.setdefault(identity, entry) if identity else entry
            if other is not entry and not _apart(entry, other):
                hint = "keep one, or give each the volume, pages or DOI that tell them apart"
                what = "title, year and first author"
                yield _fault(entry, other, places[entry.key].get("title"), what, hint, source)


def _fault(entry: Entry, other: Entry, place: Span | None, what: str, hint: str, source: Source) -> Fault:
    line = source.position(other.span.start)[0]
    message = f"{quoted(entry.key)} has the same {what} as {quoted(other.key)} in line {line}"
    return Fault((place or entry.key_span).start, "duplicate-work", message, hint)


def _identity(entry: Entry) -> tuple[str, ...]:
    """Return what tells a work from others: title, year and the family name of its first author or editor."""
    title, year = _folded(entry.text("title")), str(entry.date.year) if entry.date else _folded(entry.text("year"))
    names = entry.names.get("author") or entry.names.get("editor")
    return (title, year, _folded(names.people[0].family) if names else "") if title else ()


def _apart(one: Entry, other: Entry) -> bool:
    """Say whether two entries of one title are two works: each has a DOI or a place of its own."""
    if one.text("crossref") == other.key or other.text("crossref") == one.key:
        return True
    if one.text("doi") and other.text("doi"):
        return True  # they differ, or would have been found by it
    pairs = ((_folded(one.text(name)), _folded(other.text(name))) for name in _PLACE)
    return any(a and b and a != b for a, b in pairs)


def _folded(text: str) -> str:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _NO_WORD.sub("", text.casefold())
