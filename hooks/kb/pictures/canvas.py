"""A picture of sixteen colours.

It is drawn as places in a palette, so it needs no search for its colours. A pixel is half a byte, and the file is
written here: so it takes a third of the time of the image library's own, and is as small.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image

from kb.pictures.stamps import Stamp, Style

Rgb = tuple[int, int, int]
_BITS: Final = 4
_INDEXED: Final = 3
_EDGE: Final = 2  # pixels that take a byte


class Canvas:
    """A picture being drawn, blank at first: of the palette's first colour."""

    def __init__(self, size: tuple[int, int], palette: Sequence[Rgb]) -> None:
        # The byte before each row, as two pixels more, says that its pixels are not told from those around them.
        self._image = Image.new("L", (_EDGE + size[0], size[1]), 0)
        self._palette = bytes(part for colour in palette for part in colour)

    def box(self, place: int, box: tuple[int, int, int, int]) -> None:
        """Fill a rectangle, up to its right and bottom, with a colour of the palette."""
        left, top, right, bottom = box
        self._image.paste(place, (_EDGE + left, top, _EDGE + right, bottom))

    def stamp(self, stamp: Stamp, x: int, y: int) -> None:
        """Print a stamp at a point."""
        self._image.paste(stamp.places, (_EDGE + x + stamp.left, y + stamp.top), stamp.cover)

    def text(self, style: Style, x: int, y: int, text: str) -> None:
        """Write a line whose letters stand on `y`."""
        for char in text:
            stamp, advance = style[char]
            if stamp:
                self.stamp(stamp, x, y)
            x += advance

    def png(self) -> bytes:
        """Return the picture as PNG."""
        width, height = self._image.size
        self._image.putpalette(self._palette)
        header = struct.pack(">IIBBBBB", width - _EDGE, height, _BITS, _INDEXED, 0, 0, 0)
        parts = (
            (b"IHDR", header),
            (b"PLTE", self._palette),
            (b"IDAT", zlib.compress(self._image.tobytes("raw", f"P;{_BITS}"), 3)),
            (b"IEND", b""),
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def shades(paper: Rgb, ink: Rgb, number: int) -> Iterator[Rgb]:
    """Yield the colours from `paper` to `ink`, which is the last of them."""
    for shade in range(1, number + 1):
        red, green, blue = (
            round(under + (over - under) * shade / number) for under, over in zip(paper, ink, strict=True)
        )
        yield red, green, blue
