"""Fields that are no prose: identifiers and addresses."""

import re
import unicodedata
from typing import Final

from kb.bibliography.cleaning import clean

_WRAPPER: Final = re.compile(r"\\(?:url|path|doi|nolinkurl)\s*(?=\{)")
_SAFE: Final = re.compile(r"https?://[^\s\"'<>\\^`{}|]+", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\{?\\([_%&#$~{}])(?:\{\})?\}?|\{?\\(textasciitilde|textunderscore|sim)\b\s*(?:\{\})?\}?")
_NAMED: Final = {"textasciitilde": "~", "sim": "~", "textunderscore": "_"}


def unescape(text: str) -> str:
    """Return an identifier or address without the escapes that LaTeX would need: `a\\_b` is `a_b`."""
    text = clean(text).strip()
    if "\\" in text:
        text = _WRAPPER.sub("", text, count=1) if text.startswith("\\") else text
        text = _ESCAPED.sub(lambda found: found[1] or _NAMED[found[2]], text)
    while text[:1] == "{" and text[-1:] == "}" and "{" not in text[1:]:
        text = text[1:-1].strip()
    return unicodedata.normalize("NFC", text)


def safe_address(text: str) -> str:
    """Return `text` when it is an address that a page may link to, else nothing."""
    return text if _SAFE.fullmatch(text) else ""
