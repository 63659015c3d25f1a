"""What one entry must have, and may be called."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from kb.bibliography.catalogue import FIELDS, MISNOMERS, NAME_FIELDS, REQUIRED, TYPES, UNSUPPORTED
from kb.bibliography.entry import Entry
from kb.bibliography.faults import Fault, quoted
from kb.bibliography.syntax import RawEntry

# Pandoc's grammar of keys.
_KEY: Final = re.compile(r"\w++(?:[:.#$%&\-+?<>~/]\w++)*+")
_SHORT: Final = 5
_MAX_NAME: Final = 40


class Spelling:
    """The nearest known word of each word asked for; each is looked for once."""

    def __init__(self) -> None:
        self._fields: dict[str, str] = {}

    def field(self, name: str) -> str:
        """Return the field that `name` misspells, or nothing when it is one or is like none."""
        if name in FIELDS or name in NAME_FIELDS:
            return ""
        if name not in self._fields:
            self._fields[name] = MISNOMERS.get(name) or nearest(name, FIELDS) if len(self._fields) < 200 else ""
        return self._fields[name]


def nearest(word: str, known: frozenset[str]) -> str:
    """Return the word among `known` that a slip of a letter or two turns into `word`, or nothing."""
    from difflib import get_close_matches  # only what is misspelt needs it

    if not 3 < len(word) < _MAX_NAME:
        return ""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.75 if len(word) <= _SHORT else 0.8)
    return near[0] if near else ""


def check_written(raw: RawEntry, spelling: Spelling) -> Iterator[Fault]:
    """Every key can be cited, every type is known, and no field is misspelt."""
    if not _KEY.fullmatch(raw.key):
        hint = "use letters, digits and '_', with single marks such as ':' '.' '-' inside"
        yield Fault(raw.key_offset, "malformed-key", f"{quoted(raw.key)} cannot be cited", hint)
    if raw.type in UNSUPPORTED:
        message = f"'@{raw.type}' entries are not supported"
        yield Fault(raw.span.start, "unknown-entry-type", message, "write an entry for each work")
    elif raw.type not in TYPES:
        near = nearest(raw.type, TYPES)
        hint = f"did you mean '{near}'?" if near else "use '@misc'"
        yield Fault(raw.span.start, "unknown-entry-type", f"unknown entry type {quoted('@' + raw.type)}", hint)
    for field in raw.fields:
        if near := spelling.field(field.name.lower()):
            message = f"unknown field {quoted(field.name)} in {quoted(raw.key)}"
            yield Fault(field.span.start, "misspelt-field", message, f"did you mean '{near}'?")


def check_complete(entry: Entry, written: Collection[str], spelling: Spelling) -> Iterator[Fault]:
    """Every entry, with the fields that are `written`, has what a reference to its type needs."""
    if not entry.fields and not entry.names:
        message = f"{quoted(entry.key)} has no fields"
        yield Fault(entry.key_span.start, "empty-entry", message, "add author, title and year")
        return
    misspelt = {spelling.field(name) for name in written}
    for group in REQUIRED.get(entry.type, ()):
        names = group.split()
        if any(_has(entry, written, name) or name in misspelt for name in names):
            continue
        if names[0] == "year" and (entry.text("pubstate") or "date" in misspelt):
            continue
        message = f"{quoted(entry.key)} has no {' or '.join(names)}"
        yield Fault(entry.key_span.start, "incomplete-entry", message, _hint(names[0], entry))


def _has(entry: Entry, written: Collection[str], name: str) -> bool:
    """Say whether a field is there, or was and has been reported."""
    return bool(entry.text(name)) or name in entry.names or (name in ("url", "doi", "year") and name in written)


def _hint(name: str, entry: Mapping[str, str] | Entry) -> str:
    return "if it has no date, write year = {n.d.}" if name == "year" else f"add {name} = {{…}}"
