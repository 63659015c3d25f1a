"""What is costly and depends on little is kept on the disk, under a name made of what it depends on.

The folder may be deleted at any time; a file in it is never wrong, only useless once what it was made of has changed.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Final

from kb.graph import Graph
from kb.layout import Layout, build_layout, from_json, to_json

# Raised when the same graph would be laid out in another way.
_VERSION: Final = 1


def load_cached_layout(folder: Path, graph: Graph, previous: Layout | None) -> Layout:
    """Return the layout of `graph`, made when `folder` has none of this graph and this `previous` layout."""
    file = folder / f"layout-{_digest(graph, previous)}.json"
    try:
        return from_json(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        layout = build_layout(graph, previous)
    # Where nothing can be written, nothing is kept.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("layout-*.json"):
            stale.unlink(missing_ok=True)
        file.write_text(to_json(layout), encoding="utf-8")
    return layout


def _digest(graph: Graph, previous: Layout | None) -> str:
    nodes = [(node, page.title, page.kind) for node, page in graph.nodes.items()]
    relations = [(each.source, each.type.name, each.target, each.grade, each.when) for each in graph.relations]
    text = json.dumps([_VERSION, nodes, relations, to_json(previous) if previous else ""])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
