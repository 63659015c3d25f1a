"""Editions."""

import re
from typing import Final

_WORDS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS: Final = {word: place for place, word in enumerate(_WORDS.split(), start=1)}


def edition_label(edition: str) -> str:
    """Return an edition in words of APA: `2nd ed.`, `Rev. ed.`, `5th ed., text rev.`; a first one is not told."""
    words = re.sub(r"\s*\b(?:edition|edn?\.?)(?=\W|$)\.?", "", edition, flags=re.IGNORECASE).strip(" .,")
    match = re.match(r"(\d+)(?:st|nd|rd|th)?\b(.*)", words, re.IGNORECASE | re.DOTALL)
    number = int(match[1]) if match else _ORDINALS.get(words.casefold(), 0)
    if not number:
        words = re.sub(r"^revised$|^rev$", "Rev.", words, flags=re.IGNORECASE)
        return f"{words[0].upper()}{words[1:]} ed." if words else ""
    if number > 1900:
        return f"{number} ed."
    rest = re.sub(r"\brev$", "rev.", match[2].strip()) if match else ""
    if number == 1 and not rest:
        return ""
    label = f"{number}{_ending(number)}"
    if rest.startswith(","):
        return f"{label} ed.{rest}"
    return " ".join(part for part in (label, rest, "ed.") if part)


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
