"""The line of a source in which a fault is, as much of it as there is room for."""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from kb.cells import cells, width
from kb.diagnostics import Diagnostic

_MORE = "…"


class Excerpt(NamedTuple):
    """A line as a terminal shows it, in three parts of which the second is the fault."""

    left: str
    fault: str
    right: str

    @property
    def text(self) -> str:
        """The line."""
        return f"{self.left}{self.fault}{self.right}"

    @property
    def marks(self) -> str:
        """Carets under the fault, at least one."""
        return " " * width(self.left) + "^" * max(1, width(self.fault))


def find_excerpt(diagnostic: Diagnostic, room: int) -> Excerpt | None:
    """Return the line of the fault in at most `room` cells, or None when there is nothing to see in it.

    Of a fault that goes on in the next line, the rest of its first line is meant.
    """
    if diagnostic.source is None:
        return None
    line = diagnostic.source.line(diagnostic.line).removesuffix("\r")
    start = min(diagnostic.column - 1, len(line))
    end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else len(line)
    return build_excerpt(line, start, end if diagnostic.end_line else start, room) if line.strip() else None


def build_excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """Return `line` in at most `room` cells round what stands from `start` to `end`.

    Of what is left of the room, each side gets half, and what one side does not need goes to the other. A mark that
    stands above a letter is never shown without its letter.
    """
    reach = 4 * room  # a line may be a whole file
    first, last = max(0, start - reach), start + reach
    parts = tuple(cells(line[first:last]))
    widths = [taken for _, taken in parts]
    fault = low = high = start - first
    end = min(max(end - first, fault + 1), len(parts))
    if first == 0 and last >= len(line) and sum(widths) <= room:
        low, high = 0, len(parts)
    else:
        room -= 2 * len(_MORE)
        high += _fit(widths[fault:end], room)
        spare = room - sum(widths[fault:high])
        low -= _fit(widths[:fault][::-1], max(spare // 2, spare - sum(widths[high:])))
        high += _fit(widths[high:], room - sum(widths[low:high]))
        while low < fault and not widths[low]:
            low += 1
    shown = [text for text, _ in parts]
    return Excerpt(
        (_MORE if first + low else "") + "".join(shown[low:fault]),
        "".join(shown[fault : min(end, high)]),
        "".join(shown[min(end, high) : high]) + (_MORE if first + high < len(line) else ""),
    )


def _fit(widths: Iterable[int], room: int) -> int:
    """Return how many of the first `widths` there is room for."""
    return sum(total <= room for total in accumulate(widths))
