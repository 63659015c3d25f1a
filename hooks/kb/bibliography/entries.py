"""From what an entry says to what it means: decoded, under one name for each thing."""

import re
import sys
from collections.abc import Callable
from typing import Final

from kb.bibliography.accents import compose
from kb.bibliography.catalogue import ALIASES, NAME_FIELDS, SUBTITLES, THESES, VERBATIM_FIELDS
from kb.bibliography.cleaning import as_written, clean
from kb.bibliography.dating import Draft, date_of_original, date_of_publication
from kb.bibliography.entry import Entry, Names, Places
from kb.bibliography.faults import Fault, Report, quoted
from kb.bibliography.identifiers import fault_of_pages, parse_doi, parse_pmcid, parse_pmid, wrong_isbns
from kb.bibliography.latex import decode
from kb.bibliography.names import parse_names
from kb.bibliography.records import report_check, report_status
from kb.bibliography.syntax import RawEntry, RawField
from kb.bibliography.values import Values
from kb.bibliography.verbatim import safe_address, unescape
from kb.richtext import RichText, Run, plain

_IDENTIFIERS: Final[dict[str, tuple[Callable[[str], str], str, str]]] = {
    "doi": (parse_doi, "malformed-doi", "write it from its '10.' on, such as 10.1000/182"),
    "pmid": (parse_pmid, "malformed-pmid", "write the number of the PubMed record alone"),
    "pmcid": (parse_pmcid, "malformed-pmid", "write it as PMC1234567"),
    "url": (safe_address, "malformed-url", "write an address that starts with https:// or http://"),
}
_TEXT_END: Final = re.compile(r"[.:?!…]\W*$")


def build_entry(raw: RawEntry, text: str, values: Values, report: Report) -> tuple[Entry, Places]:
    """Return the entry that `raw` says, and the place of each field's value, names included.

    Identifiers and addresses that are none are reported and left out.
    """
    draft = Draft()
    for each in _unique(raw, report):
        name = field_name(each, raw.type)
        value = values.text(each)
        if name not in VERBATIM_FIELDS:
            value = values.affordable(compose(clean(value)), each, name in NAME_FIELDS)
        if draft.fields.get(name) or draft.names.get(name):
            continue  # BibTeX's and BibLaTeX's name of one field; the first stands
        draft.spans[name] = each.value
        if name in NAME_FIELDS:
            draft.names[name] = values.shared(_names(name, value, text, each, report))
        else:
            content = _content(name, value, text, each, report)
            if content:
                draft.fields[name] = values.shared(content)
    _join_subtitles(draft)
    date = date_of_publication(draft, report)
    original = date_of_original(draft, report)
    report_status(draft, report)
    report_check(draft, report)
    entry = Entry(
        key=raw.key,
        type=sys.intern(raw.type),
        span=raw.span,
        fields=draft.fields,
        names={name: names for name, names in draft.names.items() if names or names.others},
        date=values.shared(date),
        original=values.shared(original),
        raw=as_written(text[raw.span.start : raw.span.end]),
        key_span=raw.key_span,
    )
    return entry, draft.spans


def field_name(field: RawField, type_: str) -> str:
    """Return the name that `field` has in an entry of `type_`, whatever it is called in the file."""
    name = field.name.lower()
    name = ALIASES.get(name, name)
    if name in ("school", "institution"):
        name = "school" if type_ in THESES else "institution"
    return sys.intern(name)


def _unique(raw: RawEntry, report: Report) -> list[RawField]:
    """Return the fields of an entry without those given before, as BibTeX does."""
    kept: dict[str, RawField] = {}
    for each in raw.fields:
        name = each.name.lower()
        if name in kept:
            message = f"{quoted(each.name)} is given twice in {quoted(raw.key)}"
            report(Fault(each.span.start, "repeated-field", message, "the first is used; remove one"))
        else:
            kept[name] = each
    return list(kept.values())


def _place(words: str, text: str, each: RawField) -> int:
    """Return where `words` stand in the value of a field, or its start when they are written in another way."""
    return max(each.value.start, text.find(words, each.value.start, each.value.end))


def _names(role: str, value: str, text: str, each: RawField, report: Report) -> Names:
    names, faults = parse_names(value)
    for message, hint, words in faults[:20]:
        report(Fault(_place(words, text, each), "malformed-name", f"in {quoted(role)}, {message}", hint))
    return names


def _content(name: str, value: str, text: str, each: RawField, report: Report) -> RichText:
    if name not in VERBATIM_FIELDS:
        content = decode(value)
        if name == "pages" and content and (wrong := fault_of_pages(unescape(value))):
            message = f"the page range {quoted(plain(content))} {wrong}"
            report(Fault(each.value.start, "malformed-pages", message, "write first--last"))
        return content
    words = unescape(value)
    if words and name in _IDENTIFIERS:
        parse, code, hint = _IDENTIFIERS[name]
        parsed = parse(words)
        if not parsed:
            report(Fault(each.value.start, code, f"{quoted(words)} is no {name.upper()}", hint))
        words = parsed
    elif name == "isbn":
        for wrong in wrong_isbns(words):
            message = f"{quoted(wrong)} is no ISBN"
            report(Fault(_place(wrong, text, each), "malformed-isbn", message, "check its digits"))
    return (Run(words),) if words else ()


def _join_subtitles(draft: Draft) -> None:
    for subtitle, title in SUBTITLES.items():
        if draft.fields.get(title) and (rest := draft.fields.pop(subtitle, ())):
            link = " " if _TEXT_END.search(plain(draft.fields[title])) else ": "
            draft.fields[title] = (*draft.fields[title], Run(link), *rest)
