"""A text that begins blank and is written on, stretch by stretch."""

from typing import Final

from kb.prose.marks import blank

_WIDE: Final = "utf-32-le"
_WIDTH: Final = 4


class Canvas:
    """Spaces in place of each character of a text, until something is written there.

    It holds characters of one width, because a list of them takes many times as long to fill and to join.
    """

    def __init__(self, text: str) -> None:
        self._data = bytearray(blank(text).encode(_WIDE, "surrogatepass"))

    def write(self, offset: int, text: str) -> None:
        """Write `text` at `offset`."""
        data = text.encode(_WIDE, "surrogatepass")
        self._data[offset * _WIDTH : offset * _WIDTH + len(data)] = data

    def is_blank(self, offset: int) -> bool:
        """Whether there is a space at `offset`."""
        return self._data[offset * _WIDTH : (offset + 1) * _WIDTH] == b" \0\0\0"

    def __str__(self) -> str:
        return self._data.decode(_WIDE, "surrogatepass")
