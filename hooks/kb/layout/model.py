"""The map as a value and as a file."""

import json
from collections.abc import Mapping
from math import fsum, isfinite
from typing import Any, Final, NamedTuple
from unicodedata import east_asian_width

WIDTH: Final = 1200
HEIGHT: Final = 900
LABEL_HEIGHT: Final = 12
"""The height of a line of text at zoom 1, in units of the frame; text keeps its size on the screen at any zoom."""

SIDE: Final = 20.0
"""The side of the square that a node takes: a dot, and a line of text below it."""

_LEAST: Final = 1.0  # the least side that a map was ever made with; there are no places between tenths

UNATTACHED: Final = ""
"""The key of the area for nodes that no chain of relations ties to a machinery."""

# Wider than a usual sans-serif on average, so that a label is rather left out than run into another.
_CHARACTER: Final = 0.6


class Layout(NamedTuple):
    """The places of all nodes in a frame of WIDTH by HEIGHT, x to the right and y down, in tenths of a unit.

    `areas` gives centre and radius of the disk of each machinery, and of UNATTACHED when a node needs it; the disks do
    not overlap. `zooms` gives the zoom from which on a node's label can be shown, below 1 for a map that is shown
    smaller than its frame: labels that are shown, each centred on its node at one distance above or below it, never
    overlap at any zoom. `side` is the side of the
    square about each node that no other node's square enters.
    """

    positions: Mapping[str, tuple[float, float]]
    areas: Mapping[str, tuple[float, float, float]]
    zooms: Mapping[str, float]
    side: float


def label_width(label: str) -> float:
    """Return the room to leave for `label` at zoom 1, in units of the frame; no font is asked."""
    return LABEL_HEIGHT * fsum(1 if east_asian_width(each) in "WF" else _CHARACTER for each in label)


def to_json(layout: Layout) -> str:
    """Return the layout as JSON, an area or a node a line, sorted by id: a new node is a new line."""
    areas = ((f"areas/{area}", layout.areas[area]) for area in sorted(layout.areas))
    nodes = ((f"nodes/{node}", (*layout.positions[node], layout.zooms[node])) for node in sorted(layout.positions))
    # The comma leads the line, for one at the end would change the line before a new last one.
    lines = (f",{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}\n" for key, value in (*areas, *nodes))
    return f'{{\n "side": {json.dumps(layout.side)}\n{"".join(lines)}}}\n'


def from_json(text: str) -> Layout:
    """Return the layout that `text` holds; ValueError when it holds none, as after a merge gone wrong."""
    data = json.loads(text)
    if not isinstance(data, dict) or not _are_numbers(side := data.pop("side", None)) or not _LEAST <= side <= SIDE:
        raise ValueError("the layout has no side")
    areas: dict[str, tuple[float, float, float]] = {}
    nodes: dict[str, tuple[float, float, float]] = {}
    for key, value in data.items():
        section, _, id_ = key.partition("/")
        if section not in ("areas", "nodes") or not isinstance(value, list) or len(value) != 3:
            raise ValueError(f"the layout has an entry {key!r} that is no area and no node")
        if not _are_numbers(*value):
            raise ValueError(f"the entry {key!r} of the layout is not made of numbers")
        if not (0 <= value[0] <= WIDTH and 0 <= value[1] <= HEIGHT and 0.1 <= value[2] <= WIDTH):
            raise ValueError(f"the entry {key!r} of the layout stands out of the frame")
        x, y = round(float(value[0]), 1), round(float(value[1]), 1)
        (areas if section == "areas" else nodes)[id_] = x, y, float(value[2])
    positions = {id_: (x, y) for id_, (x, y, _) in nodes.items()}
    return Layout(positions, areas, {id_: zoom for id_, (_, _, zoom) in nodes.items()}, float(side))


def _are_numbers(*values: Any) -> bool:
    return all((type(each) is float and isfinite(each)) or type(each) is int for each in values)
