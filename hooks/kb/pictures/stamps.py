"""What is printed again and again, made once: the letters of a font in one size, weight and ink, and discs."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

Ink = tuple[int, ...]  # the places of its shades in a palette, the faintest first
_NO_LETTER: Final = "\uffff"


class Stamp(NamedTuple):
    """A small picture of places in a palette, where it covers, and where it stands from the point it is printed at."""

    places: Image.Image
    cover: Image.Image
    left: int
    top: int


class Letter(NamedTuple):
    """A letter, if it shows at all, and how far the next one is."""

    stamp: Stamp | None
    advance: int


class Style(dict[str, Letter]):
    """The letters of a style, each looked for in files of fonts in their order; one that none has is left out."""

    def __init__(self, files: Sequence[Path], size: int, weight: int, ink: Ink) -> None:
        super().__init__()
        self.size = size
        self._files, self._weight, self._ink = files, weight, ink

    def __missing__(self, char: str) -> Letter:
        self[char] = letter = self._cut(char)
        return letter

    def width(self, text: str) -> int:
        """Return how wide `text` is."""
        return sum(self[char].advance for char in text)

    def wrap(self, text: str, width: int) -> list[str]:
        """Return `text` in lines no wider than `width`, unless a word is."""
        lines: list[str] = []
        left = 0
        for word in text.split():
            needed = self.width(f" {word}")
            if lines and needed <= left:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
                left = width + self[" "].advance
            left -= needed
        return lines

    def _cut(self, char: str) -> Letter:
        if not self._files:
            return Letter(None, 0)
        mask, (left, top) = self._font.getmask2(char, "L", anchor="ls")
        drawn = bytes(mask)
        # What a font does not have it draws as its box for nothing.
        if drawn == self._nothing:
            return self._next[char]
        # In the basic layout nothing depends on a letter's neighbours, and it advances by whole pixels.
        advance = round(self._font.getlength(char))
        return Letter(_stamp(Image.frombytes("L", mask.size, drawn), self._ink, left, top) if drawn else None, advance)

    @cached_property
    def _font(self) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(self._files[0], self.size, layout_engine=ImageFont.Layout.BASIC)
        font.set_variation_by_axes([self._weight])
        return font

    @cached_property
    def _nothing(self) -> bytes:
        return bytes(self._font.getmask(_NO_LETTER))

    @cached_property
    def _next(self) -> "Style":
        return Style(self._files[1:], self.size, self._weight, self._ink)


def disc(ink: Ink, radius: int, hole: int = 0) -> Stamp:
    """Return a disc around a point, or a ring when it has a hole."""
    mask = Image.new("L", (8 * radius, 8 * radius), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 0, 8 * radius - 1, 8 * radius - 1), fill=255)
    if hole:
        edge = 4 * (radius - hole)
        draw.ellipse((edge, edge, 8 * radius - 1 - edge, 8 * radius - 1 - edge), fill=0)
    return _stamp(mask.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS), ink, -radius, -radius)


def _stamp(mask: Image.Image, ink: Ink, left: int, top: int) -> Stamp:
    shades = (0, *ink)
    places = mask.point([shades[round(value * len(ink) / 255)] for value in range(256)])
    return Stamp(places, places.point([0] + [255] * 255, "1"), left, top)
