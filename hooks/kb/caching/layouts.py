"""The layout of a graph, computed again only where the graph or the layout that it goes on from has changed."""

import hashlib
import json
from pathlib import Path
from typing import Final

from kb.caching.files import load_values, save_values
from kb.graph import Graph
from kb.layout import Layout, build_layout, from_json, to_json

_LAYOUT: Final = "layout"


def load_cached_layout(folder: Path, graph: Graph, previous: Layout | None) -> Layout:
    """Return the layout of `graph`, made when `folder` has none of this graph and this `previous` layout."""
    file, key = folder / _LAYOUT, _key(graph, previous)
    data = load_values(file).get(key)
    if data:
        return from_json(bytes(data).decode())
    layout = build_layout(graph, previous)
    save_values(file, {key: to_json(layout).encode()})
    return layout


def _key(graph: Graph, previous: Layout | None) -> bytes:
    nodes = [(node, page.title, page.kind) for node, page in graph.nodes.items()]
    relations = [(each.source, each.type.name, each.target, each.grade, each.when) for each in graph.relations]
    text = json.dumps([nodes, relations, to_json(previous) if previous else ""])
    return hashlib.sha256(text.encode()).digest()
