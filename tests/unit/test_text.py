from hypothesis import given
from hypothesis import strategies as st

from kb.text import Source


def test_lines_and_columns_count_from_one() -> None:
    source = Source("a.md", "one\ntwo\n")
    assert [source.position(offset) for offset in (0, 2, 3, 4, 7, 8)] == [
        (1, 1),
        (1, 3),
        (1, 4),
        (2, 1),
        (2, 4),
        (3, 1),
    ]


@given(st.text(alphabet="ab\n é"), st.data())
def test_a_position_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Source("a.md", text).position(offset)
    assert sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1 == offset


def test_a_line_is_without_its_end() -> None:
    assert Source("a.md", "one\ntwo").line(2) == "two"
