import json

import pytest

from kb.diagnostics import Diagnostic, Severity, diagnose, did_you_mean, to_github, to_json
from kb.text import Source, Span

HINTED = Diagnostic("docs/a.md", 8, 17, Severity.ERROR, "unknown-page", "no page is called 'x'", "did you mean 'y'?")


def test_a_diagnostic_reads_as_place_severity_code_message_and_hint() -> None:
    assert str(HINTED) == "docs/a.md:8:17: error[unknown-page] no page is called 'x' (did you mean 'y'?)"


def test_the_table_of_codes_gives_the_severity() -> None:
    found = diagnose(Source("a.bib", "one\ntwo"), Span(4, 7), "uncited-entry", "no page cites 'two'")
    assert (found.line, found.column, found.severity) == (2, 1, Severity.WARNING)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("knuth1948", "did you mean 'knuth1984'?"),
        ("KNUTH1984", "did you mean 'knuth1984'?"),
        ("something else", ""),
        ("", ""),
    ],
)
def test_a_hint_names_the_nearest_word_if_one_is_near(word: str, hint: str) -> None:
    assert did_you_mean(word, ["knuth1984", "lamport1994"]) == hint


def test_json_has_every_field_by_name() -> None:
    assert json.loads(to_json([HINTED])) == {
        "diagnostics": [
            {
                "path": "docs/a.md",
                "line": 8,
                "column": 17,
                "severity": "error",
                "code": "unknown-page",
                "message": "no page is called 'x'",
                "hint": "did you mean 'y'?",
            }
        ]
    }


def test_a_github_annotation_cannot_be_broken_out_of() -> None:
    hostile = Diagnostic("a,b:c.md", 1, 2, Severity.NOTE, "unknown-page", "x\n::error::y % z")
    assert to_github(hostile) == ("::notice file=a%2Cb%3Ac.md,line=1,col=2,title=unknown-page::x%0A::error::y %25 z")
