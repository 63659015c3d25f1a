"""Sources and places in them."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A stretch of a source's text, as offsets in characters, end exclusive."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        """Return the span moved `by` characters."""
        return Span(self.start + by, self.end + by)


NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True)
class Source:
    """A text and the path it came from, relative to the project, with forward slashes."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of `offset`, both from one."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line `number` (from one) without its end."""
        start = self._line_starts[number - 1]
        return self.text[start:].partition("\n")[0]
