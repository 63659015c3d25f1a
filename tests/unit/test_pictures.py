"""The pictures of shared links."""

import io
from pathlib import Path

import pytest
from PIL import Image

from kb.knowledge import Knowledge
from kb.pictures import page_pictures
from kb.pictures.drawing import SIZE, Design, draw
from kb.pictures.stamps import Style
from kb.pictures.words import Words
from kb.vocabulary import Grade

FONTS = Path(__file__).parents[2] / "docs" / "assets" / "fonts"
FILES = (FONTS / "source-serif-4-latin.woff2", FONTS / "source-serif-4-latin-ext.woff2")
LONG = "A very long title of a page about everything that people ever felt when others looked at them and then away"


@pytest.fixture(scope="module")
def design() -> Design:
    return Design(FILES)


def words(**changed: object) -> Words:
    given = {"site": "Atlas", "kind": "Mechanism", "title": "Alpha", "about": "The first of two.", **changed}
    return Words(**given)  # type: ignore[arg-type]


def picture(data: bytes) -> Image.Image:
    Image.open(io.BytesIO(data)).verify()
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    "given",
    [
        words(),
        words(grades=((Grade.SUPPORTED, 3), (Grade.THEORETICAL, 2)), works=12),
        words(title=LONG, about=LONG * 5, grades=((Grade.MIXED, 90),), works=1),
        words(title="Żółć, Ångström and naïveté", about="α → 漢字 stay out"),
        words(title="", about="", kind=""),
        words(title="W" * 80),
    ],
    ids=["plain", "graded", "too long", "accents", "empty", "unbreakable"],
)
def test_a_picture_is_a_small_png_of_the_usual_size(given: Words, design: Design) -> None:
    data = draw(given, design)
    image = picture(data)
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(data) < 40_000
    assert draw(given, design) == data


def test_what_is_said_stays_within_the_picture(design: Design) -> None:
    given = words(title=LONG, about=LONG * 5, grades=tuple((grade, 8) for grade in Grade), works=1234)
    image = picture(draw(given, design)).convert("RGB")
    paper = image.getpixel((20, 300))
    margin = [image.getpixel((x, y)) for x in (30, SIZE[0] - 30) for y in range(20, SIZE[1])]
    foot = [image.getpixel((x, SIZE[1] - 12)) for x in range(SIZE[0])]
    assert set(margin) | set(foot) == {paper}


def test_another_title_is_another_picture(design: Design) -> None:
    assert draw(words(title="Alpha"), design) != draw(words(title="Omega"), design)


def test_what_was_drawn_before_changes_nothing(design: Design) -> None:
    given = [words(title=title, grades=((grade, 2),)) for title, grade in zip((LONG, "Ö", "Żółć"), Grade, strict=False)]
    drawn = [draw(each, design) for each in given]
    assert [draw(each, Design(FILES)) for each in reversed(given)] == drawn[::-1]


def test_every_grade_has_its_own_colour(design: Design) -> None:
    image = picture(draw(words(grades=tuple((grade, 1) for grade in Grade)), design))
    assert len({image.getpixel((86 + 26 * place, 545)) for place in range(len(Grade))}) == len(Grade)


def test_letters_that_no_font_has_are_left_out(design: Design) -> None:
    style = Style(FILES, 30, 400, (1, 2))
    assert style.width("漢字") == 0
    assert style.width("ż") > 0
    assert draw(words(title="Alpha漢"), design) == draw(words(title="Alpha"), design)


def test_a_line_is_as_wide_as_it_may_be() -> None:
    style = Style(FILES, 30, 400, (1, 2))
    width = style.width("one two")
    assert style.wrap("one two  three", width) == ["one two", "three"]
    assert style.wrap("one two", width - 1) == ["one", "two"]
    assert style.wrap("one two", 1) == ["one", "two"]
    assert style.wrap(" ", width) == []


def test_nodes_and_the_home_page_have_pictures(knowledge: Knowledge) -> None:
    made = {uri: make() for uri, make in page_pictures(knowledge, "Atlas", "An atlas.", FONTS)}
    assert sorted(made) == ["machineries/omega/card.png", "mechanisms/alpha/card.png"]
    assert {picture(data).size for data in made.values()} == {SIZE}


def test_without_fonts_there_are_no_pictures(knowledge: Knowledge, tmp_path: Path) -> None:
    assert list(page_pictures(knowledge, "Atlas", "An atlas.", tmp_path)) == []
