"""Diagnostics for programs: JSON, and the workflow commands of GitHub."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from kb.diagnostics import Diagnostic, Severity

# GitHub shows so many annotations of each level that a step makes; what is more would be lost.
_SHOWN: Final = 10
# A check's annotation has at most 64 KiB of message, of which a character may take four bytes and an escape three.
_LONGEST: Final = 4_000
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_fields(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return what `kb check --format json` says about one diagnostic, by name."""
    return {name: value for name, value in vars(diagnostic).items() if name != "source"}


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as the JSON object that `kb check --format json` prints, in ASCII, safe in any output."""
    return json.dumps({"diagnostics": [to_fields(each) for each in diagnostics]}, indent=2)


def to_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as workflow commands, which annotate the lines of a pull request, errors first.

    What is more than GitHub shows of a level is a plain line of the log.
    """
    made: Counter[Severity] = Counter()
    lines = []
    for each in sorted(diagnostics, key=lambda each: list(Severity).index(each.severity)):
        made[each.severity] += 1
        lines.append(_annotation(each) if made[each.severity] <= _SHOWN else _log_line(each))
    return "\n".join(lines)


def _annotation(diagnostic: Diagnostic) -> str:
    place = f"file={_property(diagnostic.path)},line={diagnostic.line}"
    if diagnostic.end_line > diagnostic.line:  # columns are for annotations within a line
        place += f",endLine={diagnostic.end_line}"
    else:
        place += f",col={diagnostic.column}"
        if diagnostic.end_line and diagnostic.end_column > diagnostic.column:
            place += f",endLine={diagnostic.end_line},endColumn={diagnostic.end_column}"
    sentence = _data(diagnostic.sentence[:_LONGEST])
    return f"::{_LEVELS[diagnostic.severity]} {place},title={_property(diagnostic.code)}::{sentence}"


def _log_line(diagnostic: Diagnostic) -> str:
    # The runner takes "::" at the beginning of a line and "##[" anywhere for a command.
    return f"- {diagnostic}".replace("##[", "# #[")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
