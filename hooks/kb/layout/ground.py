"""The areas of the map: how large they are and where."""

from collections.abc import Mapping
from functools import partial
from math import ceil, floor, fsum, pi, sqrt
from typing import Final, TypeAlias

from kb.layout.disks import Disks, Place, find_room, mean, spiral
from kb.layout.forces import push_apart, relax
from kb.layout.model import HEIGHT, SIDE, WIDTH
from kb.layout.ties import Ties, find_springs, order_by_ties

Area: TypeAlias = tuple[float, float, float]
Sizes: TypeAlias = Mapping[str, int]

_MARGIN_X: Final = 60.0  # half a label
_MARGIN_Y: Final = 15.0
_LARGEST: Final = HEIGHT / 2 - _MARGIN_Y
_FILL: Final = 0.5  # what areas may cover of the frame
_ROOMIEST: Final = 85.0  # the most that one node gets, as a radius
_LOOSE: Final = 0.4  # what nodes may cover of an area that is laid out
_TIGHT: Final = 0.6  # and of one that fills up
_ROUNDS: Final = 80
_PUSHES: Final = 200
_TRIES: Final = 400
_SHRINK: Final = 0.95


def build_areas(sizes: Sizes, ties: Ties) -> Mapping[str, Area]:
    """Return areas for as many nodes as `sizes` says, the strongly tied near each other."""
    ids = sorted(sizes)
    index = {area: i for i, area in enumerate(ids)}
    unit = min(_ROOMIEST, sqrt(_FILL * WIDTH * HEIGHT / (pi * sum(sizes.values()))))
    disks = Disks()
    for area in ids:
        disks.add(WIDTH / 2, HEIGHT / 2, min(unit * sqrt(sizes[area]), _LARGEST))
    whole, covered = fsum(radius * radius for radius in disks.radii), 0.0
    for area, (x, y) in zip(order_by_ties(ties), spiral(), strict=False):
        i = index[area]
        away = sqrt(covered / whole / (x * x + y * y))
        covered += disks.radii[i] * disks.radii[i]
        disks.xs[i] += x * away * (WIDTH / 2 - _MARGIN_X)
        disks.ys[i] += y * away * (HEIGHT / 2 - _MARGIN_Y)
    relax(disks, find_springs(ties), partial(_hold, disks), [False] * len(ids), _ROUNDS)
    return _settled(ids, disks)


def keep_areas(before: Mapping[str, Area], sizes: Sizes, ties: Ties, side: float) -> Mapping[str, Area]:
    """Return areas for `sizes`, those of `before` where and as large as they were, as far as what is new lets them."""
    least = {area: ceil(least_radius(side, size, _TIGHT) * 10 - 0.01) / 10 for area, size in sizes.items()}
    disks = Disks()
    index: dict[str, int] = {}
    for area in sorted(sizes):
        if area in before:
            x, y, radius = before[area]
            index[area] = len(index)
            disks.add(x, y, min(max(radius, least[area]), _LARGEST))
    whole = fsum(radius * radius for radius in disks.radii)
    unit = min(_ROOMIEST, sqrt(whole / max(sum(sizes[area] for area in index), 1)))
    for area in order_by_ties(ties):
        if area not in index:
            near = [(index[other], strength) for other, strength in ties[area].items() if other in index]
            wanted = mean(disks, near) or (WIDTH / 2, HEIGHT / 2)
            disks.add(*_find_area(disks, wanted, min(unit * sqrt(sizes[area]), _LARGEST), least[area]))
            index[area] = len(index)
    return _settled(list(index), disks)


def least_radius(side: float, size: int, cover: float) -> float:
    """Return the radius of an area in which `size` squares cover that much of the room about the first."""
    return reach_of(side) * (1 + sqrt((size - 1) / cover))


def reach_of(side: float) -> float:
    """Return the radius of the disk about a square; when such disks do not overlap, neither do the squares."""
    return side * 0.70711


def fit_side(areas: Mapping[str, Area], sizes: Sizes, side: float | None = None) -> float:
    """Return the side of the squares with which all nodes fit in their areas: `side` if it does."""
    cover = _LOOSE if side is None else _TIGHT
    scale = min(areas[area][2] / least_radius(SIDE, size, cover) for area, size in sizes.items())
    return min(side or SIDE, tenths(SIDE * scale))


def _find_area(disks: Disks, wanted: Place, radius: float, least: float) -> Area:
    """Return a free disk near `wanted`, as large as there is room for, or else the least one right there."""
    while radius > least:
        place = find_room(disks, wanted, radius, _TRIES, partial(_is_in_frame, radius))
        if place:
            return *place, radius
        radius *= _SHRINK
    return *wanted, least


def _settled(ids: list[str], disks: Disks) -> Mapping[str, Area]:
    disks.radii[:] = [tenths(radius) for radius in disks.radii]
    while not push_apart(disks, partial(_hold, disks), _PUSHES):
        disks.radii[:] = [tenths(radius * _SHRINK) for radius in disks.radii]
    return dict(sorted(zip(ids, zip(disks.xs, disks.ys, disks.radii, strict=True), strict=True)))


def tenths(value: float) -> float:
    """Return the value rounded down to a tenth."""
    return floor(value * 10 + 0.001) / 10


def _hold(disks: Disks, i: int, x: float, y: float) -> Place:
    return _in_frame(disks.radii[i], x, y)


def _in_frame(radius: float, x: float, y: float) -> Place:
    beside, above = _MARGIN_X + radius, _MARGIN_Y + radius
    return min(max(x, beside), WIDTH - beside), min(max(y, above), HEIGHT - above)


def _is_in_frame(radius: float, place: Place) -> bool:
    return _in_frame(radius, *place) == place
