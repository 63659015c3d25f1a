"""The way of each arrow between its boxes, through the spaces that rows and columns leave."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kb.diagrams.columns import Columns
from kb.diagrams.curves import Piece, Point, line, swing, turn
from kb.diagrams.lanes import Side
from kb.diagrams.model import Arrow, ArrowKind, Sketch
from kb.diagrams.rows import Rows
from kb.diagrams.strands import Grid, Strand

TIP: Final = 6  # from the end of an arrow's line to its box
BAR: Final = 3.5  # the same for one that lowers
_PORTS: Final = 20  # between two ends at one border, where there is room
_CORNER: Final = 8  # from an end to the corner of its box
_NEAR: Final = 16  # how far the only end at a border moves to make a line straight


class Route(NamedTuple):
    """An arrow's way: pieces in one run, each with the gap between rows that it lies in or None.

    `end` is where the line ends before the box that it leads to, and `towards` the direction, as a unit step.
    """

    arrow: int
    pieces: tuple[tuple[Piece, int | None], ...]
    end: Point
    towards: tuple[int, int]


class Frame(NamedTuple):
    """Everything that routes go by; `tops` and `bottoms` are those of the rows."""

    sketch: Sketch
    grid: Grid
    rows: Rows
    columns: Columns
    sides: Mapping[int, Side]
    lanes: Mapping[int, float]
    tops: Sequence[float]
    bottoms: Sequence[float]


_Border = tuple[int, str]


def build_routes(frame: Frame) -> tuple[Route, ...]:
    """Return the way of each arrow, in the order written."""
    ports = _ports(frame)
    return tuple(_route(frame, strand, ports) for strand in frame.grid.strands)


def _borders(frame: Frame, strand: Strand) -> tuple[tuple[_Border, tuple[float, float]], ...]:
    """Return the borders at which a strand ends, the upper box's first, each with what orders it among others there."""
    upper, lower = strand.items[0], strand.items[-1]
    if strand.is_level:
        return ((upper, "right"), (0, 0)), ((lower, "left"), (0, 0))
    if not strand.is_far:
        first, last = (frame.columns.middle[strand.items[at]] for at in (1, -2))
        return ((upper, "bottom"), (first, 0)), ((lower, "top"), (last, 0))
    side, lane = frame.sides[strand.arrow], frame.lanes[strand.arrow]
    name = "right" if side.is_right else "left"
    # Outer ones end nearer to the middle of their box: so they cross none of the inner ones.
    out = lane if side.is_right else -lane
    above = ((upper, name), (1.0, -out)) if side.upper else ((upper, "bottom"), (lane, 0.0))
    below = ((lower, name), (0.0, out)) if side.lower else ((lower, "top"), (lane, 0.0))
    return above, below


def _ports(frame: Frame) -> dict[tuple[int, int], Point]:
    """Return the two ends of each strand, by its arrow and 0 for the upper box or 1 for the lower."""
    at: dict[_Border, list[tuple[tuple[float, float], int, int]]] = {}
    for strand in frame.grid.strands:
        for end, (border, order) in enumerate(_borders(frame, strand)):
            at.setdefault(border, []).append((order, strand.arrow, end))
    found: dict[tuple[int, int], Point] = {}
    for (box, name), ends in at.items():
        row, width = frame.rows.of[box], frame.columns.width[box]
        x, top, bottom = frame.columns.middle[box], frame.tops[row], frame.bottoms[row]
        along = width if name in ("top", "bottom") else bottom - top
        apart = min(_PORTS, (along - 2 * _CORNER) / max(len(ends) - 1, 1))
        for place, (_, arrow, end) in enumerate(sorted(ends)):
            by = (place - (len(ends) - 1) / 2) * apart
            found[arrow, end] = {
                "top": (x + by, top),
                "bottom": (x + by, bottom),
                "left": (x - width / 2, (top + bottom) / 2 + by),
                "right": (x + width / 2, (top + bottom) / 2 + by),
            }[name]
    for strand in frame.grid.strands:
        if not (strand.is_far or strand.is_level):
            for end, other in ((0, 1), (1, 0)):
                border = _borders(frame, strand)[end][0]
                if len(at[border]) == 1:
                    aim = found[strand.arrow, other][0]
                    if len(strand.items) > 2:
                        aim = frame.columns.middle[strand.items[1 if end == 0 else -2]]
                    x, y = found[strand.arrow, end]
                    if abs(aim - x) <= min(_NEAR, frame.columns.width[border[0]] / 2 - _NEAR):
                        found[strand.arrow, end] = aim, y
    return found


def _route(frame: Frame, strand: Strand, ports: Mapping[tuple[int, int], Point]) -> Route:
    arrow = frame.sketch.arrows[strand.arrow]
    ends = [ports[strand.arrow, 0], ports[strand.arrow, 1]]
    at = strand.items.index(arrow.head) and 1  # which of the ends the arrow leads to
    towards = _towards(frame, strand, at)
    ends[at] = _before(ends[at], towards, arrow)
    way = _beside if strand.is_level else _round if strand.is_far else _down
    return Route(strand.arrow, tuple(way(frame, strand, *ends)), ends[at], towards)


def _towards(frame: Frame, strand: Strand, at: int) -> tuple[int, int]:
    name = _borders(frame, strand)[at][0][1]
    return {"top": (0, 1), "bottom": (0, -1), "left": (1, 0), "right": (-1, 0)}[name]


def _before(end: Point, towards: tuple[int, int], arrow: Arrow) -> Point:
    by = 0.0 if arrow.kind is ArrowKind.BESIDE else BAR if arrow.kind.lowers else TIP
    return end[0] - by * towards[0], end[1] - by * towards[1]


def _beside(frame: Frame, strand: Strand, start: Point, end: Point) -> Iterator[tuple[Piece, int | None]]:
    yield line(start, end), None


def _down(frame: Frame, strand: Strand, start: Point, end: Point) -> Iterator[tuple[Piece, int | None]]:
    row = frame.rows.of[strand.items[0]]
    for _, item in pairwise(strand.items[:-1]):
        x = frame.columns.middle[item]
        yield swing(start, (x, frame.tops[row + 1])), row
        row += 1
        start = x, frame.bottoms[row]
        yield line((x, frame.tops[row]), start), None
    yield swing(start, end), row


def _round(frame: Frame, strand: Strand, start: Point, end: Point) -> Iterator[tuple[Piece, int | None]]:
    """Yield the way from the upper box to its lane, down the lane, and from the lane to the lower box."""
    side, x = frame.sides[strand.arrow], frame.lanes[strand.arrow]
    first, last = (frame.rows.of[box] for box in strand.items)
    for row in range(first, last):
        top, bottom = frame.bottoms[row], frame.tops[row + 1]
        if row == first and side.upper:
            yield from ((piece, None) for piece in turn(start, (x, start[1]), (x, top)))
        elif row > first:
            yield line((x, frame.tops[row]), (x, top)), None
        if row == first and not side.upper:
            yield swing(start, (x, bottom)), row
        elif row == last - 1 and not side.lower:
            yield swing((x, top), end), row
        else:
            yield line((x, top), (x, bottom)), row
    if side.lower:
        yield from ((piece, None) for piece in turn((x, frame.tops[last]), (x, end[1]), end))
