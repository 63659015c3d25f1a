"""From a CSL-JSON record, as registries give it, to what an entry says."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.bibliography.cleaning import clean
from kb.bibliography.entry import Name
from kb.bibliography.identifiers import parse_doi

# CSL's types (CSL 1.0.2, Appendix III), and those of Crossref and DataCite that reach us as they are.
_TYPES: Final = {
    "article-journal": "article",
    "journal-article": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "article": "misc",
    "posted-content": "misc",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "book-section": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "reference-entry": "incollection",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "dissertation": "phdthesis",
    "dataset": "dataset",
    "software": "software",
    "webpage": "online",
}
_PUBLISHER: Final = {"techreport": "institution", "phdthesis": "school"}
_WHOLE: Final = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PERIODICAL: Final = frozenset({"article"})
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_PARTICLE: Final = re.compile(r"(?:[a-z]+['’]? )+(?=\S)")
_DASH: Final = re.compile(r"\s*[-‐‑‒–—]+\s*")


@dataclass(frozen=True)
class Record:
    """A work as its registry describes it: plain text, free of markup; `fields` in the order of an entry."""

    type: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    title: str
    fields: Mapping[str, str]
    doubts: tuple[str, ...] = ()


def read_record(data: Mapping[str, Any], doi: str) -> Record:
    """Return what the record `data` of `doi` says; what has not the shape that it should have counts as not given."""
    given = _text(data.get("type"))
    type_ = _TYPES.get(given, "misc")
    title = _title(data)
    return Record(
        type_,
        tuple(_names(data.get("author"))),
        tuple(_names(data.get("editor"))),
        title,
        {name: value for name, value in _fields(data, type_, doi) if value},
        tuple(_doubts(data, given, doi)),
    )


def _fields(data: Mapping[str, Any], type_: str, doi: str) -> Iterator[tuple[str, str]]:
    if type_ in _WHOLE:
        yield _WHOLE[type_], _text(data.get("container-title"))
    yield "volume", _text(data.get("volume"))
    yield "number", _text(data.get("issue"))
    yield "pages", _DASH.sub("--", _text(data.get("page")) or _text(data.get("article-number")))
    if type_ not in _PERIODICAL:
        yield _PUBLISHER.get(type_, "publisher"), _text(data.get("publisher"))
        yield "edition", _text(data.get("edition"))
    yield "year", str(_year(data) or "")
    yield "doi", doi


def _doubts(data: Mapping[str, Any], given: str, doi: str) -> Iterator[str]:
    if not given:
        yield "the record does not say what it is"
    elif given not in _TYPES:
        yield f"the record calls the work '{given}', which is written as @misc"
    if _has_markup(data.get("title")):
        yield "the title had HTML, which was taken out: see whether it needs italics or indices"
    other = parse_doi(_text(data.get("DOI")))
    if other and other.casefold() != doi.casefold():
        yield f"the record is that of {other}"
    years = {year for name in ("published-print", "published-online", "issued") if (year := _of(data.get(name)))}
    if len(years) > 1:
        listed = " and ".join(map(str, sorted(years)))
        yield f"the record has the years {listed}: the volume's counts"


def _title(data: Mapping[str, Any]) -> str:
    title, subtitle = _text(data.get("title")), _text(data.get("subtitle"))
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{subtitle}"


def _year(data: Mapping[str, Any]) -> int:
    """Return the year of print before any other, since volume and pages are the print's."""
    names = ("published-print", "issued", "published", "published-online", "created")
    return next((year for name in names if (year := _of(data.get(name)))), 0)


def _of(date: Any) -> int:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    while isinstance(parts, list) and parts:
        parts = parts[0]
    text = _text(parts)
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else 0


def _names(people: Any) -> Iterator[Name]:
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, dict):
            continue
        family, given = _text(person.get("family")), _text(person.get("given"))
        if family and given:
            particle = _text(person.get("non-dropping-particle")) or _text(person.get("dropping-particle"))
            within = _PARTICLE.match(family)  # registries rarely part it from the family name
            yield Name(
                family[within.end() :] if within else family,
                given,
                f"{particle} {within[0] if within else ''}".strip(),
                _text(person.get("suffix")),
            )
        elif whole := _text(person.get("literal")) or _text(person.get("name")) or family or given:
            yield Name(whole)


def _text(value: Any) -> str:
    """Return a text, or the first of a list of them, without markup and line breaks."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)[:10_000]
    for _ in range(2):  # registries hold `&lt;i&gt;` and `&amp;amp;` too
        text = html.unescape(_TAG.sub("", text))
    return " ".join(clean(_TAG.sub("", text)).split())


def _has_markup(title: Any) -> bool:
    text = title[0] if isinstance(title, list) and title else title
    return isinstance(text, str) and bool(_TAG.search(html.unescape(html.unescape(text))))
