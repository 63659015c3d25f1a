"""Putting the value of a field together from literal strings and macros, within bounds."""

import re
from typing import Any, Final, TypeVar

from kb.bibliography.catalogue import MONTHS
from kb.bibliography.faults import Fault, Report, quoted
from kb.bibliography.syntax import RawField
from kb.diagnostics import did_you_mean

MAX_VALUE: Final = 100_000
MAX_NESTING: Final = 40
# What all macros of a file may add to it, so that a short file cannot become a large one.
MAX_EXPANSION: Final = 4_000_000
# How many LaTeX marks and how many words of names a file may have; each costs some microseconds.
MAX_MARKS: Final = 150_000
MAX_NAME_WORDS: Final = 250_000
_MARK: Final = re.compile(r"[\\{}$~`']")
_MAX_HINTS: Final = 50
_Value = TypeVar("_Value")


class Values:
    """The macros defined so far in a file, and what their use has cost."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._macros = dict(MONTHS)
        self._expanded = 0
        self._marks = 0
        self._words = 0
        self._hints = 0
        self._shared: dict[Any, Any] = {}

    def define(self, field: RawField) -> None:
        """Remember the macro that a field of a `@string` defines."""
        self._macros[field.name.lower()] = self.text(field)

    def text(self, field: RawField) -> str:
        """Return the value of a field, cut where it grows beyond any real one."""
        pieces: list[str] = []
        length = 0
        for part in field.parts:
            piece = self._macro(part.text, part.offset) if part.macro else part.text
            length += len(piece)
            if part.macro:
                self._expanded += len(piece)
            if length > MAX_VALUE or self._expanded > MAX_EXPANSION:
                size = f"grows beyond {MAX_VALUE if length > MAX_VALUE else MAX_EXPANSION} characters"
                message = f"{quoted(field.name)} {size}" if length > MAX_VALUE else f"what macros stand for {size}"
                self._report(Fault(field.value.start, "value-too-large", message, "shorten it; the rest is left out"))
                self._expanded -= len(piece) if part.macro else 0
                pieces.append(piece[: max(0, MAX_VALUE - length + len(piece))] if length > MAX_VALUE else "")
                break
            pieces.append(piece)
        return self._flat("".join(pieces), field)

    def affordable(self, text: str, field: RawField, names: bool) -> str:
        """Return `text`, or what is left of it when the file has more LaTeX or more names than any real one."""
        words = text.count(" ") if names else 0
        marks = len(_MARK.findall(text))
        if self._words + words > MAX_NAME_WORDS:
            message = f"the file has more than {MAX_NAME_WORDS} words of names"
            self._report(Fault(field.value.start, "value-too-large", message, f"{quoted(field.name)} is left out"))
            return ""
        self._words += words
        if self._marks + marks > MAX_MARKS:
            message = f"the file has more than {MAX_MARKS} LaTeX commands, braces and quotes"
            self._report(Fault(field.value.start, "value-too-large", message, f"{quoted(field.name)} is read as plain"))
            return _MARK.sub("", text)
        self._marks += marks
        return text

    def shared(self, value: _Value) -> _Value:
        """Return the first of the values equal to `value`: what many entries say takes the room of one."""
        first: _Value = self._shared.setdefault(value, value)
        return first

    def _macro(self, name: str, offset: int) -> str:
        value = self._macros.get(name.lower())
        if value is not None:
            return value
        hint = ""
        if self._hints < _MAX_HINTS and len(name) < _MAX_HINTS:
            self._hints += 1
            hint = did_you_mean(name, self._macros) if len(self._macros) < 5000 else ""
        message = f"{quoted(name)} has no braces, and no @string defines it"
        self._report(Fault(offset, "undefined-macro", message, hint or f"write {{{name}}}"))
        return name

    def _flat(self, text: str, field: RawField) -> str:
        """Return `text` without its braces when they are nested too deeply to mean anything."""
        if text.count("{") <= MAX_NESTING:
            return text
        depth = 0
        for char in text:
            if char == "{" or char == "}":
                depth += 1 if char == "{" else -1
                if depth > MAX_NESTING:
                    message = f"{quoted(field.name)} nests braces deeper than {MAX_NESTING}"
                    self._report(Fault(field.value.start, "nesting-too-deep", message, "remove braces"))
                    return text.replace("{", "").replace("}", "")
        return text
