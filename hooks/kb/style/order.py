"""The order of the list of references."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kb.bibliography.entry import Entry, Name
from kb.style.credits import Credit
from kb.style.dates import IN_PRESS, UNDATED, month_and_day, year
from kb.style.fields import first_text
from kb.style.kinds import Kind
from kb.style.names import initials, surname
from kb.style.titles import UNTITLED

# Letters that Unicode does not take apart.
PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_ARTICLE: Final = re.compile(r"^\W*(?:(?:a|an|the)\s+)?\W*", re.IGNORECASE)

ListOrder = tuple[tuple[tuple[str, str, str], ...], tuple[int, int, int, int], str]


def list_order(entry: Entry, kind: Kind, credit: Credit) -> ListOrder:
    """Return what a reference sorts by: names, date, title (APA 7 §9.44-9.48).

    Accents, case, spaces and hyphens within a surname do not count, nothing comes before something, so that one author
    alone comes before the same author with others; a title in the author's place sorts without A, An, The.
    """
    title = _heading(_title(entry, kind) or UNTITLED)
    names = tuple(_name(person) for person in credit.names.people)
    if credit.names.others:
        names = (*names, ("\uffff", "", ""))
    return names or ((_letters(title), "", ""),), _date(entry, kind), title


def _title(entry: Entry, kind: Kind) -> str:
    if kind is Kind.ISSUE:
        return first_text(entry, "issuetitle", "title")
    main = entry.text("maintitle") if kind is Kind.BOOK else ""
    return f"{main} {entry.text('title')}".strip()


@lru_cache(1 << 16)
def folded(text: str) -> str:
    """Return `text` without accents and case."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return bare.translate(PLAIN_LETTERS)


def _name(person: Name) -> tuple[str, str, str]:
    if not person.given:
        return _letters(_heading(surname(person))), "", folded(person.suffix)
    return _letters(surname(person)), folded(initials(person.given)), folded(person.suffix)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text))


def _heading(title: str) -> str:
    return folded(_ARTICLE.sub("", title, count=1))


def _date(entry: Entry, kind: Kind) -> tuple[int, int, int, int]:
    told = year(entry)
    if told == UNDATED:
        return 0, 0, 0, 0
    if told == IN_PRESS:
        return 2, 0, 0, 0
    if entry.date:
        exact = kind.has_full_date and month_and_day(entry)
        return 1, entry.date.year, *((entry.date.month, entry.date.day) if exact else (0, 0))
    digits = re.search(r"\d+", told)
    number = int(digits[0]) if digits else 9999
    return 1, -number if re.search(r"\bB\.?\s?C", told, re.IGNORECASE) else number, 0, 0
