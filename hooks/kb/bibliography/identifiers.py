"""DOIs, ISBNs, PMIDs, addresses and page ranges."""

import re
from typing import Final
from urllib.parse import unquote

_DOI_PREFIX: Final = re.compile(r"(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/|doi\s*:?\s*(?=10\.)", re.IGNORECASE)
_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"\\^`{}|]*[^\s\"\\^`{}|.,;:]")
_ISBN_NOISE: Final = re.compile(r"\([^()]*\)|ISBN(?:-1[03])?:?", re.IGNORECASE)
_ISBN_GAP: Final = re.compile(r"[-‐-―\s]+")
_ISBN_BREAK: Final = re.compile(r"[,;/]|\band\b|\s+(?=97[89])")
_PMID: Final = re.compile(r"[1-9]\d{0,8}")
_PMCID: Final = re.compile(r"PMC[1-9]\d{0,8}(?:\.\d+)?")
_RANGE: Final = re.compile(r"([^\d\s]*)(\d{1,9})\s*(?:--|[-–—])\s*([^\d\s]*)(\d{1,9})")
_PAGES_PREFIX: Final = re.compile(r"(?:pp?\.|pgs?\.|pages?\b)", re.IGNORECASE)


def parse_doi(text: str) -> str:
    """Return the bare DOI that `text` gives, also as an address or after `doi:`, or nothing."""
    prefix = _DOI_PREFIX.match(text)
    doi = text[prefix.end() :] if prefix else text
    if prefix and "/" in prefix[0]:
        doi = unquote(doi)
    return doi if len(doi) < 1000 and _DOI.fullmatch(doi) else ""


def parse_pmid(text: str) -> str:
    """Return the number of a PubMed record, or nothing."""
    number = re.sub(r"^(?:PMID:?\s*)", "", text, flags=re.IGNORECASE)
    return number if _PMID.fullmatch(number) else ""


def parse_pmcid(text: str) -> str:
    """Return the identifier of an article in PubMed Central with its `PMC`, or nothing."""
    name = re.sub(r"^(?:PMCID:?\s*)?(?:PMC)?", "PMC", text, flags=re.IGNORECASE)
    return name if _PMCID.fullmatch(name) else ""


def wrong_isbns(text: str) -> list[str]:
    """Return the ISBNs in `text` that are none, by length or check digit (ISO 2108)."""
    numbers = [part.strip() for part in _ISBN_BREAK.split(_ISBN_NOISE.sub("", text[:1000]))]
    return [number for number in numbers if number and not _is_isbn(_ISBN_GAP.sub("", number).upper())]


def _is_isbn(number: str) -> bool:
    if re.fullmatch(r"[0-9]{9}[0-9X]", number):
        return sum((10 - i) * (10 if digit == "X" else int(digit)) for i, digit in enumerate(number)) % 11 == 0
    if re.fullmatch(r"97[89][0-9]{10}", number):
        return sum((3 if i % 2 else 1) * int(digit) for i, digit in enumerate(number)) % 10 == 0
    return False


def fault_of_pages(text: str) -> str:
    """Return what is wrong with the pages `text`, or nothing.

    `163--72` is short for 163–172, so an end of fewer digits is not reversed.
    """
    words = text.strip()
    if _PAGES_PREFIX.match(words):
        return "names pages by a word"
    if words[:1] in "-–—" or words[-1:] in "-–—":
        return "lacks one end of the range"
    if "----" in words:
        return "has a dash too many"
    for part in re.split(r"[,;]", words[:1000]):
        match = _RANGE.fullmatch(part.strip())
        if match and match[1] == match[3] and len(match[4]) >= len(match[2]) and int(match[4]) < int(match[2]):
            return "is reversed"
    return ""
