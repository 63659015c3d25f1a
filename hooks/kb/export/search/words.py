"""Words as the index has them; `docs/assets/search.js` makes the same of what a reader types."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kb.style.order import PLAIN_LETTERS

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 40
# Words that tell no page from another.
STOP_WORDS: Final = (
    "an and are as at be been but by can for from had has have how in into is it its may not of on or than that the "
    "their them they this to was were what when which who whose why with"
)
_SKIPPED: Final = frozenset(STOP_WORDS.split())


def find_words(text: str) -> Iterator[str]:
    """Yield the words of `text` in order, without accents and capitals; single letters and stop words are none."""
    if text.isascii():
        text = text.lower()
    else:
        letters = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
        text = "".join(letters).casefold().translate(PLAIN_LETTERS)
    for word in _WORD.findall(text):
        if word not in _SKIPPED and (len(word) > 1 or word.isdigit()):
            yield word[:_LONGEST]
