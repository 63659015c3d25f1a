"""What is wrong with the content, as values; `kb.reporting` shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from kb.cells import visible
from kb.codes import CODES
from kb.text import Source, Span


class Severity(StrEnum):
    """How much a diagnostic matters: an error or a warning fails a strict build, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One fault at one place; lines and columns count from one, in characters, and the end is exclusive.

    An end at 0 is not known, and without `source` there is no text to show.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    end_line: int = 0
    end_column: int = 0
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def sentence(self) -> str:
        """What is wrong and, in brackets, how to mend it."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return visible(f"{place}: {self.severity}[{self.code}] {self.sentence}")


def diagnose(source: Source, place: Span | int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return the diagnostic `code` at `place` in `source`, with the severity that the table of codes gives it."""
    start, end = (place, place) if isinstance(place, int) else (place.start, max(place.start, place.end))
    severity = Severity(CODES[code])
    return Diagnostic(
        source.path, *source.position(start), severity, code, message, hint, *source.position(end), source
    )


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return a hint that names the candidate nearest to `word`, or nothing when none is near."""
    known = {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}
    near = _nearest(word.casefold(), known)
    return f"did you mean '{known[near]}'?" if near else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return what difflib.get_close_matches calls the nearest; it compares only what can still be nearer."""
    from difflib import SequenceMatcher  # only what is misspelt needs it

    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    best = 0.6, ""
    for each in known:
        if 2 * min(len(each), len(word)) < best[0] * (len(each) + len(word)):
            continue
        matcher.set_seq1(each)
        if matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), each))
    return best[1]
