"""Citations: what an author writes, and where."""

from kb.citations.grammar import find_citations, match_citation
from kb.citations.locators import LABELS
from kb.citations.marks import CANDIDATE
from kb.citations.model import Citation, CitationItem, Locator
from kb.citations.slips import Slip, find_citation_slips

__all__ = [
    "CANDIDATE",
    "LABELS",
    "Citation",
    "CitationItem",
    "Locator",
    "Slip",
    "find_citation_slips",
    "find_citations",
    "match_citation",
]
