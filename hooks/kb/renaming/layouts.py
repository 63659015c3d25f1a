"""Another id for a node on the map, which keeps its place."""

from collections.abc import Mapping
from typing import TypeVar

from kb.layout import Layout

_T = TypeVar("_T")


def rename_node(layout: Layout, old: str, new: str) -> Layout:
    """Return `layout` with the node `old` called `new`."""

    def renamed(places: Mapping[str, _T]) -> Mapping[str, _T]:
        return {new if node == old else node: place for node, place in places.items()}

    return layout._replace(
        positions=renamed(layout.positions), areas=renamed(layout.areas), zooms=renamed(layout.zooms)
    )
