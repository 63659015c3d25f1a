"""Disks in the plane and the room between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from math import fsum, sqrt
from typing import Final, TypeAlias

Place: TypeAlias = tuple[float, float]

_TURN: Final = (-0.7373688780783197, 0.6754902942615238)  # cosine and sine of the golden angle


@dataclass(slots=True)
class Disks:
    """Places and radii by index, which change while a layout is made."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    radii: list[float] = field(default_factory=list)

    def add(self, x: float, y: float, radius: float) -> None:
        """Append a disk."""
        self.xs.append(x)
        self.ys.append(y)
        self.radii.append(radius)


def find_pairs(disks: Disks, reach: float) -> list[tuple[int, int]]:
    """Return the pairs of disks whose bounding squares overlap once they have grown by the factor `reach`."""
    xs, ys = disks.xs, disks.ys
    reaches = [radius * reach for radius in disks.radii]
    starts = [x - r for x, r in zip(xs, reaches, strict=True)]
    ends = [x + r for x, r in zip(xs, reaches, strict=True)]
    lows = [y - r for y, r in zip(ys, reaches, strict=True)]
    highs = [y + r for y, r in zip(ys, reaches, strict=True)]
    found: list[tuple[int, int]] = []
    active: list[int] = []
    # A line sweeps from left to right; `active` are the squares that it crosses.
    for i in sorted(range(len(xs)), key=starts.__getitem__):
        start, low, high = starts[i], lows[i], highs[i]
        active = [j for j in active if ends[j] > start]
        found += [(i, j) for j in active if highs[j] > low and lows[j] < high]
        active.append(i)
    return found


def spiral() -> Iterator[Place]:
    """Yield places about the origin, from the middle outwards: a disk of radius √n holds the first n, evenly spread."""
    x, y, index = 1.0, 0.0, 0.5
    while True:
        yield x * sqrt(index), y * sqrt(index)
        x, y, index = x * _TURN[0] - y * _TURN[1], x * _TURN[1] + y * _TURN[0], index + 1


def find_room(disks: Disks, wanted: Place, radius: float, tries: int, may_be: Callable[[Place], bool]) -> Place | None:
    """Return the place nearest to `wanted`, of as many as `tries`, at which a disk may be and overlaps no other."""
    x, y = wanted
    step = radius / 2
    reach = step * sqrt(tries) + radius
    near = [
        (ox, oy, (r + radius) * (r + radius))
        for ox, oy, r in zip(disks.xs, disks.ys, disks.radii, strict=True)
        if abs(ox - x) < reach + r and abs(oy - y) < reach + r
    ]
    for dx, dy in chain([(0.0, 0.0)], islice(spiral(), tries)):
        place = px, py = x + dx * step, y + dy * step
        if may_be(place) and all((px - ox) * (px - ox) + (py - oy) * (py - oy) >= least for ox, oy, least in near):
            return place
    return None


def mean(disks: Disks, weights: Sequence[tuple[int, int]]) -> Place | None:
    """Return the mean of the places of disks, each given by index and weight, or None when there are none."""
    whole = sum(weight for _, weight in weights)
    if not whole:
        return None
    x = fsum(disks.xs[i] * weight for i, weight in weights) / whole
    return x, fsum(disks.ys[i] * weight for i, weight in weights) / whole
