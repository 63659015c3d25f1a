"""What is wrong with a bibliography is said, and what is right is not."""

import pytest

from kb.bibliography import parse_bibliography
from kb.diagnostics import Diagnostic
from kb.text import Source

ARTICLE = "author = {Doe, Ann}, title = {T}, journal = {J}, year = {2000}"


def problems(text: str) -> tuple[Diagnostic, ...]:
    return parse_bibliography(Source("x.bib", text)).problems


WRONG = {
    "duplicate key": ("@misc{a, title={A}}\n@misc{a, title={B}}", "duplicate-key", 2, "line 1"),
    "key in another case": ("@misc{a, title={A}}\n@misc{A, title={B}}", "ambiguous-key", 2, "line 1"),
    "key with a space": ("@misc{a b, title={A}}", "malformed-key", 1, "'a b'"),
    "key with two marks": ("@misc{a::b, title={A}}", "malformed-key", 1, "'a::b'"),
    "key with an accent mark first": ("@misc{+a, title={A}}", "malformed-key", 1, "'+a'"),
    "same DOI": (
        "@misc{a, title={A}, doi={10.1000/X}}\n@misc{b, title={B},\n doi={https://doi.org/10.1000/x}}",
        "duplicate-work",
        3,
        "line 1",
    ),
    "same PMID": ("@misc{a, title={A}, pmid={12}}\n@misc{b, title={B}, pmid={12}}", "duplicate-work", 2, "line 1"),
    "same title": (
        "@misc{a, title={The {É}tude: x}, year=2000}\n@misc{b, title={the \\'etude -- X}, year=2000}",
        "duplicate-work",
        2,
        "line 1",
    ),
    "no journal": ("@article{a, author={X}, title={T}, year=2000}", "incomplete-entry", 1, "journal"),
    "no year": ("@article{a, author={X}, title={T}, journal={J}}", "incomplete-entry", 1, "year"),
    "empty title": ("@article{a, author={X}, title={}, journal={J}, year=2000}", "incomplete-entry", 1, "title"),
    "no school": ("@phdthesis{a, author={X}, title={T}, year=2000}", "incomplete-entry", 1, "school"),
    "no fields": ("@book{a}", "empty-entry", 1, "'a'"),
    "unknown type": ("@artcle{a, title={T}}", "unknown-entry-type", 1, "'@artcle'"),
    "set": ("@set{a, title={T}}", "unknown-entry-type", 1, "'@set'"),
    "misspelt field": ("@article{a, " + ARTICLE + ",\n volme = {3}}", "misspelt-field", 2, "'volme'"),
    "misspelt required field": ("@misc{a, titel = {T}}", "misspelt-field", 1, "'titel'"),
    "repeated field": ("@misc{a, title={A},\n title={B}}", "repeated-field", 2, "'title'"),
    "DOI without prefix": ("@misc{a, title={A}, doi={1000/182}}", "malformed-doi", 1, "'1000/182'"),
    "DOI with a full stop": ("@misc{a, title={A}, doi={10.1000/182.}}", "malformed-doi", 1, "'10.1000/182.'"),
    "ISBN": ("@misc{a, title={A}, isbn={978-0-596-00712-5}}", "malformed-isbn", 1, "978-0-596-00712-5"),
    "PMID": ("@misc{a, title={A}, pmid={x12}}", "malformed-pmid", 1, "'x12'"),
    "year": ("@misc{a, title={A}, year={20019}}", "malformed-date", 1, "'20019'"),
    "year with a letter": ("@misc{a, title={A}, year={2001a}}", "malformed-date", 1, "'2001a'"),
    "month": ("@misc{a, title={A}, year={2001}, month={13}}", "malformed-date", 1, "'13'"),
    "date": ("@misc{a, title={A}, date={2001-02-30}}", "malformed-date", 1, "'2001-02-30'"),
    "pages reversed": ("@misc{a, title={A}, pages={367--189}}", "malformed-pages", 1, "reversed"),
    "pages with a word": ("@misc{a, title={A}, pages={pp. 3--5}}", "malformed-pages", 1, "word"),
    "pages without an end": ("@misc{a, title={A}, pages={3--}}", "malformed-pages", 1, "one end"),
    "script address": ("@misc{a, title={A}, url={javascript:x}}", "malformed-url", 1, "'javascript:x'"),
    "address without scheme": ("@misc{a, title={A}, url={www.x.org}}", "malformed-url", 1, "'www.x.org'"),
    "name": ("@misc{a, title={A}, author={X and and Y}}", "malformed-name", 1, "empty"),
    "unknown crossref": ("@misc{a, title={A}, crossref={b}}", "unknown-crossref", 1, "'b'"),
    "crossref to itself": ("@misc{a, title={A}, crossref={a}}", "crossref-cycle", 1, "'a' → 'a'"),
    "crossref cycle": (
        "@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}",
        "crossref-cycle",
        1,
        "'a' → 'b' → 'a'",
    ),
    "status": ("@misc{a, title={A}, status={withdrawn}}", "unknown-status", 1, "'withdrawn'"),
    "status date": ("@misc{a, title={A}, status={retracted}, statusdate={May}}", "malformed-date", 1, "'May'"),
    "status note alone": ("@misc{a, title={A}, statusnote={x}}", "unknown-status", 1, "'statusnote'"),
    "control character": ("@misc{a,\n title={A\x00}}", "control-character", 2, "U+0000"),
    "undefined macro": ("@misc{a, title={A}, month=foo}", "undefined-macro", 1, "'foo'"),
}


