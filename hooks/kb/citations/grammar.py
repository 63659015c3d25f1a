"""The citation grammar: one parser for the renderer and for the scanner of sources.

It is pandoc's (https://pandoc.org/MANUAL.html#extension-citations) with a few differences: `@a` at the start of a line
is a citation, a bare URL and `@user@host` hold none, `[text @a](url)` stays a link.

Two kinds of character stand for what is not prose: kb.prose.OPAQUE, in masked sources, and Python-Markdown's
placeholders, which run from STX to ETX. Neither belongs to a key or a locator. kb.prose.BOUNDARY and ONE_LINE, in
masked sources, end a block.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kb.citations.locators import parse_suffix
from kb.citations.marks import (
    CANDIDATE,
    MARKER,
    Part,
    is_escaped,
    is_idle,
    is_in_attributes,
    is_shut,
    key_span,
    match_bracket,
    written_end,
)
from kb.citations.model import Citation, CitationItem, Locator
from kb.prose import BOUNDARY, ONE_LINE
from kb.text import Span

_CANDIDATE: Final = re.compile(CANDIDATE)
_GAP: Final = re.compile(r"[ \t]*(?P<line>\n[ \t]*)?(?=\[(?![\[^]))")
# Lines that are blocks by themselves: headings, rows, the first and last lines of `///` blocks.
_OWN_LINE: Final = re.compile(rf"[ \t]*///|[^\n]*{ONE_LINE}")
_LINE: Final = rf"(?:[^{{}}{BOUNDARY}{ONE_LINE}\n]|\n(?![ \t]*\n)){{0,999}}"
_FOLLOWED: Final = re.compile(
    "|".join(rf"\{o}" + _LINE.replace("{}", rf"\{o}\{c}", 1) + rf"\{c}" for o, c in ("()", "[]", "{}"))
)
_OPENING: Final = ("(", "[", "{")
_NEWLINE: Final = re.compile(r"\s*\n\s*")


class _Found(NamedTuple):
    """A citation, and where its prefixes and suffixes stand."""

    citation: Citation
    said: tuple[Span, ...] = ()


def match_citation(text: str, start: int) -> Citation | None:
    """Return the citation that begins exactly at `start`, at `[`, `@` or `-@`, with spans relative to `text`.

    `text` is prose, masked or with Python-Markdown's placeholders in it. What stands before `start` counts: a word, a
    URL or a backslash there makes it no citation.
    """
    found = _match(text, start)
    return found.citation if found else None


def find_citations(prose: str) -> Iterator[Citation]:
    """Yield the citations of masked text in reading order, each before those in its prefixes and suffixes."""
    at = 0
    while candidate := _CANDIDATE.search(prose, at):
        at = candidate.start() + 1
        if found := _match(prose, candidate.start()):
            at = found.citation.span.end
            yield found.citation
            for span in found.said:
                if "@" in prose[span.start : span.end]:
                    yield from (_shifted(each, span.start) for each in find_citations(prose[span.start : span.end]))


def _match(text: str, start: int) -> _Found | None:
    if is_escaped(text, start):
        return None
    if text.startswith("[", start):
        bracket = None if is_idle(text, start) or is_in_attributes(text, start) else match_bracket(text, start)
        if not bracket or not all(part.cited for part in bracket.parts) or _is_followed(text, bracket.span.end):
            return None
        return _collect(text, bracket.span, (), bracket.parts, narrative=False)
    match = MARKER.match(text, start)
    return _textual(text, match) if match and not is_shut(text, start) else None


def _textual(text: str, match: re.Match[str]) -> _Found:
    """Return what stands in the sentence: a key, and perhaps a bracket with its locator, more works, or both."""
    place, end = key_span(match), written_end(match)
    narrative = not match["suppress"]
    item = CitationItem(text[place.start : place.end], place, suppress_author=not narrative)
    alone = _Found(Citation(Span(match.start(), end), (item,), narrative))
    gap = _GAP.match(text, end)
    if not gap or (gap["line"] and _OWN_LINE.match(text, text.rfind("\n", 0, end) + 1)):
        return alone
    bracket = match_bracket(text, gap.end())
    if not bracket or _is_followed(text, bracket.span.end):
        return alone
    span = Span(match.start(), bracket.span.end)
    first, *rest = bracket.parts
    if any(not part.cited for part in rest) or not text[first.span.start : first.span.end].strip():
        return alone
    if first.cited:
        return _collect(text, span, ((item, ()),), bracket.parts, narrative)
    locator, suffix, said = _after(text, first.span.start, first.span.end)
    item = item._replace(locator=locator, suffix=suffix)
    return _collect(text, span, ((item, (said,)),), rest, narrative)


def _collect(
    text: str,
    span: Span,
    before: tuple[tuple[CitationItem, tuple[Span, ...]], ...],
    parts: Iterable[Part],
    narrative: bool,
) -> _Found:
    items = (*before, *(_item(text, part) for part in parts))
    said = tuple(place for _, places in items for place in places)
    return _Found(Citation(span, tuple(item for item, _ in items), narrative), said)


def _item(text: str, part: Part) -> tuple[CitationItem, tuple[Span, ...]]:
    match = part.cited[0]
    place = key_span(match)
    locator, suffix, said = _after(text, written_end(match), part.span.end)
    before = Span(part.span.start, match.start())
    prefix = _one_line(text[before.start : before.end])
    item = CitationItem(text[place.start : place.end], place, prefix, locator, suffix, bool(match["suppress"]))
    return item, (before, said)


def _after(text: str, start: int, end: int) -> tuple[Locator | None, str, Span]:
    """Return locator and suffix of what stands after a key, and where the suffix stands."""
    locator, suffix = parse_suffix(text[start:end])
    end = start + len(text[start:end].rstrip())
    return locator, _one_line(suffix), Span(end - len(suffix), end)


def _is_followed(text: str, end: int) -> bool:
    """Tell whether a bracket of another kind begins right at `end`, which makes the one before it a link or a span."""
    return text[end : end + 1] in _OPENING and bool(_FOLLOWED.match(text, end))


def _one_line(text: str) -> str:
    return _NEWLINE.sub(" ", text).strip() if "\n" in text else text.strip()


def _shifted(citation: Citation, by: int) -> Citation:
    items = tuple(item._replace(span=item.span.shifted(by)) for item in citation.items)
    return citation._replace(span=citation.span.shifted(by), items=items)
