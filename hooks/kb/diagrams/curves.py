"""Curves: the way of an arrow, piece by piece."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

Point = tuple[float, float]

_RADIUS: Final = 9


class Piece(NamedTuple):
    """A straight line, or a cubic curve by its four points."""

    points: tuple[Point, ...]

    def at(self, t: float) -> Point:
        """Return the point at `t`, from 0 to 1."""
        if len(self.points) == 2:
            (ax, ay), (bx, by) = self.points
            return ax + (bx - ax) * t, ay + (by - ay) * t
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.points
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def line(start: Point, end: Point) -> Piece:
    """Return a straight piece."""
    return Piece((start, end))


def swing(start: Point, end: Point) -> Piece:
    """Return a piece between two rows: it leaves and arrives upright, and never leaves the space between."""
    if start[0] == end[0]:
        return line(start, end)
    middle = (start[1] + end[1]) / 2
    return Piece((start, (start[0], middle), (end[0], middle), end))


def turn(start: Point, by: Point, end: Point) -> Iterator[Piece]:
    """Yield the pieces from `start` to `end` that turn the right angle at `by`, rounded."""
    if by[0] == end[0]:
        along, across = by[0] - start[0], end[1] - by[1]
        near, far = (by[0] - _within(along, across), by[1]), (by[0], by[1] + _within(across, along))
    else:
        along, across = end[0] - by[0], by[1] - start[1]
        near, far = (by[0], by[1] - _within(across, along)), (by[0] + _within(along, across), by[1])
    yield line(start, near)
    yield Piece((near, _between(near, by), _between(far, by), far))
    yield line(far, end)


def _within(length: float, other: float) -> float:
    """Return a step in the direction of `length`, no longer than either length or than the radius of a corner."""
    step = min(_RADIUS, abs(length), abs(other))
    return step if length > 0 else -step


def _between(one: Point, other: Point) -> Point:
    """Return the point by which a cubic curve is round."""
    return one[0] + (other[0] - one[0]) * 0.55, one[1] + (other[1] - one[1]) * 0.55


def path_of(pieces: Sequence[Piece]) -> str:
    """Return the pieces, each of which begins where the last one ended, as the data of an SVG path."""
    steps = [f"M{_pair(pieces[0].points[0])}"]
    for index, piece in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if len(piece.points) == 4:
            steps.append("C" + " ".join(map(_pair, piece.points[1:])))
        elif piece.points[0] != piece.points[1] and not (after and _goes_on(piece, after)):
            steps.append(f"L{_pair(piece.points[1])}")
    return "".join(steps)


def _goes_on(piece: Piece, after: Piece) -> bool:
    """Whether two upright lines are one."""
    return len(after.points) == 2 and piece.points[0][0] == piece.points[1][0] == after.points[1][0]


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def number(value: float) -> str:
    """Return `value` with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
