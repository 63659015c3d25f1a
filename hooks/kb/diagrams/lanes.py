"""The ways round the sides: one for each arrow that leads back over several rows."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kb.diagrams.columns import WIDTH, Columns, room_for
from kb.diagrams.rows import Rows
from kb.diagrams.strands import Grid, Strand

_INNERMOST: Final = 13  # from the rows, with room for the end of an arrow
_OUTERMOST: Final = 10  # from the edge of the picture


class Side(NamedTuple):
    """How a strand goes round: on the right or not, and whether its boxes can be left and reached from that side."""

    is_right: bool
    upper: bool
    lower: bool


def choose_sides(grid: Grid, rows: Rows) -> dict[int, Side]:
    """Return the side of each strand that is far, by its arrow.

    It is the one on which both boxes are outermost, on which the way crosses the fewest strands, or else the emptier.
    """
    chosen: dict[int, Side] = {}
    for strand in grid.strands:
        if not strand.is_far:
            continue
        upper, lower = (grid.outermost(box, rows.of[box]) for box in strand.items)
        options = [Side(right, upper[right], lower[right]) for right in (True, False)]
        crossed = {right: sum(_beyond(grid, rows, box, right) for box in strand.items) for right in (True, False)}
        count = {right: sum(side.is_right is right for side in chosen.values()) for right in (True, False)}
        chosen[strand.arrow] = min(
            options,
            key=lambda side: (
                (not side.upper) + (not side.lower),
                crossed[side.is_right],
                count[side.is_right],
                not side.is_right,
            ),
        )
    return chosen


def _beyond(grid: Grid, rows: Rows, box: int, is_right: bool) -> int:
    """Return how many items stand between `box` and the edge."""
    row = grid.rows[rows.of[box]]
    return len(row) - 1 - row.index(box) if is_right else row.index(box)


def count_lanes(sides: Mapping[int, Side]) -> tuple[int, int]:
    """Return how many strands go round on the left and on the right."""
    right = sum(side.is_right for side in sides.values())
    return len(sides) - right, right


def build_lanes(grid: Grid, rows: Rows, sides: Mapping[int, Side], columns: Columns) -> dict[int, float]:
    """Return where each lane stands, by its arrow: the shorter, the nearer to the rows."""
    lanes: dict[int, float] = {}
    for is_right in (False, True):
        found = [strand for strand in grid.strands if strand.is_far and sides[strand.arrow].is_right is is_right]
        found.sort(key=lambda strand: (len(_span(strand, rows)), strand.arrow))
        pitch = (room_for(len(found)) - _INNERMOST - _OUTERMOST) / max(len(found) - 1, 1)
        placed: list[tuple[range, float]] = []
        for strand in found:
            span = _span(strand, rows)
            reach = max(_reach(grid.rows[row], columns, grid, is_right) for row in span) + _INNERMOST
            beside = (at + pitch for other, at in placed if other.start < span.stop and span.start < other.stop)
            reach = max((reach, *beside))
            placed.append((span, reach))
            lanes[strand.arrow] = round(reach if is_right else WIDTH - reach, 1)
    return lanes


def _span(strand: Strand, rows: Rows) -> range:
    return range(rows.of[strand.items[0]], rows.of[strand.items[1]] + 1)


def _reach(row: Sequence[int], columns: Columns, grid: Grid, is_right: bool) -> float:
    """Return how far a row reaches to the right, or how far to the left as seen from the right edge."""
    item = row[-1] if is_right else row[0]
    half = columns.width[item] / 2 if grid.is_box(item) else 0
    return half + (columns.middle[item] if is_right else WIDTH - columns.middle[item])
