"""Every entry and field is found where it stands, and damage stays where it is."""

import pytest

from kb.bibliography import Bibliography, parse_bibliography
from kb.text import Source

ENTRY = "@article{key%d,\n  author = {Doe, Jane},\n  title = {Title %d},\n  journal = {J},\n  year = {2000},\n}\n\n"


def parsed(text: str) -> Bibliography:
    return parse_bibliography(Source("x.bib", text))


def codes(bibliography: Bibliography) -> list[str]:
    return [problem.code for problem in bibliography.problems]


def among_200(damage: str) -> Bibliography:
    entries = [ENTRY % (i, i) for i in range(200)]
    return parsed("".join([*entries[:100], damage, *entries[100:]]))


WELL_FORMED = {
    "braces": "@misc{k, title = {A {b} c}}",
    "parentheses": "@misc(k, title = {A {b} c})",
    "quotes": '@misc{k, title = "A {b} c"}',
    "quotes in braces in quotes": '@misc{k, title = "A {b} c", note = "{"}x{"}"}',
    "concatenation": '@misc{k, title = "A " # {{b}} # " c"}',
    "macro": "@string{b = {{b}}}\n@misc{k, title = {A } # B # { c}}",
    "macro of macros": '@string(a = "A ")\n@string{ab = a # "{b}"}\n@misc{k, title = ab # { c}}',
    "comma at the end": "@misc{k, title = {A {b} c},}",
    "capitals": "@MISC{k, TITLE = {A {b} c}}",
    "white space": "@ misc\n{ k\n, title\n=\n{A\n{b}\tc}\n}",
    "comment lines": "% @misc{x,\n@misc{k,\n% year = {2},\n title = {A {b} c},\n}",
    "comment around": "@comment{@misc{x, title = {y}}}\n@misc{k, title = {A {b} c}}",
    "text around": "Notes by me@example.org\n@misc{k, title = {A {b} c}} and {more}",
    "preamble": '@preamble{"\\newcommand{\\x}{y}" # {z}}\n@misc{k, title = {A {b} c}}',
    "one line": "@misc{k, title = {A {b} c}}@misc{l, title = {B}}",
    "byte order mark": "\ufeff@misc{k, title = {A {b} c}}",
}


@pytest.mark.parametrize("text", WELL_FORMED.values(), ids=WELL_FORMED)
def test_every_way_of_writing_an_entry_is_read(text: str) -> None:
    bibliography = parsed(text)
    assert bibliography["k"].text("title") == "A b c"
    assert bibliography.problems == ()


def test_entries_and_fields_have_their_place() -> None:
    text = "% head\n\n@book{a,\n  title = {X},\n  year = 1999,\n}\n  @misc{b, note={y}, title = {Z}}\n"
    source = Source("x.bib", text)
    bibliography = parse_bibliography(source)
    assert [source.position(entry.span.start) for entry in bibliography] == [(3, 1), (7, 3)]
    title, year = (bibliography.place("a", name) for name in ("title", "year"))
    assert [source.position(span.start)[0] for span in (title, year)] == [4, 5]
    assert text[title.start : title.end] == "X"
    assert bibliography["b"].raw == "@misc{b, note={y}, title = {Z}}"


def test_a_field_may_quote_an_entry() -> None:
    bibliography = parsed(
        "@misc{k,\n  title = {T},\n  abstract = {See\n@misc{x,\n  title = {y}}\nthere},\n  year = 2000,\n}\n"
    )
    assert list(bibliography.entries) == ["k"]
    assert codes(bibliography) == ["entry-in-field"]


