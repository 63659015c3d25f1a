"""Links within a paragraph: their text stays, but cites nothing; their destination goes."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from kb.prose.marks import OPAQUE, blank, veil

_BRACKET: Final = re.compile(r"[\[\]]")
_NOTE: Final = re.compile(r"\[\^([^\]]*)\]")
_LABEL: Final = re.compile(r"\s?\[([^\]]*)\]")
_WIKILINK: Final = re.compile(r"\[\[[^\[\]\n]+\]\]")
_SPACE: Final = re.compile(r"\s+")
_ANGLED: Final = re.compile(r"""\(\s*<[^<>]*>\s*(?:(?:'[^']*'|"[^"]*")\s*)?\)""")
_SIMPLE: Final = re.compile(r"""\([^()"']*\)""")
_TARGET: Final = re.compile(r"""[()'"]|[^()'"]+""")
_REACH: Final = 300


def mask_links(text: str, labels: Collection[str], notes: Collection[str]) -> str:
    """Return `text` with destinations blanked, images veiled, and no @ left in the text of links."""
    if notes:
        text = _NOTE.sub(lambda note: veil(note[0]) if note[1] in notes else note[0], text)
    if labels:
        text = _apply(text, _referring(text, _pairs(text), labels))
    if "[[" in text:
        text = _WIKILINK.sub(lambda link: link[0].replace("@", OPAQUE), text)
    if "](" in text:
        text = _apply(text, _inline(text, _pairs(text)))
    if labels:
        text = _apply(text, _shortcuts(text, _pairs(text), labels))
    return text


# A link: where it begins, where its text ends (at `]`), where it ends, and whether its brackets stay.
_Link = tuple[int, int, int, bool]


def _apply(text: str, links: Iterator[_Link]) -> str:
    parts, at = [], 0
    for start, middle, end, open_ in links:
        parts.append(text[at:start])
        if start and text[start - 1] == "!":
            parts.append(veil(text[start:end]))
        else:
            said = text[start + 1 : middle].replace("@", OPAQUE)
            target = text[middle + 1 : end]
            # Right after a bracket it would seem to be a label of that one.
            if open_ and text[start - 1 : start] != "]":
                parts += ["[", said, "]", target[0], blank(target[1:-1]), target[-1]]
            else:
                parts += [OPAQUE, said, OPAQUE, blank(target)]
        at = end
    return "".join([*parts, text[at:]])


def _pairs(text: str) -> dict[int, int]:
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            pairs[opened.pop()] = bracket.start()
    return dict(sorted(pairs.items()))


def _inline(text: str, pairs: dict[int, int]) -> Iterator[_Link]:
    at = 0
    for start, middle in pairs.items():
        if start >= at and text.startswith("(", middle + 1):
            end = _target_end(text, middle + 1)
            if end:
                yield start, middle, end, True
                at = end


def _referring(text: str, pairs: dict[int, int], labels: Collection[str]) -> Iterator[_Link]:
    at = 0
    for start, middle in pairs.items():
        if start >= at and (label := _LABEL.match(text, middle + 1)):
            at = label.end()
            if _SPACE.sub(" ", (label[1] or text[start + 1 : middle]).lower()) in labels:
                yield start, middle, at, False


def _shortcuts(text: str, pairs: dict[int, int], labels: Collection[str]) -> Iterator[_Link]:
    at = 0
    for start, middle in pairs.items():
        if start >= at:
            at = middle + 1
            if _SPACE.sub(" ", text[start + 1 : middle].lower()) in labels:
                yield start, middle, at, False


def _target_end(text: str, start: int) -> int:
    """Return where the `(...)` at `start` ends, or 0, as LinkInlineProcessor.getLink has it."""
    if simple := _ANGLED.match(text, start) or _SIMPLE.match(text, start):
        return simple.end()
    if text.find(")", start) < 0:
        return 0
    depth, backup, backup_end = 1, 1, 0
    quotes: list[str] = []
    closed: set[str] = set()
    last = ""
    for token in islice(_TARGET.finditer(text, start + 1), _REACH):
        char = token[0]
        if char == "(":
            if not quotes:
                depth += 1
            elif backup > 0:
                backup -= 1
        elif char == ")":
            if last in closed:
                return token.end()
            if not quotes:
                depth -= 1
                if not depth:
                    return token.end()
            elif backup > 0:
                backup -= 1
                if not backup:
                    backup_end = token.end()
        elif char in "'\"":
            if char in quotes:
                closed.add(char)
            elif len(quotes) < 2:
                if not quotes:
                    backup, depth = depth, 1
                quotes.append(char)
        last = char if len(char) == 1 else (char.rstrip(" ")[-1:] or last)
    return backup_end
