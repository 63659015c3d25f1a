"""Pages and what stands for them."""

import re
from typing import Final

from kb.bibliography.entry import Entry
from kb.style.fields import first_text

_RANGE: Final = re.compile(r"(?<=\w)\s*[-‐‑–—]+\s*(?=\w)")
_PAGELESS: Final = re.compile(
    r"^10\.(?:1186|1371|3389|3390|7554|7717)/|^10\.1038/(?:s4|srep|ncomms|sdata)", re.IGNORECASE
)
_ROMAN: Final = re.compile(r"[ivxlcdm]+", re.IGNORECASE)


def ranges(pages: str) -> str:
    """Return `pages` with en dashes in its ranges: `142--175` is `142–175` (APA 7 §6.6)."""
    pages = re.sub(r"^\s*(?:pp?\.|pages?)\s*", "", pages, flags=re.IGNORECASE)
    return re.sub(r"\s*,\s*", ", ", _RANGE.sub("–", pages.strip()))


def pages_of(entry: Entry) -> str:
    """Return the pages of `entry`, or nothing."""
    return ranges(entry.text("pages"))


def labelled(pages: str) -> str:
    """Return `p. 3` or `pp. 3–5` (APA 7 §9.28)."""
    return f"{'pp.' if re.search(r'[–,&]', pages) else 'p.'} {pages}" if pages else ""


def article_pages(entry: Entry, doi: str) -> str:
    """Return the pages of an article or, where it has a number instead, `Article e86430` (APA 7 §9.27).

    A number is one when the entry says so (`eid`), when it has a letter that no page has, when it has five digits or
    more, or when the publisher of the DOI prints no pages.
    """
    eid = first_text(entry, "eid", "articleno", "article-number")
    pages = pages_of(entry)
    if eid:
        return _numbered(eid)
    if re.search(r"[–,&+\s]", pages) or not any(char.isdigit() for char in pages):
        return pages
    if pages.isdigit():
        return _numbered(pages) if len(pages) > 4 or _PAGELESS.match(doi) else pages
    return pages if re.fullmatch(r"S\d{1,4}", pages) else _numbered(pages)


def _numbered(number: str) -> str:
    return number if number.lower().startswith("article") else f"Article {number}"
