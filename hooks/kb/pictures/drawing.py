"""What stands on the picture of a page."""

from dataclasses import dataclass
from typing import Final

from kb.pictures.canvas import Canvas, Face, Rgb
from kb.vocabulary import GRADES, Grade

SIZE: Final = (1200, 630)  # what those who show them ask for
_EDGE: Final = 76
_WIDTH: Final = SIZE[0] - 2 * _EDGE

# The light colours of docs/assets/tokens.css.
_PAPER: Final[Rgb] = (252, 251, 247)
_INK, _SOFT, _ACCENT, _LINE = range(4)
_INKS: Final[tuple[Rgb, ...]] = ((34, 37, 43), (90, 95, 104), (21, 90, 105), (220, 216, 203))
_COLOURS: Final[dict[Grade, Rgb]] = {
    Grade.WELL_REPLICATED: (26, 101, 63),
    Grade.SUPPORTED: (29, 95, 114),
    Grade.MIXED: (125, 84, 0),
    Grade.CONTESTED: (163, 48, 30),
    Grade.THEORETICAL: (93, 74, 144),
}
_TITLES: Final = ((88, 2), (72, 2), (60, 3), (48, 4))  # sizes, and the lines that each may take
_MOST_MARKS: Final = 30


@dataclass(frozen=True)
class Words:
    """What a picture says: the site, what the page is, its title, what it is about, its claims by grade, its works."""

    site: str
    kind: str
    title: str
    about: str
    grades: tuple[tuple[Grade, int], ...] = ()
    works: int = 0


def draw(words: Words, face: Face) -> bytes:
    """Return the picture as PNG; the same words and the same fonts make the same bytes."""
    canvas = Canvas(SIZE, _PAPER, (*_INKS, *(_COLOURS[grade] for grade in GRADES)))
    canvas.box(_ACCENT, (0, 0, SIZE[0], 11))
    canvas.text(_ACCENT, _EDGE, 98, words.site, face, 34, 650)
    right = SIZE[0] - _EDGE - round(face.width(words.kind, 28, 400))
    canvas.text(_SOFT, right, 97, words.kind, face, 28)
    y = _title(canvas, words.title, face)
    # The summary takes what is left above the line of evidence.
    lines = face.wrap(words.about, 34, 400, _WIDTH)
    room = max((500 - y) // 46, 1)
    if len(lines) > room:
        lines = [*lines[: room - 1], f"{lines[room - 1].rstrip(' ,;:.')} …"]
    for line in lines:
        y += 46
        canvas.text(_SOFT, _EDGE, y, line, face, 34)
    _evidence(canvas, words, face)
    return canvas.png()


def _title(canvas: Canvas, title: str, face: Face) -> int:
    """Write the title as large as it goes, and return where its last line stands."""
    for size, most in _TITLES:
        lines = face.wrap(title, size, 650, _WIDTH)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    y = 150
    for line in lines:
        y += round(size * 1.08)
        canvas.text(_INK, _EDGE - 3, y, line, face, size, 650)
    return y + 22


def _evidence(canvas: Canvas, words: Words, face: Face) -> None:
    """Draw a mark for each claim, as the head of the page has them, and say what they mean."""
    canvas.box(_LINE, (_EDGE, 524, SIZE[0] - _EDGE, 525))
    x = _EDGE + 10
    marks = [grade for grade, number in words.grades for _ in range(number)][:_MOST_MARKS]
    for grade in marks:
        ink = len(_INKS) + GRADES.index(grade)
        canvas.disc(ink, x, 553, 10, hole=6 if grade is Grade.THEORETICAL else 0)
        x += 26
    parts = [f"{number} {grade.words.lower()}" for grade, number in words.grades]
    claims = sum(number for _, number in words.grades)
    if claims:
        said = f"{claims} {'claim' if claims == 1 else 'claims'}: {', '.join(parts)}"
        canvas.text(_SOFT, _EDGE, 596, said, face, 26)
    if words.works:
        cited = f"{words.works} {'work' if words.works == 1 else 'works'} cited"
        canvas.text(_SOFT, SIZE[0] - _EDGE - round(face.width(cited, 26, 400)), 562, cited, face, 26)
