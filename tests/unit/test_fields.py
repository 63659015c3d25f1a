import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.export.front_matter import json_schema
from kb.fields import parse_fields
from kb.pages import PAGE
from kb.schema import parse_day, problems
from kb.text import Source, Span


def parse(text: str):
    source = Source("a.md", text)
    return parse_fields(source, Span(0, len(text)))


def test_every_value_knows_where_it_stands() -> None:
    text = "title: Über\nlist: [one, two]\nrecords:\n  - to: three\n"
    value, found = parse(text)
    assert found == ()
    spans = [
        value.fields["title"].span,
        value.fields["list"].items[1].span,
        value.fields["records"].items[0].fields["to"].span,
    ]
    assert [text[span.start : span.end] for span in spans] == ["Über", "two", "three"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_where_yaml_has_it_end(end: str) -> None:
    text = end.join(["one: two", "", "three: four", ""])
    span = parse(text)[0].fields["three"].span
    assert text[span.start : span.end] == "four"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c", 1, 5),
        ("a: [b", 1, 4),
        ("a: *b", 1, 4),
        ("- a", 1, 1),
        ("a: \x07", 1, 1),
        ("a: &x [*x]", 1, 4),
        ("[a]: b", 1, 1),
        ("a: 'b\nc: d", 1, 4),
        ("a: b\nc\n", 2, 1),
    ],
)
def test_what_is_no_record_is_told(text: str, line: int, column: int) -> None:
    _, found = parse(text)
    assert [(each.line, each.column, each.code) for each in found] == [(line, column, "malformed-fields")]


@pytest.mark.parametrize(
    ("text", "said", "cure"),
    [
        pytest.param("a:\n\tb: c", "a tab", "spaces", id="tab first in a line"),
        pytest.param("a: b\n\tc: d", "a tab", "spaces", id="tab below a value"),
        pytest.param("a: [@b]", "begins with '@'", "leave the '@' out", id="key with its sign"),
        pytest.param("a: b: c", "a colon and a space", "quote a value", id="colon"),
        pytest.param('a: "b\nc: d', "a quotation mark is not closed", "close it", id="open quotation"),
        pytest.param("a: [b, c\nd: e", "a list is not closed", "']'", id="open list"),
        pytest.param("a:\n  - b: c\n   d: e", "does not begin where", "two spaces further in", id="crooked item"),
        pytest.param('a: "b" c', "behind the end of its value", "round all of it", id="half quoted"),
        pytest.param("a: b\nc\n", "a line without ': '", "name: value", id="no colon"),
    ],
)
def test_a_fault_of_yaml_is_told_in_plain_words_with_its_own_cure(text: str, said: str, cure: str) -> None:
    _, (fault,) = parse(text)
    assert said in fault.message
    assert cure in fault.hint
    assert "YAML" not in fault.sentence


def test_a_bomb_of_anchors_is_defused() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    _, found = parse(f"a0: &a0 [x]\n{levels}\n")
    assert {each.message for each in found} == {"an anchor repeats a list or a record"}


@pytest.mark.parametrize("text", ["a: " + "[" * 200_000, "- " * 200_000, "a: " + "{b: " * 200_000])
def test_a_pit_of_lists_is_not_gone_down(text: str) -> None:
    _, found = parse(text)
    assert [each.message for each in found] == ["lists in lists too deep"]


@given(st.text())
def test_reading_fields_never_raises(text: str) -> None:
    parse(text)


@given(st.text(alphabet="ab:-[]{}\n \"'#&*!|>"))
def test_checking_fields_never_raises(text: str) -> None:
    source = Source("a.md", text)
    value, _ = parse_fields(source, Span(0, len(text)))
    list(problems(PAGE, value, "the front matter", source))


@pytest.mark.parametrize("text", ["2026-02-30", "2026-1-1", "20260101", "x", "", "2026-01-01T00:00"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_the_schema_for_editors_is_json() -> None:
    schema = json.loads(json.dumps(json_schema(PAGE)))
    assert schema["properties"]["kind"]["enum"] == ["machinery", "mechanism"]
    assert schema["properties"]["relations"]["items"]["required"] == ["type", "to", "why", "grade", "cites"]


def test_a_record_may_stand_alone_for_a_list_of_one() -> None:
    value, _ = parse("relations: {type: feeds, to: omega}\n")
    assert [item.fields["to"].text for item in value.fields["relations"].items] == ["omega"]
