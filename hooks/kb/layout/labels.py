"""From which zoom on a label can be shown."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, frexp, inf, ldexp
from typing import Final, TypeAlias

from kb.layout.disks import Place
from kb.layout.model import LABEL_HEIGHT, WIDTH, label_width

# Place, width at zoom 1, and the zoom from which on it is shown.
_Label: TypeAlias = tuple[float, float, float, float]

_LEAST: Final = 0.25  # the zoom of the whole map on the narrowest screen


def find_zooms(positions: Mapping[str, Place], labels: Mapping[str, str], order: Sequence[str]) -> Mapping[str, float]:
    """Return for each node, of which the more important come first in `order`, the zoom at which its label first fits.

    Two labels that overlap do so until the zoom that parts them. So the less important one waits for that zoom, unless
    the more important one itself is not shown before it. And no label is shown while it would stick out of the frame.
    """
    zooms: dict[str, float] = {}
    rows: dict[int, list[_Label]] = {}
    early: list[_Label] = []
    for node in order:
        x, y = positions[node]
        width = label_width(labels[node])
        row = int(y // LABEL_HEIGHT)
        near = (label for each in (row - 1, row, row + 1) for label in rows.get(each, ()))
        inside = width / 2 / max(min(x, WIDTH - x), 1)
        zoom = _wait(x, y, width, near, max(_LEAST, inside))
        if zoom < 1:  # only then may a label of another row be in the way, and few labels are shown so early
            zoom = _wait(x, y, width, early, zoom)
        zooms[node] = zoom = _step_up(zoom)
        label = x, y, width, zoom
        rows.setdefault(row, []).append(label)
        if zoom < 1:
            early.append(label)
    return zooms


def _wait(x: float, y: float, width: float, others: Iterable[_Label], least: float) -> float:
    """Return the zoom, `least` or more, from which on none of `others` that is shown by then overlaps a label."""
    parting = ((_part(x - ox, y - oy, (width + other) / 2), shown) for ox, oy, other, shown in others)
    return max([least, *(parted for parted, shown in parting if shown < parted)])


def _part(dx: float, dy: float, width: float) -> float:
    """Return the zoom from which on two labels do not overlap, of which the places are `dx`, `dy` apart."""
    beside = width / abs(dx) if dx else inf
    below = LABEL_HEIGHT / abs(dy) if dy else inf
    return min(beside, below)


def _step_up(zoom: float) -> float:
    """Return the next of the steps … 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5 …: a small number of them."""
    _, exponent = frexp(zoom)
    step = ldexp(1.0, exponent - 3)
    return ceil(zoom / step) * step
