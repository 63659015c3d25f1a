from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.diagnostics import Diagnostic, Severity, diagnose, did_you_mean
from kb.text import Source, Span

HINTED = Diagnostic("docs/a.md", 8, 17, Severity.ERROR, "unknown-page", "no page is called 'x'", "did you mean 'y'?")


def test_a_diagnostic_reads_as_place_severity_code_message_and_hint() -> None:
    assert str(HINTED) == "docs/a.md:8:17: error[unknown-page] no page is called 'x' (did you mean 'y'?)"


def test_a_diagnostic_is_one_line_that_commands_no_terminal() -> None:
    hostile = Diagnostic("a\x1b[2J.md", 1, 1, Severity.NOTE, "unknown-page", "no page '\n\x07'")
    assert str(hostile) == "a␛[2J.md:1:1: note[unknown-page] no page '␊␇'"


def test_the_table_of_codes_gives_the_severity() -> None:
    found = diagnose(Source("a.bib", "one\ntwo"), Span(4, 7), "uncited-entry", "no page cites 'two'")
    assert (found.line, found.column, found.severity) == (2, 1, Severity.WARNING)


@pytest.mark.parametrize(
    ("place", "end"),
    [(Span(4, 7), (2, 4)), (Span(1, 5), (2, 2)), (4, (2, 1)), (Span(4, 0), (2, 1))],
    ids=["within a line", "over two lines", "a point", "reversed"],
)
def test_a_span_gives_the_end_and_a_point_ends_where_it_begins(place: Span | int, end: tuple[int, int]) -> None:
    found = diagnose(Source("a.bib", "one\ntwo"), place, "uncited-entry", "no page cites 'two'")
    assert (found.end_line, found.end_column) == end


def test_one_fault_found_in_two_readings_of_a_file_is_one() -> None:
    found = {diagnose(Source("a.md", "x"), 0, "unknown-page", "none") for _ in range(2)}
    assert len(found) == 1


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


@given(st.text("abcd-", max_size=9), st.lists(st.text("abcd-", min_size=1, max_size=9), unique=True))
def test_the_nearest_word_is_the_one_that_difflib_finds(word: str, known: list[str]) -> None:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    assert did_you_mean(word, known) == (f"did you mean '{near[0]}'?" if near else "")
