"""The places of the nodes, each in the area it belongs to."""

from collections.abc import Mapping
from functools import partial
from math import sqrt
from typing import Final, TypeAlias

from kb.layout.disks import Disks, Place, find_room, mean, spiral
from kb.layout.forces import push_apart, relax
from kb.layout.ground import Area, reach_of, tenths
from kb.layout.ties import Ties, find_springs, order_by_ties

Places: TypeAlias = Mapping[str, Place]

_ROUNDS: Final = 60
_TRIES: Final = 100
_SHRINK: Final = 0.95
_AT_HOME: Final = 0.5  # how hard a tie pulls within an area
_ABROAD: Final = 0.1  # and out of it
_ROOMY: Final = 0.9  # how much of its part of the area a node gets at first, as a radius


def build_places(around: Mapping[str, Area], homes: Mapping[str, str], ties: Ties, side: float) -> tuple[Places, float]:
    """Return a place for each node in the area `around` it, and the side of the square that it has for itself."""
    parts = _parts(around)
    ids = list(ties)
    index = {node: i for i, node in enumerate(ids)}
    disks = Disks()
    for node in ids:
        x, y, _ = around[node]
        disks.add(x, y, parts[node] * _ROOMY)
    slots = {home: spiral() for home in homes.values()}
    for node in order_by_ties(ties):
        if node != homes[node]:
            x, y = next(slots[homes[node]])
            disks.xs[index[node]] += x * parts[node]
            disks.ys[index[node]] += y * parts[node]
    springs = [
        (i, j, strength * (_AT_HOME if homes[ids[i]] == homes[ids[j]] else _ABROAD))
        for i, j, strength in find_springs(ties)
    ]
    hold = partial(_hold, [around[node] for node in ids], disks.radii)
    relax(disks, springs, hold, [node == homes[node] for node in ids], _ROUNDS)
    return _settled(ids, disks, around, side)


def keep_places(before: Places, around: Mapping[str, Area], ties: Ties, side: float) -> tuple[Places, float]:
    """Return a place for each node: where it was `before`, or beside those in its area that it is tied to."""
    parts = _parts(around)
    reach = reach_of(side)
    ids = [node for node in ties if node in before]
    index = {node: i for i, node in enumerate(ids)}
    disks = Disks()
    for node in ids:
        disks.add(*before[node], reach)
    for node in order_by_ties(ties):
        if node not in index:
            area = around[node]
            near = [(index[o], strength) for o, strength in ties[node].items() if o in index and around[o] == area]
            wanted = mean(disks, near) or area[:2]
            index[node] = len(ids)
            ids.append(node)
            disks.add(*_find_place(disks, wanted, area, (parts[node] * _ROOMY, reach)), reach)
    return _settled(ids, disks, around, side)


def _find_place(disks: Disks, wanted: Place, area: Area, radii: tuple[float, ...]) -> Place:
    """Return a free place in the area near `wanted`, with room for the first of `radii` that fits anywhere."""
    for radius in radii:
        place = find_room(disks, wanted, radius, _TRIES, partial(_is_in, area, radius))
        if place:
            return place
    return wanted


def _parts(around: Mapping[str, Area]) -> Mapping[str, float]:
    """Return for each node the radius of a disk as large as its part of its area."""
    counts: dict[Area, int] = {}
    for area in around.values():
        counts[area] = counts.get(area, 0) + 1
    return {node: area[2] / sqrt(counts[area]) for node, area in around.items()}


def _settled(ids: list[str], disks: Disks, around: Mapping[str, Area], side: float) -> tuple[Places, float]:
    while True:
        disks.radii[:] = [reach_of(side)] * len(ids)
        hold = partial(_hold, [around[node] for node in ids], disks.radii)
        if push_apart(disks, hold, _ROUNDS):
            return dict(sorted(zip(ids, zip(disks.xs, disks.ys, strict=True), strict=True))), side
        side = tenths(side * _SHRINK)


def _hold(areas: list[Area], radii: list[float], i: int, x: float, y: float) -> Place:
    return _hold_in(areas[i], radii[i], x, y)


def _is_in(area: Area, radius: float, place: Place) -> bool:
    return _hold_in(area, radius, *place) == place


def _hold_in(area: Area, radius: float, x: float, y: float) -> Place:
    cx, cy, whole = area
    most = max(whole - radius, 0.0)
    dx, dy = x - cx, y - cy
    square = dx * dx + dy * dy
    # A place that was rounded may stand out a little; it would never come to rest if it were pulled in.
    if square <= (most + 0.1) * (most + 0.1):
        return x, y
    scale = most / sqrt(square)
    return cx + dx * scale, cy + dy * scale
