"""The bibliography: from a BibTeX or BibLaTeX file to entries and diagnostics."""

from kb.bibliography.dates import parse_date
from kb.bibliography.decoding import decode_source
from kb.bibliography.entry import Date, Entry, Name, Names
from kb.bibliography.latex import decode
from kb.bibliography.parsing import Bibliography, parse_bibliography
from kb.bibliography.records import Check, WorkStatus, check_of, status_of

__all__ = [
    "Bibliography",
    "Check",
    "Date",
    "Entry",
    "Name",
    "Names",
    "WorkStatus",
    "check_of",
    "decode",
    "decode_source",
    "parse_bibliography",
    "parse_date",
    "status_of",
]
