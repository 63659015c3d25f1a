"""What is wrong with the content, as values."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from enum import StrEnum

from kb.codes import CODES
from kb.text import Source, Span


class Severity(StrEnum):
    """How much a diagnostic matters: an error or a warning fails a strict build, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One fault at one place; line and column count from one."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.code}] {self.message}{hint}"


def diagnose(source: Source, place: Span | int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return the diagnostic `code` at `place` in `source`, with the severity that the table of codes gives it."""
    offset = place if isinstance(place, int) else place.start
    return Diagnostic(source.path, *source.position(offset), Severity(CODES[code]), code, message, hint)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return a hint that names the candidate nearest to `word`, or nothing when none is near."""
    known = {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return f"did you mean '{known[near[0]]}'?" if near else ""


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as the JSON object that `kb check --format json` prints."""
    return json.dumps({"diagnostics": [asdict(d) for d in diagnostics]}, ensure_ascii=False, indent=2)


def to_github(diagnostic: Diagnostic) -> str:
    """Return the diagnostic as a GitHub workflow command, which annotates the line in a pull request."""
    level = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    place = f"file={_property(diagnostic.path)},line={diagnostic.line},col={diagnostic.column}"
    return f"::{level} {place},title={_property(diagnostic.code)}::{_data(diagnostic.message + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
