"""The text of a box, broken into lines by the estimated width of its letters: no font is asked, so all builds agree."""

from functools import cache
from typing import Final
from unicodedata import east_asian_width

# Widths in em, a little more than those of the fonts that the style sheet names.
_NARROW: Final = frozenset("fijlrtI.,:;'’|!()[] -")
_WIDE: Final = frozenset("mwMW@%—…&")


@cache
def _em(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    if east_asian_width(character) in "WF":
        return 1.04
    return 0.7 if character.isupper() else 0.57


def width_of(text: str, size: float) -> float:
    """Return the estimated width of `text` at the font size `size`."""
    return sum(map(_em, text)) * size


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return `text` in as few lines as go into `width`, of lengths as even as they can be; a long word is broken."""
    lines = _fill(text, width, size)
    narrower = width
    while len(lines) > 1 and narrower > size:
        narrower -= size / 2
        tried = _fill(text, narrower, size)
        if len(tried) > len(lines) or any(word not in text.split() for line in tried for word in line.split()):
            break
        lines = tried
    return tuple(lines)


def _fill(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        for part in _parts(word, width, size):
            if lines and width_of(f"{lines[-1]} {part}", size) <= width:
                lines[-1] += f" {part}"
            else:
                lines.append(part)
    return lines


def _parts(word: str, width: float, size: float) -> list[str]:
    """Return `word` in pieces that each fit into `width`."""
    parts = [""]
    for character in word:
        if parts[-1] and width_of(parts[-1] + character, size) > width:
            parts.append("")
        parts[-1] += character
    return parts
