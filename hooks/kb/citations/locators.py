"""Places in a work, as an author writes them after a citation key."""

import re
from collections.abc import Mapping
from typing import Final

from kb.citations.model import Locator

# Whole words first. An abbreviation may lose its full stop, but for those that are words or names without it.
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "act": ("act", "acts"),
    "appendix": ("appendix", "appendices", "appendixes", "app.", "apps."),
    "article": ("article", "articles", "art.", "arts."),
    "book": ("book", "books", "bk.", "bks."),
    "box": ("box", "boxes"),
    "chapter": ("chapter", "chapters", "chap.", "chaps.", "ch.", "chs."),
    "column": ("column", "columns", "col.", "cols."),
    "equation": ("equation", "equations", "eq.", "eqs."),
    "experiment": ("experiment", "experiments", "exp.", "exps."),
    "figure": ("figure", "figures", "fig.", "figs."),
    "folio": ("folio", "folios", "fol.", "fols."),
    "issue": ("issue", "issues"),
    "item": ("item", "items"),
    "line": ("line", "lines", "l.", "ll."),
    "note": ("note", "notes", "n.", "nn.", "footnote", "footnotes", "fn."),
    "number": ("number", "numbers", "no.", "nos."),
    "opus": ("opus", "opera", "op.", "opp."),
    "page": ("page", "pages", "p.", "pp.", "pg.", "pgs."),
    "paragraph": ("paragraph", "paragraphs", "para.", "paras.", "¶", "¶¶"),
    "part": ("part", "parts", "pt.", "pts."),
    "scene": ("scene", "scenes"),
    "section": ("section", "sections", "sec.", "secs.", "sect.", "§", "§§"),
    "slide": ("slide", "slides"),
    "study": ("study", "studies"),
    "sub-verbo": ("sub verbo", "sub verbis", "s.v.", "s.vv."),
    "supplement": ("supplement", "supplements", "supp.", "suppl."),
    "table": ("table", "tables", "tab.", "tabs.", "tbl."),
    "timestamp": ("timestamp", "timestamps"),
    "verse": ("verse", "verses", "v.", "vv."),
    "volume": ("volume", "volumes", "vol.", "vols."),
}
_NEEDS_STOP: Final = frozenset(
    {"l.", "n.", "v.", "no.", "art.", "app.", "apps.", "op.", "opp.", "tab.", "tabs.", "fn.", "s.v.", "s.vv."}
)
# What these name is often lettered: Appendix A, Table B, Study C.
_LETTERED: Final = frozenset(
    {"appendix", "box", "experiment", "figure", "item", "part", "study", "supplement", "table"}
)
_BY_TERM: Final = {
    written: label
    for label, terms in LABELS.items()
    for term in terms
    for written in ((term,) if term in _NEEDS_STOP else (term, term.removesuffix(".")))
}
_TERM: Final = re.compile(
    r"(?P<term>sub\s+verb(?:o|is)|s\.vv?\.|[^\W\d_]+\.?|[§¶]{1,2})(?=\s|(?<=[.§¶])[\d(\[])\s*", re.IGNORECASE
)
_START: Final = re.compile(r"\s*,?\s*")
_FORCED: Final = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
# A word of a locator, as pandoc reads it: characters other than white space and punctuation, dashes and colons among
# them, full stops between them, brackets around some of them: 33, C22, 33-44, 1.2, 34(1), [17]-[18], xvii.
_UNIT: Final = r"\.?(?:[^\W_]|[-:+=°]|–)+(?:\.(?:[^\W_]|[-:+=°]|–)+)*"
_WORD: Final = re.compile(rf"(?:{_UNIT}|\((?:{_UNIT})?\)|\[(?:{_UNIT})?\])+")
_BETWEEN: Final = re.compile(r"[,;]?\s?")
_DIGIT: Final = re.compile(r"[0-9]")
_ROMAN: Final = re.compile(
    r"(?:^|[.(\[])(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W_])", re.IGNORECASE
)
_LETTER: Final = re.compile(r"[A-Z](?:[-–][A-Z])?")
_DASH: Final = re.compile(r"(?<=[\w)\]])\s*(?:-{1,3}|–)\s*(?=[\w(\[])")
_SPACE: Final = re.compile(r"\s+")


def parse_suffix(suffix: str) -> tuple[Locator | None, str]:
    """Return the locator that `suffix`, what stands after a citation key, begins with, and the trimmed rest.

    A locator follows a term ("p.", "chapter"), or begins with an Arabic digit and is a page, or stands in braces, where
    anything may; empty braces say that there is none. It ends where pandoc ends it (Text.Pandoc.Citeproc.Locator):
    before the first word without a digit or, after a term, a Roman numeral.
    """
    if not suffix:
        return None, ""
    start = _START.match(suffix).end()  # type: ignore[union-attr]  # matches nothing at worst
    if forced := _FORCED.match(suffix, start):
        inside = forced[1].strip()
        label, at = _term(inside, 0)
        value = inside[at:]
        return (Locator(label or "page", _tidy(value)) if value else None), suffix[forced.end() :].strip()
    label, at = _term(suffix, start)
    if not label and suffix[start : start + 1] not in set("0123456789"):
        return None, suffix.strip()
    end, word = at, _WORD.match(suffix, at)
    while word and _is_value(word[0], label):
        end = word.end()
        word = _WORD.match(suffix, _BETWEEN.match(suffix, end).end())  # type: ignore[union-attr]  # as above
    if end == at:
        return None, suffix.strip()
    return Locator(label or "page", _tidy(suffix[at:end])), suffix[end:].strip()


def _term(text: str, at: int) -> tuple[str, int]:
    """Return the label of the term that stands at `at`, "" when none does, and where that which it counts begins."""
    match = _TERM.match(text, at)
    label = _BY_TERM.get(_SPACE.sub(" ", match["term"]).casefold()) if match else None
    return (label, match.end()) if match and label else ("", at)


def _is_value(word: str, label: str) -> bool:
    """Whether a word is part of a locator; without a label, it must have a digit."""
    if _DIGIT.search(word):
        return True
    return bool(label) and bool(_ROMAN.search(word) or (label in _LETTERED and _LETTER.fullmatch(word)))


def _tidy(value: str) -> str:
    return _SPACE.sub(" ", _DASH.sub("–", value.strip()))
