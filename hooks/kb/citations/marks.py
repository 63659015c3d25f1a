"""Places that cite, `@key` and `-@key`, and the brackets around them."""

import re
from typing import Final, NamedTuple

from kb.prose import ATTRIBUTES, BOUNDARY, ONE_LINE, URL
from kb.text import Span

# Where a citation may begin.
CANDIDATE: Final = r"\[|-(?=@)|@"
# Marks follow letters in the scripts that need them, and in decomposed text.
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
_BRACED: Final = r"\{(?P<braced>(?:[^{}\s\x02\x03]|\{[^{}\s\x02\x03]*\})+)\}"
_PLAIN: Final = rf"(?P<plain>(?>\w[\w{_MARKS}]*(?:[:.#$%&\-+?<>~/]\w[\w{_MARKS}]*)*))(?!@[\w{{])"
# What a word precedes or an @ follows is no citation: mail addresses, `word_@name`, `@user@host`.
_ALONE: Final = rf"(?<![^\W_])(?<![^\W_]_)(?<![{_MARKS}])"
MARKER: Final = re.compile(rf"{_ALONE}(?P<suppress>(?<!-)-)?@(?:{_PLAIN}|{_BRACED})")
# What may be more than text in a bracket, by its first character.
_SIGN: Final = re.compile(rf"[\\\[\];@\n{BOUNDARY}{ONE_LINE}-]")
_BLANK: Final = re.compile(r"[ \t]*\n")
_OUTSIDE: Final = frozenset(" \n[]")  # what no URL ends in
_EMPHASIS: Final = re.compile(r"(?<![\w\\])_+(?=[^\s_])")
_NESTING: Final = 8
_REACH: Final = 2000
_GLANCE: Final = 200


class Part(NamedTuple):
    """What stands between two semicolons of a bracket, and the places in it that cite; the first is the item's."""

    span: Span
    cited: tuple[re.Match[str], ...]


class Bracket(NamedTuple):
    """A bracket with no block's end in it."""

    span: Span
    parts: tuple[Part, ...]


def is_idle(text: str, start: int) -> bool:
    """Tell at a glance that nothing cites in the bracket that opens at `start`; where unsure, say no."""
    before = text[start : start + _GLANCE].partition("@")[0]
    return before.count("]") >= before.count("[") and "\\" not in before


def match_bracket(text: str, start: int) -> Bracket | None:
    """Return the bracket that opens at `start`, or nothing when it is a footnote's or crosses a block's end."""
    if text.startswith("[^", start):
        return None
    parts: list[Part] = []
    cited: list[re.Match[str]] = []
    depth, begin = 0, start + 1
    end = begin
    while found := _SIGN.search(text, end):
        sign, at, end = found[0], found.start(), found.end()
        if sign in "@-":
            if match := MARKER.match(text, at):
                end = match.end()
                if not depth and not is_shut(text, at):
                    cited.append(match)
        elif sign == "\\":
            end += 1
        elif sign == "[":
            depth += 1
            if depth > _NESTING:
                return None
        elif sign == "]" and depth:
            depth -= 1
        elif sign in "];":
            if not depth:
                parts.append(Part(Span(begin, at), tuple(cited)))
                cited, begin = [], end
                if sign == "]":
                    return Bracket(Span(start, end), tuple(parts))
        elif sign != "\n" or _BLANK.match(text, end):
            return None
    return None


def key_span(match: re.Match[str]) -> Span:
    """Return where the key of a place that cites stands."""
    start, end = match.span("plain" if match["plain"] else "braced")
    if match["plain"] and match[0].endswith("_") and _EMPHASIS.search(match.string, max(0, start - 300), start):
        end -= len(match[0]) - len(match[0].rstrip("_"))  # the underscores end the emphasis
    return Span(start, end)


def written_end(match: re.Match[str]) -> int:
    """Return where a place that cites ends, braces included."""
    return match.end() if match["braced"] else key_span(match).end


def is_escaped(text: str, start: int) -> bool:
    """Tell whether an odd number of backslashes stands before the place."""
    if text[start - 1 : start] != "\\":
        return False
    before = text[max(0, start - 100) : start]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def is_shut(text: str, start: int) -> bool:
    """Tell whether the place is within a bare URL or an attribute list, where nothing cites."""
    return _is_in_url(text, start) or is_in_attributes(text, start)


def _is_in_url(text: str, start: int) -> bool:
    if text[max(0, start - 1)] in _OUTSIDE:
        return False
    reach = max(0, start - _REACH)
    if text.rfind("://", reach, start) < 0 and text.rfind("www.", reach, start) < 0:
        return False
    return any(url.end() == start for url in URL.finditer(text, reach, start))


def is_in_attributes(text: str, start: int) -> bool:
    """Tell whether the place is within an attribute list."""
    brace = text.rfind("{", max(0, start - _REACH), start)
    attributes = ATTRIBUTES.match(text, brace) if brace >= 0 else None
    return attributes is not None and attributes.end() > start
