"""Dates of works."""

import datetime
import re
from typing import Final

from kb.bibliography.entry import Date, Entry, remembered
from kb.style.fields import first_text

UNDATED: Final = "n.d."
IN_PRESS: Final = "in press"
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}
_COMING: Final = re.compile(r"\W*(in\s*press|forthcoming|to appear|accepted)\W*", re.IGNORECASE)
_UNKNOWN: Final = re.compile(r"\W*(n\W*d|no date|undated|s\W*d|advance online publication)?\W*", re.IGNORECASE)
_REPUBLISHED: Final = re.compile(r"(\d{4})\s*/\s*(\d{4})")
_RANGE: Final = re.compile(r"(?<=\d{4})\s*(?:-+|–)\s*(?=\d)")
_CIRCA: Final = re.compile(r"^(?:c|ca|circa)\.?\s*(?=\d)", re.IGNORECASE)


def day_words(day: datetime.date) -> str:
    """Return a day in words, `3 November 2026`, in English whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@remembered
def year(entry: Entry) -> str:
    """Return the year of publication: `2020`, `350 B.C.E.`, `n.d.`, `in press`, or the entry's own words."""
    words = first_text(entry, "year")
    states = (entry.text("pubstate"), entry.text("note"), "" if entry.date else words)
    if any(_COMING.fullmatch(state) for state in states):
        return IN_PRESS
    if entry.date:
        return _year(entry.date)
    if _UNKNOWN.fullmatch(words):
        return UNDATED
    republished = _REPUBLISHED.fullmatch(words)
    return republished[2] if republished else _CIRCA.sub("ca. ", _RANGE.sub("–", words))


def original_year(entry: Entry) -> str:
    """Return the year in which a republished work first appeared, or nothing."""
    if entry.original:
        return _year(entry.original)
    republished = None if entry.date else _REPUBLISHED.fullmatch(entry.text("year").strip())
    return republished[1] if republished else _CIRCA.sub("ca. ", first_text(entry, "origdate", "origyear"))


def citation_year(entry: Entry, letter: str) -> str:
    """Return the date of a citation in text: `2020a`, `n.d.-a`, `1966/1969` (APA 7 §8.15, §8.19)."""
    original = original_year(entry)
    shown = _lettered(year(entry), letter)
    return f"{original}/{shown}" if original and original != year(entry) else shown


def reference_date(entry: Entry, letter: str, full: bool) -> str:
    """Return the date of a reference, with month and day when `full` and known: `2020a, May 4` (APA 7 §9.14)."""
    shown = _lettered(year(entry), letter)
    day = month_and_day(entry) if full else ""
    return f"{shown}, {day}" if day else shown


def month_and_day(entry: Entry) -> str:
    """Return `May 4`, `May`, `Spring` or nothing, as exactly as the entry knows it."""
    if not entry.date or year(entry) != _year(entry.date):
        return ""
    return _month_and_day(entry.date)


def retrieval_date(entry: Entry) -> str:
    """Return the day on which an address was visited as `May 4, 2020`, or as the entry words it."""
    words = first_text(entry, "urldate", "accessed", "lastchecked")
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", words)
    if not match:
        return words
    date = Date(*(int(part) for part in match.groups()))
    return spelled(date) if _month_and_day(date) else words


def spelled(date: Date) -> str:
    """Return `May 4, 2020`, `May 2020` or `2020`, as exactly as the date is known."""
    day = _month_and_day(date)
    return f"{day}{', ' if date.day else ' '}{_year(date)}" if day else _year(date)


def _year(date: Date) -> str:
    return str(date.year) if date.year > 0 else f"{1 - date.year} B.C.E."


def _month_and_day(date: Date) -> str:
    if date.month in _SEASONS:
        return _SEASONS[date.month]
    if not 1 <= date.month <= 12:
        return ""
    month = _MONTHS[date.month - 1]
    return f"{month} {date.day}" if date.day else month


def _lettered(shown: str, letter: str) -> str:
    return shown + ("-" if letter and not shown[-1].isdigit() else "") + letter
