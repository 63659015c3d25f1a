"""Places in works, as a citation names them."""

import re
from typing import Final

from kb.citations.model import Locator
from kb.style.pages import ranges

_LABELS: Final = {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "volume": ("Vol.", "Vols."),
    "number": ("No.", "Nos."),
    "issue": ("No.", "Nos."),
    "line": ("line", "lines"),
    "verse": ("verse", "verses"),
    "column": ("column", "columns"),
    "folio": ("folio", "folios"),
    "opus": ("Op.", "Opp."),
    "sub-verbo": ("s.v.", "s.vv."),
    "appendix": ("Appendix", "Appendices"),
    "study": ("Study", "Studies"),
    "supplement": ("Supplement", "Supplements"),
    "timestamp": ("", ""),
    "": ("", ""),
}
_END: Final = r"(?:[\w.:]*\d\w?|[ivxlcdm]+|[A-Z])"
_RANGE: Final = re.compile(rf"(?<!\w)({_END})\s*[-‐‑–—]+\s*({_END})(?!\w)", re.IGNORECASE)
_MANY: Final = re.compile(r"–|\w\s*(?:,|&|\band\b)\s*\w|\d\s?ff?\b|et seq", re.IGNORECASE)


def locator_text(locator: Locator) -> str:
    """Return the place in words: `p. 3`, `pp. 3–5`, `Chapter 2`, `paras. 4–5`, `Table 2` (APA 7 §8.13)."""
    value = _dashed(locator.value.strip())
    one, many = _labels(locator.label)
    return f"{many if _MANY.search(value) else one} {value}".strip()


def _dashed(value: str) -> str:
    """Return `value` with en dashes in ranges; `A-3` is one page."""
    return _RANGE.sub(lambda match: ranges(match[0]) if _is_range(match[1], match[2]) else match[0], value)


def _is_range(start: str, end: str) -> bool:
    return any(char.isdigit() for char in start) or not any(char.isdigit() for char in end)


def _labels(label: str) -> tuple[str, str]:
    word = label.strip().casefold()
    name = word[:1].upper() + word[1:]
    return _LABELS.get(word, (name, f"{name}s"))
