"""The kinds of works that APA tells apart."""

import re
from enum import Enum, auto
from typing import Final

from kb.bibliography.entry import Entry, remembered
from kb.style.fields import URL, first_text
from kb.style.preprints import preprint_server


class Kind(Enum):
    """What a work is, as far as its reference shows it (APA 7 §10)."""

    ARTICLE = auto()
    NEWS = auto()  # newspapers, magazines, blogs: the full date
    ISSUE = auto()
    BOOK = auto()
    CHAPTER = auto()
    PAPER = auto()  # in proceedings
    PRESENTATION = auto()
    REPORT = auto()
    PATENT = auto()
    THESIS = auto()
    MANUSCRIPT = auto()
    PREPRINT = auto()
    DATASET = auto()
    SOFTWARE = auto()
    MEDIA = auto()
    WEB = auto()
    OTHER = auto()

    @property
    def is_part(self) -> bool:
        """Say whether its title stands in roman because the work is part of a greater one (APA 7 §9.19)."""
        return self in (Kind.ARTICLE, Kind.NEWS, Kind.ISSUE, Kind.CHAPTER, Kind.PAPER)

    @property
    def has_full_date(self) -> bool:
        """Say whether its date shows month and day (APA 7 §9.14)."""
        return self in (Kind.NEWS, Kind.PRESENTATION, Kind.WEB, Kind.OTHER)


_WHOLE: Final = "book mvbook booklet manual collection mvcollection proceedings mvproceedings reference mvreference"
_KINDS: Final = {
    "article": Kind.ARTICLE,
    "suppperiodical": Kind.ARTICLE,
    "review": Kind.ARTICLE,
    "newspaper": Kind.NEWS,
    "periodical": Kind.ISSUE,
    "inbook": Kind.CHAPTER,
    "bookinbook": Kind.CHAPTER,
    "suppbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "suppcollection": Kind.CHAPTER,
    "inreference": Kind.CHAPTER,
    "inproceedings": Kind.PAPER,
    "conference": Kind.PAPER,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
    "standard": Kind.REPORT,
    "patent": Kind.PATENT,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "unpublished": Kind.MANUSCRIPT,
    "preprint": Kind.PREPRINT,
    "dataset": Kind.DATASET,
    "data": Kind.DATASET,
    "software": Kind.SOFTWARE,
    "online": Kind.WEB,
    "electronic": Kind.WEB,
    "www": Kind.WEB,
    "webpage": Kind.WEB,
    "movie": Kind.MEDIA,
    "film": Kind.MEDIA,
    "video": Kind.MEDIA,
    "audio": Kind.MEDIA,
    "music": Kind.MEDIA,
    "performance": Kind.MEDIA,
    "artwork": Kind.MEDIA,
    "image": Kind.MEDIA,
} | dict.fromkeys(
    _WHOLE.split(),
    Kind.BOOK,
)
_PRESENTED: Final = re.compile(r"\b(?:presented|presentation|talk|poster|keynote)\b", re.IGNORECASE)
_POPULAR: Final = re.compile(r"news|magazine|blog", re.IGNORECASE)
_MISC_TYPES: Final = (
    (re.compile(r"\bdata ?sets?\b|^data$|\bdatabase\b", re.IGNORECASE), Kind.DATASET),
    (re.compile(r"\bsoftware\b|\bmobile app\b", re.IGNORECASE), Kind.SOFTWARE),
    (re.compile(r"\bmanuscript\b", re.IGNORECASE), Kind.MANUSCRIPT),
    (re.compile(r"\bpreprint\b", re.IGNORECASE), Kind.PREPRINT),
)


@remembered
def kind_of(entry: Entry) -> Kind:
    """Return the kind of `entry`, from its type and from the fields that tell more than its type does."""
    kind = _KINDS.get(entry.type, Kind.OTHER)
    if kind is Kind.ARTICLE:
        return _article(entry)
    if kind is Kind.CHAPTER and not entry.text("booktitle") and entry.type == "inbook":
        return Kind.BOOK  # BibTeX: the title is the book's, chapter and pages say what part
    if kind is Kind.PAPER and not entry.text("booktitle"):
        return Kind.ARTICLE if entry.text("journal") else Kind.PRESENTATION
    if kind is Kind.MANUSCRIPT and _is_presented(entry):
        return Kind.PRESENTATION
    if kind is Kind.WEB:
        return _web(entry)
    return _misc(entry) if kind is Kind.OTHER else kind


def _article(entry: Entry) -> Kind:
    if preprint_server(entry):
        return Kind.PREPRINT
    if _POPULAR.search(entry.text("entrysubtype") or entry.text("type")):
        return Kind.NEWS
    if not entry.date or first_text(entry, "volume", "doi", "eid", "pubstate"):
        return Kind.ARTICLE
    return Kind.NEWS if entry.date.day or (entry.date.month and not entry.text("number")) else Kind.ARTICLE


def _web(entry: Entry) -> Kind:
    if preprint_server(entry):
        return Kind.PREPRINT
    return Kind.NEWS if entry.text("journal") or entry.text("booktitle") else Kind.WEB


def _misc(entry: Entry) -> Kind:
    if preprint_server(entry):
        return Kind.PREPRINT
    hints = " ".join(entry.text(name) for name in ("type", "howpublished", "note", "entrysubtype"))
    told = next((kind for pattern, kind in _MISC_TYPES if pattern.search(hints)), None)
    if told:
        return told
    if _is_presented(entry):
        return Kind.PRESENTATION
    if entry.text("journal"):
        return _article(entry)
    return Kind.WEB if entry.text("url") or URL.search(hints) else Kind.OTHER


def _is_presented(entry: Entry) -> bool:
    words = " ".join(entry.text(name) for name in ("type", "howpublished", "note"))
    return bool(entry.text("eventtitle") or _PRESENTED.search(words))
