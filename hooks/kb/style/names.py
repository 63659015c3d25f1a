"""Names of people and groups."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kb.bibliography.entry import Name, Names

_ALL: Final = 20
_REMEMBERED: Final = 1 << 16  # names, which come again with every page that cites them
_FIRST: Final = 19
_HYPHENS: Final = re.compile("[-‐‑–]")
_UNROMANISED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


@lru_cache(_REMEMBERED)
def initials(given: str) -> str:
    """Return the initials of given names: `Jean-Paul A.` is `J.-P. A.` (APA 7 §9.8).

    Chinese, Japanese and Korean characters stay whole, as only romanised names have initials; so do particles within
    given names (`M. del C.`) and abbreviations of two letters (`Yu. V.`).
    """
    spaced = re.sub(r"\.(?=[^\W\d_])", ". ", given)
    words = [word for word in spaced.split() if word[0] not in "\"“‘'("]
    return " ".join(_initial(word, later=place > 0) for place, word in enumerate(words))


def _initial(word: str, later: bool) -> str:
    if unicodedata.name(word[0], "").startswith(_UNROMANISED):
        return word
    if later and len(word) > 1 and word.islower() and not word.endswith("."):
        return word
    if re.fullmatch(r"[^\W\d_]{2}\.", word) and not word.isupper():
        return word
    if re.fullmatch(r"[A-Z]{2,3}\.?", word):
        return " ".join(f"{letter}." for letter in word.rstrip("."))
    parts = [part for part in _HYPHENS.split(word) if part]
    first, *rest = [_first_letter(part) for part in parts] or [word]
    return "-".join([first, *(letter.upper() for letter in rest)])


def _first_letter(part: str) -> str:
    start = next((place for place, char in enumerate(part) if char.isalpha()), None)
    if start is None:
        return part
    end = start + 1
    while end < len(part) and unicodedata.category(part[end]).startswith("M"):
        end += 1
    return part[start:end] + "."


def surname(name: Name) -> str:
    """Return the name as it stands in the text: with its particle, without `Jr.` (APA 7 §8.17)."""
    family = name.family or name.given
    elided = name.particle.endswith(("'", "’", "-"))
    return f"{name.particle}{'' if elided else ' '}{family}" if name.particle else family


def inverted(name: Name) -> str:
    """Return the name as the list of references gives it: `van der Berg, J., Jr.` (APA 7 §9.8)."""
    given = initials(name.given) if name.family else ""
    return ", ".join(part for part in (surname(name), given, name.suffix) if part)


def natural(name: Name) -> str:
    """Return the name as editors of a book stand in a chapter's reference: `J. van der Berg, Jr.` (APA 7 §9.28)."""
    given = initials(name.given) if name.family else ""
    full = f"{given} {surname(name)}".strip()
    return ", ".join(part for part in (full, name.suffix) if part)


def author_list(names: Names) -> str:
    """Return the names in the author's place: all up to 20, from 21 the first 19 and the last (APA 7 §9.8).

    An ampersand with a comma stands before the last, also of two; `and others` in the entry becomes `et al.`
    """
    listed = [inverted(name) for name in names.people]
    if names.others:
        bare = len(listed) == 1 and "," not in listed[0]
        return f"{listed[0]} et al." if bare else ", ".join([*listed[:_FIRST], "et al."])
    if len(listed) > _ALL:
        return ", ".join(listed[:_FIRST]) + f", … {listed[-1]}"
    return ", & ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]


def contributor_list(names: Names) -> str:
    """Return the names given first: `A. Editor & B. Editor`, `A. Editor, B. Editor, & C. Editor` (APA 7 §9.28)."""
    return listing([natural(name) for name in names.people], "&", len(names.people), names.others)


def listing(names: list[str], conjunction: str, shown: int, others: bool) -> str:
    """Return the first `shown` of `names` as one phrase, the rest of them and `others` as `et al.`"""
    if shown < len(names) or others:
        return f"{names[0]} et al." if shown == 1 else ", ".join([*names[:shown], "et al."])
    if len(names) < 3:
        return f" {conjunction} ".join(names)
    return f"{', '.join(names[:-1])}, {conjunction} {names[-1]}"
