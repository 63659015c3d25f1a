"""The pictures of shared links."""

import io
from pathlib import Path

import pytest
from PIL import Image

from kb.knowledge import Knowledge
from kb.pictures import page_pictures
from kb.pictures.canvas import Face
from kb.pictures.drawing import SIZE, Words, draw
from kb.vocabulary import Grade

FONTS = Path(__file__).parents[2] / "docs" / "assets" / "fonts"
LONG = "A very long title of a page about everything that people ever felt when others looked at them and then away"


@pytest.fixture(scope="module")
def face() -> Face:
    return Face((FONTS / "source-serif-4-latin.woff2", FONTS / "source-serif-4-latin-ext.woff2"))


def words(**changed: object) -> Words:
    given = {"site": "Atlas", "kind": "Mechanism", "title": "Alpha", "about": "The first of two.", **changed}
    return Words(**given)  # type: ignore[arg-type]


def picture(data: bytes) -> Image.Image:
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
def test_a_picture_is_a_small_png_of_the_usual_size(given: Words, face: Face) -> None:
    data = draw(given, face)
    image = picture(data)
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(data) < 40_000
    assert draw(given, face) == data


def test_what_is_said_stays_within_the_picture(face: Face) -> None:
    given = words(title=LONG, about=LONG * 5, grades=tuple((grade, 8) for grade in Grade), works=1234)
    image = picture(draw(given, face)).convert("RGB")
    paper = image.getpixel((20, 300))
    margin = [image.getpixel((x, y)) for x in (30, SIZE[0] - 30) for y in range(20, SIZE[1])]
    foot = [image.getpixel((x, SIZE[1] - 12)) for x in range(SIZE[0])]
    assert set(margin) | set(foot) == {paper}


def test_another_title_is_another_picture(face: Face) -> None:
    assert draw(words(title="Alpha"), face) != draw(words(title="Omega"), face)


def test_letters_that_no_font_has_are_left_out(face: Face) -> None:
    assert face.width("漢字", 30, 400) == 0
    assert face.width("ż", 30, 400) > 0
    assert draw(words(title="Alpha漢"), face) == draw(words(title="Alpha"), face)


def test_nodes_and_the_home_page_have_pictures_which_are_kept(knowledge: Knowledge, tmp_path: Path) -> None:
    made = {uri: make() for uri, make in page_pictures(knowledge, "Atlas", "An atlas.", FONTS, tmp_path)}
    assert sorted(made) == ["machineries/omega/card.png", "mechanisms/alpha/card.png"]
    kept = sorted(tmp_path.rglob("*.png"))
    assert [path.read_bytes() in made.values() for path in kept] == [True, True]
    kept[0].write_bytes(b"kept")
    again = [make() for _, make in page_pictures(knowledge, "Atlas", "An atlas.", FONTS, tmp_path)]
    assert b"kept" in again


def test_without_fonts_there_are_no_pictures(knowledge: Knowledge, tmp_path: Path) -> None:
    assert list(page_pictures(knowledge, "Atlas", "An atlas.", tmp_path, tmp_path)) == []
