"""Words as the index has them; `docs/assets/search.js` makes the same of what a reader types."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kb.style.order import PLAIN_LETTERS

_ASCII: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_LONGEST: Final = 40
# Words that tell no page from another.
STOP_WORDS: Final = (
    "an and are as at be been but by can for from had has have how in into is it its may not of on or than that the "
    "their them they this to was were what when which who whose why with"
)
_SKIPPED: Final = frozenset(STOP_WORDS.split())


def find_words(text: str) -> Iterator[str]:
    """Yield the words of `text` in order, without accents and capitals; single letters and stop words are none."""
    return (word[:_LONGEST] for word in _parted(text) if _is_word(word))


def count_words(text: str) -> Mapping[str, int]:
    """Return how often each word of `text` is there."""
    found: dict[str, int] = {}
    for word, times in Counter(_parted(text)).items():
        if _is_word(word):
            found[word[:_LONGEST]] = found.get(word[:_LONGEST], 0) + times
    return found


def _parted(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for letter in {letter for letter in text if letter > "\x7f"}:  # many times fewer than there are letters
            text = text.replace(letter, _plain(letter))
    return text.translate(_ASCII).split()


def _plain(letter: str) -> str:
    if unicodedata.category(letter)[0] == "M":
        return ""
    return "".join(each if each.isalnum() else " " for each in letter.casefold().translate(PLAIN_LETTERS))


def _is_word(text: str) -> bool:
    return text not in _SKIPPED and (len(text) > 1 or text.isdigit())
