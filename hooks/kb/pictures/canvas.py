"""Text and shapes on a picture of few colours.

A picture is drawn as places in a palette: each ink has a few shades between itself and the paper, for the edges of its
letters. So it needs no search for its colours, and is small.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

Rgb = tuple[int, int, int]
_SHADES: Final = 6  # of an ink


@dataclass(frozen=True)
class Face:
    """A family of fonts: the files in which a letter is looked for, in order; a letter that none has is left out."""

    files: tuple[Path, ...]

    @cached_property
    def _fonts(self) -> dict[tuple[int, int], tuple[ImageFont.FreeTypeFont, ...]]:
        return {}

    @cached_property
    def _holds(self) -> dict[str, int | None]:
        return {}

    def fonts(self, size: int, weight: int) -> tuple[ImageFont.FreeTypeFont, ...]:
        """Return the fonts of the files."""
        if (size, weight) not in self._fonts:
            fonts = tuple(ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC) for file in self.files)
            for font in fonts:
                font.set_variation_by_axes([weight])
            self._fonts[size, weight] = fonts
        return self._fonts[size, weight]

    def runs(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield `text` in stretches, each with the file that has its letters."""
        run, held = "", 0
        for char in text:
            file = self._file(char)
            if file is None:
                continue
            if run and file != held:
                yield run, held
                run = ""
            run, held = run + char, file
        if run:
            yield run, held

    def width(self, text: str, size: int, weight: int) -> float:
        """Return how wide `text` is."""
        fonts = self.fonts(size, weight)
        return sum(fonts[file].getlength(run) for run, file in self.runs(text))

    def wrap(self, text: str, size: int, weight: int, width: int) -> list[str]:
        """Return `text` in lines no wider than `width`, unless a word is."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else ""
            if longer and self.width(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _file(self, char: str) -> int | None:
        if char not in self._holds:
            fonts = self.fonts(20, 400)
            # What a font does not have it draws as its box for nothing, as it does U+FFFF, which is no letter.
            found = (at for at, font in enumerate(fonts) if bytes(font.getmask(char)) != bytes(font.getmask("\uffff")))
            self._holds[char] = 0 if char == " " else next(found, None)
        return self._holds[char]


_STEPS: Final = tuple(round(value * _SHADES / 255) for value in range(256))
_INKED: Final = [255 if shade else 0 for shade in _STEPS]


class Canvas:
    """A picture being drawn; inks are known by their place among `inks`."""

    def __init__(self, size: tuple[int, int], paper: Rgb, inks: Sequence[Rgb]) -> None:
        self.image = Image.new("L", size, 0)
        self.palette = [*paper, *(part for ink in inks for part in _shades(paper, ink))]

    def box(self, ink: int, place: tuple[int, int, int, int]) -> None:
        """Fill a rectangle."""
        ImageDraw.Draw(self.image).rectangle(place, fill=(ink + 1) * _SHADES)

    def disc(self, ink: int, x: int, y: int, radius: int, hole: int = 0) -> None:
        """Draw a disc around a point, or a ring when it has a hole."""
        mask = Image.new("L", (8 * radius, 8 * radius), 0)
        draw = ImageDraw.Draw(mask)
        draw.ellipse((0, 0, 8 * radius - 1, 8 * radius - 1), fill=255)
        if hole:
            edge = 4 * (radius - hole)
            draw.ellipse((edge, edge, 8 * radius - 1 - edge, 8 * radius - 1 - edge), fill=0)
        self._print(mask.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS), ink, x - radius, y - radius)

    def text(self, ink: int, x: int, y: int, text: str, face: Face, size: int, weight: int = 400) -> None:
        """Write a line whose letters stand on `y`."""
        fonts = face.fonts(size, weight)
        at = float(x)
        for run, file in face.runs(text):
            font = fonts[file]
            left, top, right, bottom = (round(each) for each in font.getbbox(run, anchor="ls"))
            mask = Image.new("L", (right - left + 2, bottom - top + 2), 0)
            ImageDraw.Draw(mask).text((-left, -top), run, fill=255, font=font, anchor="ls")
            self._print(mask, ink, round(at) + left, y + top)
            at += font.getlength(run)

    def png(self) -> bytes:
        """Return the picture as PNG."""
        self.image.putpalette(self.palette)
        file = io.BytesIO()
        self.image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _print(self, mask: Image.Image, ink: int, x: int, y: int) -> None:
        places = mask.point([ink * _SHADES + shade if shade else 0 for shade in _STEPS])
        self.image.paste(places, (x, y), mask.point(_INKED))


def _shades(paper: Rgb, ink: Rgb) -> Iterator[int]:
    for shade in range(1, _SHADES + 1):
        for under, over in zip(paper, ink, strict=True):
            yield round(under + (over - under) * shade / _SHADES)
