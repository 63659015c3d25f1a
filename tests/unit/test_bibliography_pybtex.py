"""pybtex, a reader of BibTeX that is none of ours, reads the same in what is well formed."""

from pathlib import Path

import pybtex.errors
import pytest
from pybtex.database.input.bibtex import Parser

from kb.bibliography import parse_bibliography
from kb.bibliography.faults import Fault
from kb.bibliography.scanner import scan
from kb.bibliography.values import Values
from kb.text import Source

PROJECT = Path(__file__).parents[2] / "bibliography.bib"

# Entries by key: the type, and the fields as they are written but for white space.
Entries = dict[str, tuple[str, dict[str, str]]]

WAYS_OF_WRITING = r"""
@comment{no entry}
@string{jg = "Journal of " # {Gauges}}
@string(py = {Psychology})
@preamble{"\newcommand{\x}{y}"}

Text between entries is a comment.

@Article{ada1999gauge,
  AUTHOR = {Ada, Anna and {The {Gauge} Group} and B{\"o}, Ben},
  Title = "The {"}gauge{"}: 100\% {\LaTeX}",
  journal = JG # { and } # py,
  year = 1999,
  month = jan # "~1",
  pages = {1--9}
}
@book(bo2001:doubt/a-b.c,
  title = {A
           doubt, {with a { brace} in it}},
  publisher = "",
  url = {https://example.org/~bo?a=b&c=d#e},
)@misc{cy2003,}
"""


def read_by_us(text: str) -> tuple[Entries, list[Fault]]:
    raws, faults = scan(text)
    values = Values(faults.append)
    entries: Entries = {}
    for raw in raws:
        if raw.type == "string":
            for field in raw.fields:
                values.define(field)
        elif raw.type != "preamble":
            entries[raw.key] = raw.type, {each.name.lower(): tidy(values.text(each)) for each in raw.fields}
    return entries, faults


def read_by_pybtex(text: str) -> tuple[Entries, list[Exception]]:
    with pybtex.errors.capture() as faults:
        data = Parser(person_fields=()).parse_string(text)
    entries: Entries = {
        key: (entry.type, {name.lower(): tidy(value) for name, value in entry.fields.items()})
        for key, entry in data.entries.items()
    }
    return entries, faults


def tidy(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "text", [PROJECT.read_text(encoding="utf-8"), WAYS_OF_WRITING], ids=["the project's", "every way of writing"]
)
def test_we_read_what_pybtex_reads(text: str) -> None:
    ours, theirs = read_by_us(text), read_by_pybtex(text)
    assert ours == theirs
    assert ours[1] == []
    assert list(ours[0]) == list(theirs[0])


def test_the_bibliography_has_the_entries_that_pybtex_reads() -> None:
    text = PROJECT.read_text(encoding="utf-8")
    entries, _ = read_by_pybtex(text)
    read = parse_bibliography(Source("bibliography.bib", text))
    assert {entry.key: entry.type for entry in read} == {key: kind for key, (kind, _) in entries.items()}
