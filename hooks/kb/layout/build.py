"""From a graph, and the map so far, to its map."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from kb.graph import Graph
from kb.layout.ground import build_areas, fit_side, keep_areas
from kb.layout.homes import find_homes
from kb.layout.labels import find_zooms
from kb.layout.model import SIDE, Layout
from kb.layout.places import Places, build_places, keep_places
from kb.layout.ties import build_ties, gather_ties
from kb.vocabulary import Kind

_KNOWN: Final = 0.5  # the part of the nodes that must have a place for a map to be kept


def build_layout(graph: Graph, previous: Layout | None = None) -> Layout:
    """Return the map of `graph`: areas in the frame by their ties, then nodes in the disk of their area.

    Nodes stay where they were in `previous` and new ones are put beside those that they are tied to, as long as at
    least half of the nodes have a place there. The same arguments give the same layout on every machine, and a graph
    that has not changed gives `previous` again.
    """
    if not graph.nodes:
        return Layout({}, {}, {}, SIDE)
    if previous and sum(node in previous.positions for node in graph.nodes) < _KNOWN * len(graph.nodes):
        previous = None
    before = find_areas(previous) if previous else {}
    ties = build_ties(graph)
    homes = find_homes(graph, ties, before)
    sizes = Counter(homes.values())
    between = gather_ties(ties, homes)
    areas = keep_areas(previous.areas, sizes, between, previous.side) if previous else build_areas(sizes, between)
    around = {node: areas[home] for node, home in homes.items()}
    if previous:
        side = fit_side(areas, sizes, previous.side)
        places, side = keep_places(_carry(previous, before, homes, around), around, ties, side)
    else:
        places, side = build_places(around, homes, ties, fit_side(areas, sizes))
    labels = {node: page.title for node, page in graph.nodes.items()}
    return Layout(places, areas, find_zooms(places, labels, _by_importance(graph)), side)


def find_areas(layout: Layout) -> Mapping[str, str]:
    """Return the area in which each node stands; a node in none is left out."""
    areas = [(area, x, y, (radius + 0.1) * (radius + 0.1)) for area, (x, y, radius) in sorted(layout.areas.items())]
    found = {}
    for node, (x, y) in layout.positions.items():
        for area, cx, cy, square in areas:
            if (x - cx) * (x - cx) + (y - cy) * (y - cy) <= square:
                found[node] = area
                break
    return found


def _carry(
    layout: Layout,
    before: Mapping[str, str],
    homes: Mapping[str, str],
    around: Mapping[str, tuple[float, float, float]],
) -> Places:
    """Return the places of all nodes that stay in their area, moved along with it."""
    carried = {}
    for node, home in homes.items():
        if before.get(node) == home:
            (x, y), (old_x, old_y, _), (new_x, new_y, _) = layout.positions[node], layout.areas[home], around[node]
            carried[node] = x + (new_x - old_x), y + (new_y - old_y)
    return carried


def _by_importance(graph: Graph) -> list[str]:
    """Return the nodes, machineries and the much related first."""

    def rank(node: str) -> tuple[bool, int, str]:
        return graph.nodes[node].kind is not Kind.MACHINERY, -len(graph.neighbourhood(node)), node

    return sorted(graph.nodes, key=rank)
