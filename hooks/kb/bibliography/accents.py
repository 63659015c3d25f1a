"""The plain spellings of accented letters, which are by far the most of LaTeX in names."""

import re
from typing import Final

from kb.bibliography.symbols import ACCENTS

# Marks under which i and j keep their dots.
_BELOW: Final = frozenset("\u0323\u0327\u0328\u0331")
ABOVE: Final = frozenset(ACCENTS.values()) - _BELOW

_LETTER: Final = r"\\([`'^\"~=.]|[uvHckrdb](?=[\s{]))\s*+(?:\{(\\?[ij]|[A-Za-z])\}|(\\[ij](?![A-Za-z])\s*+|[A-Za-z]))"
_ACCENT: Final = re.compile(rf"\{{{_LETTER}\}}|{_LETTER}")


def compose(text: str) -> str:
    """Return `text` with `\\'e`, `\\'{e}`, `{\\'e}`, `\\v c`, `\\'{\\i}` and their like as letter and combining mark.

    Left alone is a text with commands whose argument is an address.
    """
    if "\\" not in text or "\\url" in text or "\\href" in text or "\\path" in text:
        return text
    return _ACCENT.sub(_composed, text)


def _composed(found: re.Match[str]) -> str:
    mark, letter = (group for group in found.groups() if group)
    combining = ACCENTS[mark]
    letter = letter.rstrip()
    if letter[0] == "\\":
        letter = letter[1] if combining in ABOVE else {"i": "ı", "j": "ȷ"}[letter[1]]
    return letter + combining
