"""Forces that put disks in order.

Only sums, products, quotients and square roots are used, which IEEE 754 rounds the same on every machine; not sum(),
which rounds otherwise since Python 3.12.
"""

from collections.abc import Callable, Iterable, Sequence
from math import fsum, sqrt
from typing import Final, TypeAlias

from kb.layout.disks import Disks, Place, find_pairs

Hold: TypeAlias = Callable[[int, float, float], Place]
"""Returns the place nearest to x, y at which the disk of that index may be."""

Spring: TypeAlias = tuple[int, int, float]
"""Two disks, by index, and how hard they pull each other."""

_REFRESH: Final = 4  # rounds for which the same pairs count as neighbours
_SOFT: Final = 0.01  # keeps the push of two disks in one place finite
_SWERVE: Final = 0.1  # how far to the side a disk is pushed, lest those in a line along the edge stay in it


def relax(disks: Disks, springs: Iterable[Spring], hold: Hold, pinned: Sequence[bool], rounds: int) -> None:
    """Let springs pull and neighbours push, in ever smaller steps, after Fruchterman and Reingold (1991)."""
    xs, ys, radii = disks.xs, disks.ys, disks.radii
    pulls = [(i, j, strength, 2 * (radii[i] + radii[j])) for i, j, strength in springs]
    pushes: list[tuple[int, int, float]] = []
    step = 4 * fsum(radii) / max(len(radii), 1)
    for turn in range(rounds):
        if turn % _REFRESH == 0:
            touches = ((i, j, radii[i] + radii[j]) for i, j in find_pairs(disks, 2))
            pushes = [(i, j, touch * touch) for i, j, touch in touches]
        fx, fy = [0.0] * len(xs), [0.0] * len(xs)
        _repel(disks, pushes, fx, fy)
        _attract(disks, pulls, fx, fy)
        most = step * (rounds - turn) / rounds
        for i, still in enumerate(pinned):
            if not still:
                dx, dy = fx[i], fy[i]
                force = sqrt(dx * dx + dy * dy)
                scale = most / force if force > most else 1.0
                xs[i], ys[i] = hold(i, xs[i] + dx * scale, ys[i] + dy * scale)


def push_apart(disks: Disks, hold: Hold, rounds: int) -> bool:
    """Move disks that overlap, the smaller the farther, until none does, in tenths; return whether that was reached."""
    xs, ys, radii = disks.xs, disks.ys, disks.radii
    for _ in range(rounds):
        for i in range(len(xs)):
            x, y = hold(i, xs[i], ys[i])
            xs[i], ys[i] = round(x, 1), round(y, 1)
        apart = True
        for i, j in find_pairs(disks, 1):
            dx, dy, touch = xs[i] - xs[j], ys[i] - ys[j], radii[i] + radii[j]
            square = dx * dx + dy * dy
            if square >= touch * touch:
                continue
            apart = False
            if not square:
                dx = square = 1.0
            distance = sqrt(square)
            mine = radii[j] * radii[j] / (radii[i] * radii[i] + radii[j] * radii[j])
            push = (touch - distance + 0.2) / distance
            dx, dy = dx - _SWERVE * dy, dy + _SWERVE * dx
            xs[i] += dx * push * mine
            ys[i] += dy * push * mine
            xs[j] -= dx * push * (1 - mine)
            ys[j] -= dy * push * (1 - mine)
        if apart:
            return True
    return False


def _repel(disks: Disks, pushes: Iterable[tuple[int, int, float]], fx: list[float], fy: list[float]) -> None:
    """Add the push of near disks, which fades to nothing at twice the distance at which they touch, given squared."""
    xs, ys = disks.xs, disks.ys
    for i, j, touch in pushes:
        dx, dy = xs[i] - xs[j], ys[i] - ys[j]
        push = touch / (dx * dx + dy * dy + _SOFT) - 0.25
        if push > 0:
            dx *= push
            dy *= push
            fx[i] += dx
            fy[i] += dy
            fx[j] -= dx
            fy[j] -= dy


def _attract(disks: Disks, pulls: Iterable[tuple[int, int, float, float]], fx: list[float], fy: list[float]) -> None:
    """Add the pull of springs, which grows no more beyond the last number: twice the distance at which ends touch."""
    xs, ys = disks.xs, disks.ys
    for i, j, strength, most in pulls:
        dx, dy = xs[j] - xs[i], ys[j] - ys[i]
        distance = sqrt(dx * dx + dy * dy)
        pull = strength * most / distance if distance > most else strength
        dx *= pull
        dy *= pull
        fx[i] += dx
        fy[i] += dy
        fx[j] -= dx
        fy[j] -= dy
