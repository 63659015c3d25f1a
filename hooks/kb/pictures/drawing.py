"""What stands on the picture of a page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kb.pictures.canvas import Canvas, Rgb, shades
from kb.pictures.stamps import Ink, Style, disc
from kb.pictures.words import Words
from kb.vocabulary import GRADES, Grade

SIZE: Final = (1200, 630)  # what those who show them ask for
_EDGE: Final = 76
_WIDTH: Final = SIZE[0] - 2 * _EDGE

# The light colours of docs/assets/tokens.css.
_PAPER: Final[Rgb] = (252, 251, 247)
_COLOURS: Final[dict[Grade, Rgb]] = {
    Grade.WELL_REPLICATED: (26, 101, 63),
    Grade.SUPPORTED: (29, 95, 114),
    Grade.MIXED: (125, 84, 0),
    Grade.CONTESTED: (163, 48, 30),
    Grade.THEORETICAL: (93, 74, 144),
}
# There is room for sixteen, so ink and marks have the soft ink's shades at their edges.
_PALETTE: Final[tuple[Rgb, ...]] = (
    _PAPER,
    *shades(_PAPER, (90, 95, 104), 4),
    (34, 37, 43),
    *shades(_PAPER, (21, 90, 105), 4),
    (220, 216, 203),
    *(_COLOURS[grade] for grade in GRADES),
)
_SOFT: Final[Ink] = (1, 2, 3, 4)
_INK: Final[Ink] = (*_SOFT, 5)
_ACCENT: Final[Ink] = (6, 7, 8, 9)
_LINE: Final = 10
_MARKS: Final[dict[Grade, Ink]] = {grade: (1, 2, 3, place) for place, grade in enumerate(GRADES, _LINE + 1)}
_TITLES: Final = ((88, 2), (72, 2), (60, 3), (48, 4))  # sizes, and the lines that each may take
_MOST_MARKS: Final = 30


class Design:
    """What all pictures have in common: styles of writing, in the fonts of files, and the marks of grades."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.site = Style(files, 34, 650, _ACCENT)
        self.kind = Style(files, 28, 400, _SOFT)
        self.titles = tuple((Style(files, size, 650, _INK), most) for size, most in _TITLES)
        self.about = Style(files, 34, 400, _SOFT)
        self.evidence = Style(files, 26, 400, _SOFT)
        self.marks = {grade: disc(ink, 10, 6 if grade is Grade.THEORETICAL else 0) for grade, ink in _MARKS.items()}


def draw(words: Words, design: Design) -> bytes:
    """Return the picture as PNG; the same words and the same fonts make the same bytes."""
    canvas = Canvas(SIZE, _PALETTE)
    canvas.box(_ACCENT[-1], (0, 0, SIZE[0], 12))
    canvas.text(design.site, _EDGE, 98, words.site)
    _flush_right(canvas, design.kind, 97, words.kind)
    y = _title(canvas, design, words.title)
    # The summary takes what is left above the line of evidence.
    lines = design.about.wrap(words.about, _WIDTH)
    room = max((500 - y) // 46, 1)
    if len(lines) > room:
        lines = [*lines[: room - 1], f"{lines[room - 1].rstrip(' ,;:.')} …"]
    for line in lines:
        y += 46
        canvas.text(design.about, _EDGE, y, line)
    _evidence(canvas, design, words)
    return canvas.png()


def _flush_right(canvas: Canvas, style: Style, y: int, text: str) -> None:
    canvas.text(style, SIZE[0] - _EDGE - style.width(text), y, text)


def _title(canvas: Canvas, design: Design, title: str) -> int:
    """Write the title as large as it goes, and return where its last line stands."""
    for style, most in design.titles:
        lines = style.wrap(title, _WIDTH)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    y = 150
    for line in lines:
        y += round(style.size * 1.08)
        canvas.text(style, _EDGE - 3, y, line)
    return y + 22


def _evidence(canvas: Canvas, design: Design, words: Words) -> None:
    """Draw a mark for each claim, as the head of the page has them, and say what they mean."""
    canvas.box(_LINE, (_EDGE, 524, SIZE[0] - _EDGE + 1, 526))
    marks = [design.marks[grade] for grade, number in words.grades for _ in range(number)]
    for at, mark in enumerate(marks[:_MOST_MARKS]):
        canvas.stamp(mark, _EDGE + 10 + 26 * at, 553)
    parts = [f"{number} {grade.words.lower()}" for grade, number in words.grades]
    claims = sum(number for _, number in words.grades)
    if claims:
        said = f"{claims} {'claim' if claims == 1 else 'claims'}: {', '.join(parts)}"
        canvas.text(design.evidence, _EDGE, 596, said)
    if words.works:
        cited = f"{words.works} {'work' if words.works == 1 else 'works'} cited"
        _flush_right(canvas, design.evidence, 562, cited)
