"""A record as an entry."""

import datetime
import re
from collections.abc import Collection
from string import ascii_lowercase
from typing import Final

from kb.bibliography import Entry, Names
from kb.bibliography.records import PARTLY
from kb.faults import Refusal
from kb.intake.record import Record
from kb.richtext import Run
from kb.style.names import surname
from kb.style.order import folded
from kb.text import NOWHERE

_NOTE: Final = "fetched from doi.org, not yet read by a person"
_ARTICLES: Final = ("a", "an", "the")
_BREAK: Final = re.compile(r"[\s:;,.?!/—–]+")


def propose_key(record: Record, taken: Collection[str]) -> str:
    """Return surname, year and the first word of the title, as letters and digits of ASCII, and a letter if taken."""
    people = record.authors or record.editors
    who = _letters(surname(people[0])) if people else ""
    key = f"{who}{record.fields.get('year', '')}{_first_word(record.title)}" or "work"
    known = {each.casefold() for each in taken}
    for letter in ("", *ascii_lowercase):
        if f"{key}{letter}" not in known:
            return f"{key}{letter}"
    raise Refusal(f"the key {key} is taken with every letter after it: give another with --key")


def build_entry(record: Record, key: str, today: datetime.date) -> Entry:
    """Return the entry of `record`, which says that no person has read it yet."""
    names = {"author": Names(record.authors), "editor": Names(record.editors)}
    check = {"checked": PARTLY, "checkedon": today.isoformat(), "checkedby": "doi", "checkednote": _NOTE}
    fields = {"title": record.title, **record.fields, **check}
    return Entry(
        key,
        record.type,
        NOWHERE,
        {name: (Run(value),) for name, value in fields.items()},
        {role: people for role, people in names.items() if people},
    )


def _first_word(title: str) -> str:
    words = [word for each in _BREAK.split(title) if (word := _letters(each))]
    return next((word for word in words if word not in _ARTICLES), "".join(words[:1]))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))
