"""Reading a bibliography file, whole."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from kb.bibliography.duplicates import check_keys, check_works
from kb.bibliography.entries import build_entry, field_name
from kb.bibliography.entry import Entry, Places
from kb.bibliography.faults import Fault, quoted
from kb.bibliography.inheritance import inherit
from kb.bibliography.rules import Spelling, check_complete, check_written
from kb.bibliography.scanner import scan
from kb.bibliography.syntax import RawEntry
from kb.bibliography.values import Values
from kb.diagnostics import Diagnostic, diagnose
from kb.text import Source, Span

MAX_CHARS: Final = 20_000_000
MAX_OF_A_KIND: Final = 1_000
_DIRECTIVES: Final = frozenset({"string", "preamble"})
_MARKER: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)[^\n]*+", re.MULTILINE)
# A line that is neither empty, nor a comment, nor a BibTeX comment.
_TEXT: Final = re.compile(r"^(?!%|@\s*comment\b)[^\s\ufeff]", re.MULTILINE | re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True)
class Bibliography:
    """The entries of a file by key, in the order of the file, and what is wrong with it."""

    source: Source
    entries: Mapping[str, Entry]
    problems: tuple[Diagnostic, ...] = ()

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What `remembered` functions have made of the bibliography."""
        return {}

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __getitem__(self, key: str) -> Entry:
        return self.entries[key]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: str) -> Entry | None:
        """Return the entry of `key`, or None."""
        return self.entries.get(key)

    def place(self, key: str, name: str) -> Span:
        """Return where the field `name` of an entry stands; it is read again, since only a fault is told by it."""
        entry = self.entries[key]
        raws, _ = scan(self.source.text[entry.span.start : entry.span.end])
        fields = (field for raw in raws for field in raw.fields if field_name(field, raw.type) == name)
        return next((field.value.shifted(entry.span.start) for field in fields), entry.key_span)


def parse_bibliography(source: Source) -> Bibliography:
    """Return what the BibTeX or BibLaTeX file `source` says, and all that is wrong with it.

    Nothing raises. A damaged entry keeps what can be read of it and harms no other. Of entries with one key the first
    stands. A DOI is given bare, and a DOI, PMID, PMCID or URL that is none is reported and left out.
    """
    faults: list[Fault] = []
    text = _without_markers(source.text[:MAX_CHARS], faults)
    raws, found = scan(text)
    faults += found
    faults += _odd(source.text, bool(raws))
    faults += check_keys(((raw.key, raw.key_offset) for raw in raws if raw.key), source)
    damaged = {raw.key for raw in raws if not raw.whole}
    values, spelling = Values(faults.append), Spelling()
    entries: dict[str, Entry] = {}
    places: dict[str, Places] = {}
    for raw in _used_up(raws):
        if raw.type == "string":
            for field in raw.fields:
                values.define(field)
        elif raw.key and raw.key not in entries and raw.type != "preamble":
            entries[raw.key], places[raw.key] = build_entry(raw, text, values, faults.append)
            faults += check_written(raw, spelling)
    entries = inherit(entries, places, faults.append)
    for entry in entries.values():
        if entry.key not in damaged:
            faults += check_complete(entry, places[entry.key], spelling)
    faults += check_works(entries.values(), places, source)
    return Bibliography(source, entries, tuple(_diagnostics(faults, source)))


def _used_up(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """Yield the entries in their order, and let go of each: what is written takes twice the room of what it means."""
    raws.reverse()
    while raws:
        yield raws.pop()


def _without_markers(text: str, faults: list[Fault]) -> str:
    """Return `text` with spaces in place of the marks of an unresolved merge, which are reported."""
    if not re.search(r"^(?:<{7}|>{7}) ", text, re.MULTILINE):
        return text

    def blank(found: re.Match[str]) -> str:
        message = f"{quoted(found[0])} is left from a merge"
        faults.append(Fault(found.start(), "merge-marker", message, "keep one side and remove the markers"))
        return " " * len(found[0])

    return _MARKER.sub(blank, text)


def _odd(text: str, entries: bool) -> Iterator[Fault]:
    """Yield what is wrong with the file as a whole."""
    if len(text) > MAX_CHARS:
        message = f"the file has more than {MAX_CHARS} characters"
        yield Fault(MAX_CHARS, "bibliography-too-large", message, "the rest is not read; take out what no page cites")
    if not entries and (stray := _TEXT.search(text, 0, MAX_CHARS)):
        hint = "an entry begins with @type{key,"
        yield Fault(stray.start(), "not-bibtex", "the file has text but no BibTeX entries", hint)
    end = -1
    for found in _CONTROL.finditer(text, 0, MAX_CHARS):
        if found.start() > end:  # one for each line
            end = text.find("\n", found.start())
            end = len(text) if end < 0 else end
            message = f"a control character, U+{ord(found[0]):04X}, which cannot be seen"
            yield Fault(found.start(), "control-character", message, "delete it, and write again what stands around it")


def _diagnostics(faults: list[Fault], source: Source) -> Iterator[Diagnostic]:
    """Yield the faults by place, so many of one kind, so that a flood of one hides no other."""
    seen: Counter[str] = Counter()
    undefined = {fault.offset for fault in faults if fault.code == "undefined-macro"}
    for fault in sorted(set(faults)):
        if fault.offset in undefined and fault.code != "undefined-macro":
            continue  # an undefined name is no date, DOI or URL either
        seen[fault.code] += 1
        if seen[fault.code] <= MAX_OF_A_KIND:
            yield diagnose(source, fault.offset, fault.code, fault.message, fault.hint)
        elif seen[fault.code] == MAX_OF_A_KIND + 1:
            message = f"more than {MAX_OF_A_KIND} problems of the kind {fault.code}"
            yield diagnose(source, fault.offset, "too-many-problems", message, "those from here on are not shown")