@pytest.mark.parametrize(("text", "code", "line", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_line(text: str, code: str, line: int, words: str) -> None:
    found = [problem for problem in problems(text) if problem.code == code]
    assert [problem.line for problem in found] == [line]
    assert words in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        f"@article{{a, {ARTICLE}, pages = {{163--72}}, number = {{S1}}}}",
        f"@article{{a, {ARTICLE}, pages = {{e123}},"
        " doi = {10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2}}",
        f"@article{{a, {ARTICLE}, pages = {{12:1--12:15}}, custom-field = {{x}}, date-added = {{x}}, tags = {{x}}}}",
        f"@article{{a, {ARTICLE}, isbn = {{0-8044-2957-X (pbk), 978-0-596-00712-6}}, url = {{}}}}",
        "@article{a, title = {Editorial}, author = {X}, journal = {J}, year = 2000, volume = 1}"
        "@article{b, title = {Editorial}, author = {X}, journal = {J}, year = 2000, volume = 2}",
        "@book{a, editor = {X}, title = {T}, publisher = {P}, year = {n.d.}}",
        "@online{a, title = {T}, url = {https://example.org/a_(b)?c=d#e}}",
        "@misc{müller2000:a.b-c/d, title = {T}}",
        "@misc{a, title = {T}, status = {retracted}, statusdate = {2020-01-02}, statusnote = {Why}}",
        "@inbook{a, author = {X}, title = {T}, crossref = {b}}"
        "@book{b, editor = {Y}, title = {U}, publisher = {P}, year = 2000}",
    ],
    ids=[
        "short range",
        "old DOI",
        "own fields",
        "ISBNs",
        "editorials",
        "undated",
        "online",
        "key",
        "status",
        "crossref",
    ],
)
def test_what_is_right_is_not_reported(text: str) -> None:
    assert problems(text) == ()


def test_a_misspelt_required_field_is_reported_once() -> None:
    assert [problem.code for problem in problems("@misc{a, titel = {T}}")] == ["misspelt-field"]


def test_hints_name_the_nearest() -> None:
    text = "@string{jpsp = {J}}\n@artcle{ab, journal = jpspp, auhtor = {X}, title = {T}}"
    hints = {problem.code: problem.hint for problem in problems(text)}
    assert hints["unknown-entry-type"] == "did you mean 'article'?"
    assert hints["misspelt-field"] == "did you mean 'author'?"
    assert hints["undefined-macro"] == "did you mean 'jpsp'?"


def test_problems_are_sorted_by_place_and_the_first_entry_of_a_key_stands() -> None:
    bibliography = parse_bibliography(Source("x.bib", "@misc{a, title={A}, pmid={x}}\n@misc{a, title={B}}\n@misc{}\n"))
    assert bibliography["a"].text("title") == "A"
    assert [problem.line for problem in bibliography.problems] == [1, 2, 3]
