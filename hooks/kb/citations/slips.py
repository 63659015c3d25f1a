"""Brackets that look like citations and are almost certainly not what their author meant."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.citations.grammar import find_citations
from kb.citations.marks import Bracket, is_escaped, key_span, match_bracket, written_end
from kb.text import Span

_REACH: Final = 500
_DOUBTFUL: Final = re.compile(r"[;\[\\]")
_JOINS: Final = re.compile(r"[\s,/&+]*(?:\band\b)?\s*")


class Slip(NamedTuple):
    """A slip, with the code of its diagnostic, what is wrong and what to write."""

    span: Span
    code: str
    message: str
    hint: str


def find_citation_slips(prose: str) -> Iterator[Slip]:
    """Yield the slips of masked text in reading order.

    A second work in one item (`[@a, @b]`) is read as that item's suffix; an item without a key (`[@a; text]`) makes the
    whole bracket plain text. A bracket that is prose, such as `[we follow @a; others do not]`, is no slip.
    """
    suspects = [bracket for bracket in _brackets(prose) if any(len(part.cited) != 1 for part in bracket.parts)]
    ends = {citation.span.end for citation in find_citations(prose)} if suspects else set()
    for bracket in suspects:
        yield from (_without_semicolon if bracket.span.end in ends else _without_key)(prose, bracket)


def _brackets(prose: str) -> Iterator[Bracket]:
    """Yield the brackets that cite, none of them within another, but for plain ones with one sign of a citation."""
    at = 0
    while (start := prose.find("[", at)) >= 0:
        at = start + 1
        inside, end, _ = prose[at : at + _REACH].partition("]")
        if end and inside.count("@") < 2 and not _DOUBTFUL.search(inside):
            continue
        bracket = None if is_escaped(prose, start) else match_bracket(prose, start)
        if bracket and any(part.cited for part in bracket.parts):
            at = bracket.span.end
            yield bracket


def _without_semicolon(prose: str, bracket: Bracket) -> Iterator[Slip]:
    for part in bracket.parts:
        for one, other in zip(part.cited, part.cited[1:], strict=False):
            if not _JOINS.fullmatch(prose, written_end(one), other.start()):
                continue
            before, after = _written(prose, one), _written(prose, other)
            message = f"'{after}' follows '{before}' without a semicolon"
            yield Slip(key_span(other), "citation-without-semicolon", message, f"write '{before}; {after}'")


def _without_key(prose: str, bracket: Bracket) -> Iterator[Slip]:
    leading = [part for part in bracket.parts if part.cited and _text(prose, part.span).startswith(part.cited[0][0])]
    if not leading:
        return
    for part in bracket.parts:
        if not part.cited:
            text = _text(prose, part.span)
            message = f"'{text}' has no citation key" if text else "a semicolon with no citation after it"
            cited = _written(prose, leading[0].cited[0])
            hint = (
                f"write '[{cited}, {text}]', or '\\[' when the bracket is no citation" if text else f"write '[{cited}]'"
            )
            yield Slip(part.span, "citation-without-key", message, hint)


def _written(prose: str, match: re.Match[str]) -> str:
    return prose[match.start() : written_end(match)]


def _text(prose: str, span: Span) -> str:
    return " ".join(prose[span.start : span.end].split())
