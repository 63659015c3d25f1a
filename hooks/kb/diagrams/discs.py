"""Where the number of each arrow stands: on its line, never on a box or on another number."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kb.diagrams.curves import Point
from kb.diagrams.routes import Route

RADIUS: Final = 7.5
_CLEAR: Final = RADIUS + 1  # from a box
_HEAD: Final = 6.5
_STEP: Final = 3


def place_discs(
    routes: Sequence[Route], tops: Sequence[float], bottoms: Sequence[float]
) -> tuple[dict[int, Point], set[int]]:
    """Return the place of each arrow's number, and the gaps between rows that must grow for those that have none."""
    lines = _samples(routes)
    options = {route.arrow: list(_options(route, tops, bottoms)) for route in routes}
    placed: dict[int, Point] = {}
    tight: set[int] = set()
    # Those with the least choice come first.
    for route in sorted(routes, key=lambda route: (len(options[route.arrow]), route.arrow)):
        free = [each for each in options[route.arrow] if all(_apart(each[2], other) for other in placed.values())]
        if free:
            placed[route.arrow] = min((_near(lines.get(gap, ()), at, route.arrow), off, at) for gap, off, at in free)[2]
        else:
            tight |= {gap for _, gap in route.pieces if gap is not None}
    return placed, tight


def _apart(one: Point, other: Point) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > (2 * RADIUS + 1) ** 2


def _options(route: Route, tops: Sequence[float], bottoms: Sequence[float]) -> Iterator[tuple[int, float, Point]]:
    """Yield the places that are clear of boxes: in which gap or -1, how far from its middle, and where."""
    if all(gap is None for _, gap in route.pieces):
        yield -1, 0, _rounded(route.pieces[0][0].at(0.5))
    for piece, gap in route.pieces:
        if gap is None:
            continue
        top, bottom = bottoms[gap] + _CLEAR, tops[gap + 1] - _CLEAR
        top += _HEAD * (route.towards == (0, -1) and abs(route.end[1] - bottoms[gap]) < _CLEAR)
        bottom -= _HEAD * (route.towards == (0, 1) and abs(route.end[1] - tops[gap + 1]) < _CLEAR)
        steps = max(8, int((bottom - top) / _STEP) * 2)
        for step in range(1, steps):
            at = _rounded(piece.at(step / steps))
            if top <= at[1] <= bottom:
                yield gap, round(abs(at[1] - (top + bottom) / 2), 1), at


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _near(lines: Iterable[tuple[int, Point]], at: Point, own: int) -> int:
    """Return how many other arrows' lines a number would stand on or touch."""
    x, y = at
    reach = (RADIUS + 1.5) ** 2
    return len({arrow for arrow, (px, py) in lines if arrow != own and (x - px) ** 2 + (y - py) ** 2 <= reach})


def _samples(routes: Sequence[Route]) -> dict[int, list[tuple[int, Point]]]:
    """Return points of all lines in each gap, each with its arrow."""
    found: dict[int, list[tuple[int, Point]]] = {}
    for route in routes:
        for piece, gap in route.pieces:
            if gap is not None:
                found.setdefault(gap, []).extend((route.arrow, piece.at(step / 16)) for step in range(17))
    return found
