"""Where each item of a row stands: near what it is tied to, in order, never on another."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kb.diagrams.model import Sketch
from kb.diagrams.strands import Grid
from kb.diagrams.words import width_of, wrap

WIDTH: Final = 360
SIZE: Final = 11
LINE: Final = 14
_PADDING: Final = 9
_WIDEST: Final = 122
_NARROWEST: Final = 62
_BESIDE: Final = 18  # between two boxes
_APART: Final = 30  # the same, with a disc between them
_PITCH: Final = 10  # between a strand and what is next to it
_MARGIN: Final = 2
_EDGE: Final = 8  # between the edge and a strand, which may bear a disc there
_LANE: Final = 9
_LANES: Final = 50
_ROUNDS: Final = 6


class Columns(NamedTuple):
    """The middle of each item, and the lines of text and the width of each box."""

    middle: Mapping[int, float]
    lines: tuple[tuple[str, ...], ...]
    width: tuple[float, ...]


def room_for(lanes: int) -> float:
    """Return the width that `lanes` at one side of the rows take."""
    return min(_LANES, 14 + _LANE * lanes) if lanes else _MARGIN


def build_columns(sketch: Sketch, grid: Grid, lanes: tuple[int, int]) -> Columns:
    """Return the columns of `grid`, between as many `lanes` on the left and on the right."""
    left, right = room_for(lanes[0]), WIDTH - room_for(lanes[1])
    lines: list[tuple[str, ...]] = [()] * grid.boxes
    width: list[float] = [0.0] * grid.boxes
    level = {frozenset(strand.items) for strand in grid.strands if strand.is_level}
    apart: list[list[float]] = []
    for row in grid.rows:
        boxes = [item for item in row if grid.is_box(item)]
        between = [_between(grid, level, *pair) for pair in pairwise(row)]
        fixed = sum(each for each in between if each > _PITCH)
        strands = sum(each <= _PITCH for each in between)
        each = (right - left - fixed - strands * _PITCH) / len(boxes)
        for box in boxes:
            inner = min(_WIDEST, max(_NARROWEST, each)) - 2 * _PADDING
            lines[box] = wrap(sketch.boxes[box].text, inner, SIZE)
            longest = max((width_of(line, SIZE) for line in lines[box]), default=0.0)
            width[box] = max(_NARROWEST, round(longest, 1) + 2 * _PADDING)
        # What the boxes leave is for the strands, however many.
        edges = _EDGE * sum(not grid.is_box(item) for item in (row[0], row[-1]))
        spare = right - left - fixed - edges - sum(width[box] for box in boxes)
        pitch = min(_PITCH, spare / strands) if strands else _PITCH
        half = {item: width[item] / 2 if grid.is_box(item) else 0.0 for item in row}
        apart.append(
            [
                half[a] + half[b] + (gap if gap > _PITCH else pitch)
                for (a, b), gap in zip(pairwise(row), between, strict=True)
            ]
        )
    middle = _settle(grid, apart, width, left, right)
    return Columns(middle, tuple(lines), tuple(width))


def _between(grid: Grid, level: set[frozenset[int]], one: int, other: int) -> float:
    if not (grid.is_box(one) and grid.is_box(other)):
        return _PITCH
    return _APART if frozenset((one, other)) in level else _BESIDE


def _settle(
    grid: Grid, apart: Sequence[Sequence[float]], width: Sequence[float], left: float, right: float
) -> dict[int, float]:
    """Return the middle of each item, after rounds in which each row is drawn to the rows about it."""
    ties: dict[int, list[int]] = {}
    partners: dict[int, tuple[int, float]] = {}
    for strand in grid.strands:
        first, last = strand.items[0], strand.items[-1]
        if strand.is_level:
            by = (width[first] + width[last]) / 2 + _APART
            partners |= {first: (last, -by), last: (first, by)}
        elif not strand.is_far:
            for one, other in pairwise(strand.items):
                ties.setdefault(one, []).append(other)
                ties.setdefault(other, []).append(one)
    middle = {item: (left + right) / 2 for row in grid.rows for item in row}
    order = list(range(len(grid.rows)))
    for turn in range(_ROUNDS):
        for row in order if turn % 2 == 0 else reversed(order):
            items = grid.rows[row]
            wishes = {item: [middle[other] for other in ties[item]] for item in items if turn and item in ties}
            wished = {item: sum(near) / len(near) for item, near in wishes.items()}
            for item in items:
                if item not in ties and item in partners:
                    other, by = partners[item]
                    wished[item] = wished.get(other, middle[other]) + by
            ends = tuple(width[item] / 2 if grid.is_box(item) else _EDGE for item in (items[0], items[-1]))
            wanted = [wished.get(item, middle[item]) for item in items]
            found = spread(wanted, apart[row], left + ends[0], right - ends[1])
            middle.update(zip(items, found, strict=True))
    return {item: round(at, 1) for item, at in middle.items()}


def spread(wished: Sequence[float], apart: Sequence[float], left: float, right: float) -> list[float]:
    """Return places as near to those `wished` as they can be, `apart` from one another, from `left` to `right`.

    Least squares under an order: pool adjacent violators.
    """
    offsets = [0.0]
    for each in apart:
        offsets.append(offsets[-1] + each)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    highest = right - offsets[-1]
    places = [max(left, min(highest, total / count)) for total, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(places, offsets, strict=True)]
