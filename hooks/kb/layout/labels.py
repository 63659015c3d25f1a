"""From which zoom on a label can be shown."""

from collections.abc import Mapping, Sequence
from math import ceil, frexp, inf, ldexp

from kb.layout.disks import Place
from kb.layout.model import LABEL_HEIGHT, label_width


def find_zooms(positions: Mapping[str, Place], labels: Mapping[str, str], order: Sequence[str]) -> Mapping[str, float]:
    """Return for each node, of which the more important come first in `order`, the zoom at which its label first fits.

    Two labels that overlap at zoom 1 do so until the zoom that parts them. So the less important one waits for that
    zoom, unless the more important one itself is not shown before it.
    """
    zooms: dict[str, float] = {}
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    for node in order:
        x, y = positions[node]
        width = label_width(labels[node])
        row = int(y // LABEL_HEIGHT)
        parting = [
            (_part(x - ox, y - oy, (width + other) / 2), shown)
            for near in (row - 1, row, row + 1)
            for ox, oy, other, shown in rows.get(near, ())
        ]
        zoom = _step_up(max([1.0, *(parted for parted, shown in parting if shown < parted)]))
        zooms[node] = zoom
        rows.setdefault(row, []).append((x, y, width, zoom))
    return zooms


def _part(dx: float, dy: float, width: float) -> float:
    """Return the zoom from which on two labels do not overlap, of which the places are `dx`, `dy` apart."""
    beside = width / abs(dx) if dx else inf
    below = LABEL_HEIGHT / abs(dy) if dy else inf
    return min(beside, below)


def _step_up(zoom: float) -> float:
    """Return the next of the steps 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5 ...: few enough to share a style rule."""
    _, exponent = frexp(zoom)
    step = ldexp(1.0, exponent - 3)
    return ceil(zoom / step) * step
