"""Text as a terminal shows it: measured in cells, and unable to command the terminal."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_TAB: Final = "    "
_PICTURES: Final = {**{code: chr(0x2400 + code) for code in range(32)}, 127: "␡"}
_JOINER: Final = "\u200d"
_WIDENER: Final = "\ufe0f"
# Joiners and marks of emoji, and the vowels and finals of decomposed Hangul, which stand with what is before them.
_WITHOUT_WIDTH: Final = frozenset((0x200C, 0x200D, *range(0x1160, 0x1200), *range(0x1F3FB, 0x1F400)))
# What has no shape, ends a line, or turns the direction of all that follows.
_HARMFUL: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield for each character of `text` what is shown and how many cells that takes.

    Wide characters take two (UAX 11), marks and what an emoji is joined to none, a tab four.
    """
    joined = False
    for char, following in pairwise((*text, "")):
        shown, width = _cell(char)
        yield shown, 0 if joined else 2 if width == 1 and following == _WIDENER else width
        joined = char == _JOINER


def visible(text: str) -> str:
    """Return `text` as one line in which every control character is a picture of itself."""
    return "".join(shown for shown, _ in cells(text))


def width(text: str) -> int:
    """Return how many cells `text` takes."""
    return sum(taken for _, taken in cells(text))


def _cell(char: str) -> tuple[str, int]:
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        return _TAB, len(_TAB)
    if ord(char) in _PICTURES:
        return _PICTURES[ord(char)], 1
    category = unicodedata.category(char)
    if ord(char) in _WITHOUT_WIDTH or category in ("Mn", "Me"):
        return char, 0
    if category in _HARMFUL:
        return "\ufffd", 1
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1
