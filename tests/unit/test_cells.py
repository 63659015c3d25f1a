"""Text as a terminal shows it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cells import cells, visible, width


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("", 0),
        ("self", 4),
        ("a\tb", 6),
        ("自尊", 4),
        ("ﾊﾝｶｸ", 4),
        ("e\u0301", 1),
        ("\u1112\u1161\u11ab", 2),
        ("🙂", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("🇳🇱", 2),
        ("\x1b", 1),
    ],
    ids=[
        "nothing",
        "ascii",
        "tab",
        "wide",
        "half-width",
        "combining",
        "jamo",
        "emoji",
        "skin",
        "family",
        "emoji-heart",
        "text-heart",
        "flag",
        "control",
    ],
)
def test_text_takes_as_many_cells_as_a_terminal_gives_it(text: str, taken: int) -> None:
    assert width(text) == taken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("\x9b31m", "�31m"),
        ("a\r\nb\u2028c", "a␍␊b�c"),
        ("\u202egnp.exe\u2066", "�gnp.exe�"),
        ("\ufeff\u200bx\x7f", "��x␡"),
        ("\udc80", "�"),
        ("a\tb", "a    b"),
        ("कि é 自 👩\u200d👧", "कि é 自 👩\u200d👧"),
    ],
    ids=["escape", "C1", "ends of lines", "direction", "no shape", "surrogate", "tab", "ordinary"],
)
def test_what_could_command_a_terminal_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_nothing_harmful_is_left_and_no_character_is_lost(text: str) -> None:
    assert not {unicodedata.category(char) for char in visible(text)} & {"Cc", "Cs", "Zl", "Zp"}
    assert len(list(cells(text))) == len(text)
    assert all(taken in range(5) for _, taken in cells(text))
