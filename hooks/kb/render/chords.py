"""The graph as a picture: nodes on a ring, relations as chords."""

import math
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.graph import Graph
from kb.pages import Page
from kb.render.elements import element
from kb.vocabulary import Kind

_RADIUS: Final = 260
_MARGIN: Final = 240


def render_chords(graph: Graph) -> Element:
    """Return an SVG of the whole graph; the table beside it says the same in words."""
    nodes = tuple(_ring(graph))
    angles = {page.id: 2 * math.pi * index / max(len(nodes), 1) for index, page in enumerate(nodes)}
    half = _RADIUS + _MARGIN
    picture = element(
        "svg",
        {
            "class": "kb-chords",
            "viewBox": f"{-half} {-half + 180} {2 * half} {2 * half - 360}",
            "role": "img",
            "aria-label": f"{len(nodes)} nodes on a ring, joined by {len(graph.relations)} relations",
            "data-search-exclude": "true",
        },
    )
    for relation in graph.relations:
        start, end = _point(angles[relation.source]), _point(angles[relation.target])
        path = f"M{start}Q0 0 {end}"
        picture.append(element("path", {"d": path, "class": f"kb-chord kb-chord--{relation.type.kind}"}))
    picture.extend(_label(page, angles[page.id]) for page in nodes)
    return picture


def _ring(graph: Graph) -> Iterator[Page]:
    """Yield the machineries, each followed by the mechanisms that are first of all its own."""
    home: dict[str, list[str]] = {}
    for node, page in graph.nodes.items():
        if page.kind is Kind.MECHANISM:
            others = (edge.other for edge in graph.neighbourhood(node))
            machineries = (other for other in others if graph.nodes[other].kind is Kind.MACHINERY)
            home.setdefault(next(machineries, ""), []).append(node)
    for node, page in graph.nodes.items():
        if page.kind is Kind.MACHINERY:
            yield page
            yield from (graph.nodes[each] for each in home.get(node, ()))
    yield from (graph.nodes[each] for each in home.get("", ()))


def _point(angle: float, radius: float = _RADIUS) -> str:
    return f"{radius * math.cos(angle):.1f} {radius * math.sin(angle):.1f}"


def _label(page: Page, angle: float) -> Element:
    flipped = math.pi / 2 < angle < 3 * math.pi / 2
    turn = math.degrees(angle) + (180 if flipped else 0)
    x = -(_RADIUS + 8) if flipped else _RADIUS + 8
    attributes = {
        "x": str(x),
        "transform": f"rotate({turn:.1f})",
        "text-anchor": "end" if flipped else "start",
        "dominant-baseline": "middle",
        "class": f"kb-node kb-node--{page.kind}",
    }
    return element("a", {"href": f"/{page.uri}"}, element("text", attributes, page.title))
