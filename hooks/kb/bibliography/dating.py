"""When a work and its original were published, from the fields that say so."""

from dataclasses import dataclass, field
from typing import Final

from kb.bibliography.dates import parse_date, parse_month, parse_year, stands_for_year, valid
from kb.bibliography.entry import Date, Names
from kb.bibliography.faults import Fault, Report, quoted
from kb.richtext import RichText, Run, plain
from kb.text import Span

_STATES: Final = {"inpress": "in press", "inpreparation": "in preparation", "submitted": "submitted",
                  "forthcoming": "forthcoming", "prepublished": ""}  # fmt: skip
_LAST_YEAR: Final = 2100
_YEAR: Final = ("year", "write four digits, or words such as n.d. or in press")
_FORMS: Final = {
    "year": _YEAR,
    "origyear": _YEAR,
    "month": ("month", "write it as jan or 1"),
    "day": ("day of that month", "write one that the month has"),
}


@dataclass
class Draft:
    """An entry in the making."""

    fields: dict[str, RichText] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)


def text_of(draft: Draft, name: str) -> str:
    """Return the characters of a field, or nothing."""
    return plain(draft.fields.get(name, ()))


def report_date(draft: Draft, name: str, report: Report) -> None:
    """Report that the field `name` is no date."""
    what, hint = _FORMS.get(name, ("date", "write YYYY, YYYY-MM or YYYY-MM-DD"))
    report(Fault(draft.spans[name].start, "malformed-date", f"{quoted(text_of(draft, name))} is no {what}", hint))


def date_of_publication(draft: Draft, report: Report) -> Date | None:
    """Return the date of publication, and make `year` say it or the words in its place."""
    if words := text_of(draft, "date"):
        date = parse_date(words)
        if date and date.year <= _LAST_YEAR:
            draft.fields["year"] = (Run(str(date.year)),)
            draft.spans.setdefault("year", draft.spans["date"])
            return date
        if not stands_for_year(words):
            report_date(draft, "date", report)
        if not draft.fields.get("year"):
            draft.fields["year"] = draft.fields["date"]
            draft.spans["year"] = draft.spans["date"]
            return None
    words = text_of(draft, "year")
    if not words:
        state = _STATES.get(text_of(draft, "pubstate").lower().replace(" ", ""), "")
        if state:
            draft.fields["year"] = (Run(state),)
            draft.spans.setdefault("year", draft.spans["pubstate"])
        return None
    year = parse_year(words)
    if year is None or year > _LAST_YEAR:
        if not stands_for_year(words):
            report_date(draft, "year", report)
        return None
    return _with_month(year, draft, report)


def _with_month(year: int, draft: Draft, report: Report) -> Date:
    month = text_of(draft, "month")
    if not month:
        return Date(year)
    parsed = parse_month(month)
    if not parsed:
        report_date(draft, "month", report)
        return Date(year)
    number, day = parsed
    given = text_of(draft, "day")
    if given.isascii() and given.isdigit() and not day:
        day = int(given[:4])
    date = valid(Date(year, number, day))
    if not date:
        report_date(draft, "day" if given else "month", report)
    return date or Date(year, number)


def date_of_original(draft: Draft, report: Report) -> Date | None:
    """Return the date of the work that this one republishes or translates."""
    for name in ("origdate", "origyear"):
        if words := text_of(draft, name):
            date = parse_date(words)
            if not date and not stands_for_year(words):
                report_date(draft, name, report)
            return date
    return None
