"""Text of a field without what no page may show."""

import re
import unicodedata
from typing import Final

SPACE: Final = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Sorting the marks on one letter takes quadratic time, and no script stacks more than this.
_MAX_MARKS: Final = 30
_CROWDED: Final = re.compile(rf"[^\x00-\x7f]{{{_MAX_MARKS + 1}}}")


def clean(text: str) -> str:
    """Return `text` with every stretch of white space as one space, without control characters and lone surrogates."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = _SURROGATE.sub("\ufffd", CONTROL.sub("", SPACE.sub(" ", text)))
    return _thinned(text) if _CROWDED.search(text) else text


def _thinned(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def as_written(text: str) -> str:
    """Return `text`, line breaks and spaces included, without control characters and lone surrogates."""
    return _SURROGATE.sub("\ufffd", CONTROL.sub("", text))