DAMAGE = {
    "brace not closed": ("@misc{z,\n  title = {T,\n  year = {2000},\n}\n", "unbalanced-brace", 702, "T"),
    "brace too many opened": ("@misc{z,\n  title = {{T},\n  year = {2000},\n}\n", "unbalanced-brace", 702, "T"),
    "two braces not closed": ("@misc{z,\n  title = {{{T},\n  year = {2000},\n}\n", "unbalanced-brace", 702, "T"),
    "quote not closed": ('@misc{z,\n  title = "T,\n  year = {2000},\n}\n', "unbalanced-quote", 702, "T"),
    "quote closed by the next": ('@misc{z,\n  title = "T,\n  year = "2000",\n}\n', "unbalanced-quote", 702, "T"),
    "brace in quotes": ('@misc{z,\n  title = "T {",\n  year = {2000},\n}\n', "unbalanced-quote", 702, "T"),
    "entry not closed": ("@misc{z,\n  title = {T},\n  year = {2000},\n\n", "unbalanced-brace", 701, "T"),
    "brace too many closed": ("@misc{z,\n  title = {T}},\n  year = {2000},\n}\n", "lost-field", 703, "T"),
    "stray brace": ("@misc{z,\n  title = {T},\n  year = {2000},\n}}\n", "unbalanced-brace", 704, "T"),
    "no comma after key": ("@misc{z\n  title = {T},\n  year = {2000},\n}\n", "missing-comma", 701, "T"),
    "no comma after field": ("@misc{z,\n  title = {T}\n  year = {2000},\n}\n", "missing-comma", 702, "T"),
    "no equals sign": ("@misc{z,\n  title = {T},\n  year {2000},\n}\n", "syntax-error", 703, "T"),
    "no value": ("@misc{z,\n  title = {T},\n  year = ,\n}\n", "syntax-error", 703, "T"),
    "two commas": ("@misc{z,\n  title = {T},,\n  year = {2000},\n}\n", "syntax-error", 702, "T"),
    "text after a value": ("@misc{z,\n  title = {T} oops,\n  year = {2000},\n}\n", "syntax-error", 702, "T"),
    "words without braces": ("@misc{z,\n  title = T oops,\n  year = {2000},\n}\n", "syntax-error", 702, "T oops"),
    "undefined macro": ("@misc{z,\n  title = {T},\n  journal = jpsp,\n}\n", "undefined-macro", 703, "T"),
}


@pytest.mark.parametrize(("damage", "code", "line", "title"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named_with_its_line_and_harms_no_other_entry(damage: str, code: str, line: int, title: str) -> None:
    bibliography = among_200(damage)
    assert [(problem.code, problem.line) for problem in bibliography.problems] == [(code, line)]
    assert len(bibliography) == 201
    assert bibliography["z"].text("title") == title
    assert all(bibliography[f"key{i}"].text("year") == "2000" for i in range(200))


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("@misc{title = {T}}\n", "missing-key"),
        ("@misc{, title = {T}}\n", "missing-key"),
        ("@misc\n", "syntax-error"),
        ("@misck,\n  title = {T},\n}\n", "syntax-error"),
        ("@{misc{k,\n  title = {T},\n}\n", "syntax-error"),
        ("misc{k,\n  title = {T},\n}\n", "entry-without-at"),
        ("@string{x = {y}\n", "unbalanced-brace"),
        ("@comment{ x\n", "unbalanced-brace"),
        ("title = {T},\n}\n", "lost-field"),
    ],
)
def test_what_is_no_entry_harms_no_entry(damage: str, code: str) -> None:
    bibliography = among_200(damage)
    assert codes(bibliography) == [code]
    assert len(bibliography) == 200


def test_merge_markers_are_named_and_both_sides_read() -> None:
    text = (
        "<<<<<<< HEAD\n@misc{a,\n  title = {A},\n=======\n  year = {2001},\n>>>>>>> branch\n}\n@misc{b, title = {B}}\n"
    )
    bibliography = parsed(text)
    assert [(problem.code, problem.line) for problem in bibliography.problems] == [
        ("merge-marker", 1),
        ("merge-marker", 4),
        ("merge-marker", 6),
    ]
    assert list(bibliography.entries) == ["a", "b"]


def test_a_ruled_line_in_a_field_is_no_merge_marker() -> None:
    assert parsed("@misc{a, title = {A}, note = {x\n=======\ny}}").problems == ()


@pytest.mark.parametrize("text", ["<html></html>", '{"a": 1}', "TY  - JOUR\nER  -", "hello", "@@@@"])
def test_a_file_that_is_not_bibtex_is_said_to_be_none(text: str) -> None:
    assert codes(parsed(text)) == ["not-bibtex"]


@pytest.mark.parametrize("text", ["", "\n\n", "% only a comment\n", "@comment{jabref-meta: x;}", "@string{a = {b}}"])
def test_a_file_without_entries_may_be_right(text: str) -> None:
    assert parsed(text).problems == ()
