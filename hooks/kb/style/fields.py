"""Reading the fields of an entry."""

import re
from typing import Final

from kb.bibliography.entry import Entry, Names
from kb.richtext import RichText, plain

NOBODY: Final = Names()
URL: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def first(entry: Entry, *names: str) -> RichText:
    """Return the first of the fields `names` that says anything."""
    return next((entry.fields[name] for name in names if entry.text(name).strip()), ())


def first_text(entry: Entry, *names: str) -> str:
    """Return the characters of the first of the fields `names` that says anything, trimmed."""
    return plain(first(entry, *names)).strip()


def people(entry: Entry, role: str) -> Names:
    """Return the names of `role`, or nobody."""
    return entry.names.get(role, NOBODY)


def how_published(entry: Entry) -> RichText:
    """Return how the work was published when that is words and not an address."""
    return () if URL.search(entry.text("howpublished")) else first(entry, "howpublished")


def same(one: str, other: str) -> bool:
    """Say whether two names are of one body, whatever their case, punctuation and leading article."""
    return _essence(one) == _essence(other)


def _essence(name: str) -> str:
    return re.sub(r"^the|\W", "", name.casefold())
