"""Diagnostics as people and machines read them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from kb.cells import visible, width
from kb.codes import CODES
from kb.diagnostics import Diagnostic, Severity, diagnose
from kb.reporting import to_github, to_json, to_text
from kb.reporting.excerpt import build_excerpt
from kb.reporting.rules import parse_rules
from kb.reporting.sarif import to_sarif
from kb.text import Source, Span

ROOT = Path(__file__).parents[2]
RULES = parse_rules((ROOT / "docs/contributing/diagnostics.md").read_text(encoding="utf-8"))
URL = "https://machineries.example/contributing/diagnostics/"
HINTED = Diagnostic("docs/a.md", 8, 17, Severity.ERROR, "unknown-page", "no page is called 'x'", "did you mean 'y'?")


def at(text: str, fault: str, hint: str = "") -> Diagnostic:
    """Return the diagnostic of the first `fault` in `text`."""
    start = text.index(fault)
    source = Source("docs/a.md", text)
    return diagnose(source, Span(start, start + len(fault)), "unknown-page", "no page is called so", hint)


def shown(text: str, fault: str, width: int = 100) -> list[str]:
    return to_text(at(text, fault), width).split("\n")[1:]


def test_the_first_line_is_the_diagnostic_itself_and_the_fault_is_underlined() -> None:
    lines = to_text(at("one\ntwo [[x]]\n", "x", "did you mean 'y'?")).split("\n")
    assert lines == [
        "docs/a.md:2:7: error[unknown-page] no page is called so (did you mean 'y'?)",
        "2 | two [[x]]",
        "  |       ^",
    ]


@pytest.mark.parametrize(
    ("text", "fault", "lines"),
    [
        ("see [[alhpa]]", "alhpa", ["1 | see [[alhpa]]", "  |       ^^^^^"]),
        ("\tsee x", "x", ["1 |     see x", "  |         ^"]),
        ("自尊 x 心", "x", ["1 | 自尊 x 心", "  |      ^"]),
        ("a 自尊 b", "自尊", ["1 | a 自尊 b", "  |   ^^^^"]),
        ("e\u0301e\u0301 x", "x", ["1 | e\u0301e\u0301 x", "  |    ^"]),
        ("👩\u200d👧 x", "x", ["1 | 👩\u200d👧 x", "  |    ^"]),
        ("\x1b]0;hi\x07 x", "x", ["1 | ␛]0;hi␇ x", "  |         ^"]),
        ("see x\r\nmore", "x", ["1 | see x", "  |     ^"]),
        ("see x\r\nmore", "x\r\nmo", ["1 | see x", "  |     ^"]),
        ("x = {A\ny", "", ["1 | x = {A", "  | ^"]),
    ],
    ids=["span", "tab", "wide before", "wide fault", "combining", "family", "escape", "CRLF", "two lines", "point"],
)
def test_carets_stand_under_the_whole_fault(text: str, fault: str, lines: list[str]) -> None:
    assert shown(text, fault) == lines


def test_a_fault_at_the_end_of_a_line_has_its_caret_behind_the_line() -> None:
    found = diagnose(Source("a.bib", "a = {b}\n"), 7, "missing-comma", "no comma")
    assert to_text(found).split("\n")[1:] == ["1 | a = {b}", "  |        ^"]


WORDS = "word " * 8


@pytest.mark.parametrize(
    ("line", "fault", "text", "marks"),
    [
        (f"{WORDS}[[x]] {WORDS}", "x", "… word word [[x]] word word w…", f"{'^':>15}"),
        (f"[[x]] {WORDS}", "x", "[[x]] word word word word wo…", "  ^"),
        (f"{WORDS}[[x]]", "x", "…rd word word word word [[x]]", f"{'^':>27}"),
        ("x" * 300, "x" * 300, "x" * 28 + "…", "^" * 28),
    ],
    ids=["both sides", "the end", "the beginning", "the fault itself"],
)
def test_a_long_line_is_cut_round_the_fault(line: str, fault: str, text: str, marks: str) -> None:
    start = line.index(fault)
    made = build_excerpt(line, start, start + len(fault), 30)
    assert (made.text, made.marks) == (text, marks)


@pytest.mark.parametrize("source", [Source("docs/gone.md", ""), Source("a.md", "\n\n")], ids=["no text", "empty line"])
def test_where_there_is_nothing_to_see_nothing_follows(source: Source) -> None:
    lines = to_text(diagnose(source, 0, "lost-page", "it is gone", "redirect it")).split("\n")
    assert lines[1:] == []


@st.composite
def faults(draw: st.DrawFn) -> tuple[str, int, int, int]:
    chars = st.characters(exclude_characters="\n") | st.sampled_from("ab 自\t\u0301\x1b\u200d👩")
    line = draw(st.text(chars, min_size=1, max_size=300))
    start = draw(st.integers(0, len(line) - 1))
    return line, start, draw(st.integers(start, len(line))), draw(st.integers(20, 120))


@given(faults())
def test_an_excerpt_fits_and_shows_the_fault_in_its_place(fault: tuple[str, int, int, int]) -> None:
    line, start, end, room = fault
    made = build_excerpt(line, start, end, room)
    assert width(made.text) <= room
    assert visible(line[start : max(end, start + 1)]).startswith(made.fault)
    assert made.fault
    assert visible(line[:start]).endswith(made.left.removeprefix("…"))
    assert visible(line[start + 1 :]).find(made.right.removesuffix("…")) >= 0
    assert visible(made.text.replace("\u200d", "")) == made.text.replace("\u200d", "")


def test_colour_touches_no_word() -> None:
    def paint(text: str, style: str) -> str:
        return f"<{style}>{text}</{style}>"

    painted = to_text(at("two [[x]]", "x", "y"), paint=paint)
    assert painted.split("\n") == [
        "<strong>docs/a.md:1:7</strong>: <error>error[unknown-page]</error> no page is called so (y)",
        "<gutter>1 |</gutter> two [[x]]",
        "<gutter>  |</gutter> <error>      ^</error>",
    ]


def test_json_has_every_field_by_name_and_no_text_of_the_page() -> None:
    assert json.loads(to_json([at("one\ntwo [[x]]", "x", "y")])) == {
        "diagnostics": [
            {
                "path": "docs/a.md",
                "line": 2,
                "column": 7,
                "severity": "error",
                "code": "unknown-page",
                "message": "no page is called so",
                "hint": "y",
                "end_line": 2,
                "end_column": 8,
            }
        ]
    }


def test_a_github_annotation_cannot_be_broken_out_of() -> None:
    hostile = Diagnostic("a,b:c.md", 1, 2, Severity.NOTE, "unknown-page", "x\n::error::y % z")
    assert to_github([hostile]) == "::notice file=a%2Cb%3Ac.md,line=1,col=2,title=unknown-page::x%0A::error::y %25 z"


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("see [[x]]", "x", "line=1,col=7,endLine=1,endColumn=8"),
        ("see [[x]]", "", "line=1,col=1"),
        ("see\nx", "e\nx", "line=1,endLine=2"),
    ],
    ids=["span", "point", "two lines have no columns"],
)
def test_a_github_annotation_marks_what_is_meant(text: str, fault: str, place: str) -> None:
    assert to_github([at(text, fault)]).startswith(f"::error file=docs/a.md,{place},title=")


def test_what_github_would_not_show_is_in_the_log_with_the_errors_first() -> None:
    note = Diagnostic("a.md", 1, 1, Severity.NOTE, "stale-layout", "said ##[error]")
    errors = [Diagnostic("b.md", line, 1, Severity.ERROR, "unknown-page", "::error::") for line in range(1, 13)]
    lines = to_github([*[note] * 11, *errors]).split("\n")
    assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["-"] * 2 + ["::notice"] * 10 + ["-"]
    assert "##[" not in lines[-1]


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The official schema, of the errata that GitHub reads."""
    return Draft4Validator(json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8")))


def log_of(*diagnostics: Diagnostic, url: str = URL) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(to_sarif(diagnostics, RULES, url))
    return log


def everything() -> list[Diagnostic]:
    source = Source("docs/a b.md", "some text\nover lines")
    return [diagnose(source, Span(2, 12), code, f"'{code}' is wrong", "mend it") for code in CODES]


@pytest.mark.parametrize(
    "diagnostics", [[], everything(), [HINTED]], ids=["nothing", "every code", "without a known end"]
)
def test_sarif_is_as_its_schema_has_it(sarif_schema: Draft4Validator, diagnostics: list[Diagnostic]) -> None:
    assert [error.message for error in sarif_schema.iter_errors(log_of(*diagnostics))] == []


def test_sarif_tells_a_place_in_characters_from_the_root() -> None:
    [run] = log_of(at("one\n自 [[x]]", "x", "y"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    [result] = run["results"]
    assert result["message"] == {"text": "no page is called so (y)"}
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 6},
    }


def test_sarif_has_what_github_shows_of_each_rule() -> None:
    [run] = log_of(*everything(), *everything())["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    for rule in rules:
        assert rule["helpUri"] == f"{URL}#{rule['id']}"
        assert rule["help"]["markdown"].startswith(f"## {rule['id']}\n")
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]]
        short, full = rule["shortDescription"]["text"], rule["fullDescription"]["text"]
        assert full.startswith(short)
        assert 10 < len(short) <= 1_000
        assert not short.startswith("*")
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_without_a_site_there_is_no_address_of_help() -> None:
    [run] = log_of(HINTED, url="")["runs"]
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]


def fingerprints(*diagnostics: Diagnostic) -> list[str]:
    [run] = log_of(*diagnostics)["runs"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]


def test_a_fingerprint_stays_when_lines_are_added_and_differs_between_two_faults() -> None:
    assert fingerprints(at("see [[x]]", "x")) == fingerprints(at("more\n\nand see [[x]]", "x"))
    twice = fingerprints(at("[[x]] [[y]]", "x"), at("[[x]] [[y]]", "y"))
    assert len(set(twice)) == 2
    assert twice[0] == fingerprints(at("[[x]] [[y]]", "x"))[0]
