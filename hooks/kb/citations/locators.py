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
_BY_TERM: Final = {term: label for label, terms in LABELS.items() for term in terms}
_NEEDS_STOP: Final = frozenset(
    {"l.", "n.", "v.", "no.", "art.", "app.", "apps.", "op.", "opp.", "tab.", "tabs.", "fn."}
)
# What these name is often lettered: Appendix A, Table B, Study C.
_LETTERED: Final = frozenset(
    {"appendix", "box", "experiment", "figure", "item", "part", "study", "supplement", "table"}
)


def _pattern(term: str) -> str:
    words = re.escape(term).replace(r"\ ", r"\s+")
    if term.endswith("."):
        return words if term in _NEEDS_STOP or term.startswith("s.") else rf"{words}?"
    return words


_TERM: Final = re.compile(
    "(?:{})".format("|".join(_pattern(term) for term in sorted(_BY_TERM, key=len, reverse=True)))
    + r"(?=\s|(?<=[.§¶])[\d(\[])\s*",
    re.IGNORECASE,
)
_START: Final = re.compile(r"\s*,?\s*")
_FORCED: Final = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
# A word of a locator, as pandoc reads it: characters other than white space and punctuation, dashes and colons among
# them, full stops between them, brackets around some of them: 33, C22, 33-44, 1.2, 34(1), [17]-[18], xvii.
_UNIT: Final = r"\.?(?:[^\W_]|[-–:+=°])+(?:\.(?:[^\W_]|[-–:+=°])+)*"
_WORD: Final = re.compile(rf"(?:{_UNIT}|\((?:{_UNIT})?\)|\[(?:{_UNIT})?\])+")
_NEXT: Final = re.compile(rf"[,;]?\s?(?P<word>{_WORD.pattern})")
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
    start = _START.match(suffix).end()  # type: ignore[union-attr]  # matches nothing at worst
    if forced := _FORCED.match(suffix, start):
        inside = forced[1].strip()
        term = _TERM.match(inside)
        label, value = (_label(term), inside[term.end() :]) if term else ("page", inside)
        return (Locator(label, _tidy(value)) if value else None), suffix[forced.end() :].strip()
    if term := _TERM.match(suffix, start):
        label, at = _label(term), term.end()
    elif suffix[start : start + 1] in set("0123456789"):
        label, at = "page", start
    else:
        return None, suffix.strip()
    end = at
    if (first := _WORD.match(suffix, at)) and _is_value(first[0], label, term is None):
        end = first.end()
        while (word := _NEXT.match(suffix, end)) and _is_value(word["word"], label, term is None):
            end = word.end()
    if end == at:
        return None, suffix.strip()
    return Locator(label, _tidy(suffix[at:end])), suffix[end:].strip()


def _label(term: re.Match[str]) -> str:
    words = _SPACE.sub(" ", term[0].strip()).casefold()
    return _BY_TERM.get(words) or _BY_TERM[f"{words}."]


def _is_value(word: str, label: str, bare: bool) -> bool:
    if _DIGIT.search(word):
        return True
    if bare:
        return False
    return bool(_ROMAN.search(word) or (label in _LETTERED and _LETTER.fullmatch(word)))


def _tidy(value: str) -> str:
    return _SPACE.sub(" ", _DASH.sub("–", value.strip()))
