"""Tables of Markdown that have to share a room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A titled table; the cells are Markdown."""

    title: str
    header: Row
    rows: Sequence[Row]

    @cached_property
    def opening(self) -> str:
        """The title and the head."""
        return f"\n### {self.title}\n\n{_line(self.header)}{_line(['---'] * len(self.header))}"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The rows as they are written."""
        return tuple(map(_line, self.rows))

    @cached_property
    def size(self) -> int:
        """How many characters the whole table has."""
        return len(self.opening) + sum(map(len, self.lines))

    def render(self, room: int) -> str:
        """Return the table with as many rows as fit into `room`, and say how many do not."""
        ends = list(accumulate(map(len, self.lines), initial=len(self.opening)))
        shown = sum(end <= room for end in ends[1:])
        left = len(self.lines) - shown
        more = f"\n{left} more: `kb diff --format json` has all.\n" if left else ""
        return self.opening + "".join(self.lines[:shown]) + more


def render_tables(tables: Sequence[Table], room: int) -> Iterator[str]:
    """Yield the tables that have rows, each cut to its share of `room`; what a small one leaves, larger ones have."""
    shares: dict[str, int] = {}
    filled = sorted((each for each in tables if each.rows), key=lambda each: each.size)
    for index, table in enumerate(filled):
        shares[table.title] = min(table.size, room // (len(filled) - index))
        room -= shares[table.title]
    yield from (table.render(shares[table.title]) for table in tables if table.rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
