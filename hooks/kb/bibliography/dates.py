"""Dates as BibTeX's words and BibLaTeX's ISO 8601 write them."""

import re
from calendar import monthrange
from typing import Final

from kb.bibliography.catalogue import MONTHS
from kb.bibliography.entry import Date

_YEAR: Final = re.compile(r"-?\d{4}")
_ISO: Final = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.+\-Z]*)?[?~%]?")
_RANGE_END: Final = re.compile(r"(?:-?\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?[?~%]?|\.\.)?")
# Words that stand in the place of a year and are right there.
_WORDS: Final = re.compile(
    r"in\s*press|in prep(?:aration|\.)?|forthcoming|submitted|accepted|to appear|under review|n\.?\s?d\.?|no date|"
    r"undated|"
    r"advance online publication|(?:c|ca|circa)\.?\s*\d{3,4}|\d{1,4} ?(?:b\.?c\.?(?:e\.?)?|c\.?e\.?|a\.?d\.?)|\d{3}0s|"
    r"\d{4}\s*(?:[/–—-]|--)\s*\d{2,4}|\d{4}[?~]|\[\d{4}\]",
    re.IGNORECASE,
)
_SEASONS: Final = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
_MONTH_WORDS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS.values(), 1)}
_DAY: Final = re.compile(r"(?<![\d])([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")


def parse_date(text: str) -> Date | None:
    """Return the date that `text` says in ISO 8601, the start of a range, or None when it is none.

    BibLaTeX's seasons are months 21 to 24.
    """
    start, slash, end = text.strip().partition("/")
    match = _ISO.fullmatch(start.strip())
    if not match or (slash and not _RANGE_END.fullmatch(end.strip())):
        return None
    return valid(Date(*(int(part or 0) for part in match.groups())))


def valid(date: Date) -> Date | None:
    """Return `date` if the calendar has it."""
    if date.month in range(21, 25):
        return None if date.day else date
    if not 0 <= date.month <= 12 or (date.day and not date.month):
        return None
    if date.day and date.day > monthrange(date.year if date.year > 0 else 4, date.month)[1]:
        return None
    return date


def parse_year(text: str) -> int | None:
    """Return the year that `text` is, or None."""
    return int(text) if _YEAR.fullmatch(text.strip()) else None


def stands_for_year(text: str) -> bool:
    """Say whether `text` is words that may stand for a year, such as "in press" or "1966/1969"."""
    return bool(_WORDS.fullmatch(text.strip()))


def parse_month(text: str) -> tuple[int, int] | None:
    """Return month (or season) and day of a field such as `May`, `5`, `10 May` or `May/June`, or None."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return (int(text), 0) if 1 <= int(text[:3]) <= 12 else None
    words = [word.lower() for word in _WORD.findall(text)]
    number = next((_month_of(word) for word in words if _month_of(word)), 0)
    if not number:
        return None
    days = _DAY.findall(text)
    return number, int(days[0]) if days and number <= 12 else 0


def _month_of(word: str) -> int:
    if word in _SEASONS:
        return _SEASONS[word]
    number = _MONTH_WORDS.get(word[:3], 0)
    full = list(MONTHS.values())[number - 1].lower() if number else ""
    return number if number and (full.startswith(word) or word == "sept") else 0
