"""The map of the graph as a picture: areas, relations, and a link for each node.

All is in the picture that a script needs to filter it and to show what surrounds a node; docs/assets/graph.js does.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import node_anchor
from kb.graph import Graph
from kb.layout import HEIGHT, UNATTACHED, WIDTH, Layout, find_areas
from kb.pages import Page
from kb.render.elements import count, element
from kb.vocabulary import GRADES, RELATION_TYPES, Kind, RelationType

_LARGEST: Final = 4.5
_DOT: Final = 0.4  # the radius of a dot as a part of the side of its node's square
_MACHINERY: Final = 1.4  # how much larger the dot of a machinery is
_DENSE: Final = 500  # relations that need thin lines to be told apart
_TYPES: Final = {name: index for index, name in enumerate(RELATION_TYPES)}
_GRADES: Final = {grade: index for index, grade in enumerate(GRADES)}


def render_map(graph: Graph, layout: Layout) -> Element:
    """Return the figure of the whole graph: picture and legend.

    Its data-edges names for each relation, in the graph's order, source and target by their place among the picture's
    links, then type and grade by their place in data-types, where each has its sign or "=", and in data-grades.
    """
    homes = find_areas(layout)
    order = sorted(graph.nodes, key=lambda node: _place(graph.nodes[node], homes))
    index = {node: place for place, node in enumerate(order)}
    edges = (
        f"{index[each.source]}-{index[each.target]}-{_TYPES[each.type.name]}-{_GRADES[each.grade]}"
        for each in graph.relations
    )
    about = (
        f"Map of {count(len(order), 'page')} in {count(len(layout.areas), 'area')}, "
        f"joined by {count(len(graph.relations), 'relation')}"
    )
    picture = element(
        "svg",
        {"class": "kb-map__picture", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "group", "aria-label": about},
        element("g", {"class": "kb-map__ground", "aria-hidden": "true"}, *_areas(layout), *_ties(graph, layout)),
        *(_node(graph.nodes[node], layout, homes.get(node, UNATTACHED)) for node in order),
    )
    types = (f"{each.name}:{'=' if each.is_symmetric else each.sign}" for each in RELATION_TYPES.values())
    data = {
        "data-edges": " ".join(edges),
        "data-types": " ".join(types),
        "data-grades": " ".join(GRADES),
    }
    class_ = "kb-figure kb-map" + (" kb-map--dense" if len(graph.relations) > _DENSE else "")
    return element(
        "figure",
        {"class": class_, "data-search-exclude": "true", **data},
        element("a", {"class": "kb-map__skip", "href": "#map-end"}, "Skip the map"),
        element("div", {"class": "kb-map__frame"}, picture),
        element("figcaption", {"id": "map-end"}, _legend(graph, UNATTACHED in layout.areas)),
    )


def _place(page: Page, homes: Mapping[str, str]) -> tuple[str, bool, str, str]:
    # A machinery comes last in its area: what is drawn later lies on top, and no label may lie on its dot.
    return homes.get(page.id, UNATTACHED), page.kind is Kind.MACHINERY, page.title.casefold(), page.id


def _areas(layout: Layout) -> Iterator[Element]:
    for area, (x, y, radius) in sorted(layout.areas.items()):
        class_ = "kb-area" if area != UNATTACHED else "kb-area kb-area--unattached"
        yield element("circle", {"class": class_, "cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:g}"})


def _ties(graph: Graph, layout: Layout) -> Iterator[Element]:
    """Yield one path a type of relation: a browser draws ten paths of a thousand lines faster than as many paths."""
    lines: dict[str, list[str]] = {name: [] for name in RELATION_TYPES}
    for relation in graph.relations:
        (x, y), (to_x, to_y) = layout.positions[relation.source], layout.positions[relation.target]
        lines[relation.type.name].append(f"M{x:g} {y:g}L{to_x:g} {to_y:g}")
    for name, parts in lines.items():
        if parts:
            yield element("path", {"class": f"kb-ties kb-ties--{name}", "data-type": name, "d": "".join(parts)})


def _node(page: Page, layout: Layout, home: str) -> Element:
    (x, y), zoom = layout.positions[page.id], layout.zooms[page.id]
    radius = min(_LARGEST, layout.side * _DOT) * (_MACHINERY if page.kind is Kind.MACHINERY else 1)
    place = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:.1f}"}
    label = {"x": place["cx"], "y": place["cy"], "dy": "1.35em", "data-zoom": f"{zoom:g}"}
    if zoom > 1:
        label["class"] = "kb-late"
    about = {"data-level": page.level or "", "data-area": home, "data-names": "; ".join(page.aliases)}
    return element(
        "a",
        {
            "class": f"kb-dot kb-dot--{page.kind}",
            "id": node_anchor(page.id),
            "href": f"/{page.uri}",
            **{name: value for name, value in about.items() if value},
        },
        element("circle", place),
        element("text", label, page.title),
    )


def _legend(graph: Graph, is_unattached: bool) -> Element:
    used = {relation.type.name for relation in graph.relations}
    items = [_key(each) for each in RELATION_TYPES.values() if each.name in used]
    areas = "A disk is a machinery with what belongs to it."
    if is_unattached:
        areas += " The dashed disk holds pages that no chain of relations ties to a machinery."
    return element("div", {}, element("p", {}, areas), element("ul", {"class": "kb-legend"}, *items))


def _key(type_: RelationType) -> Element:
    line = element("path", {"class": f"kb-ties kb-ties--{type_.name}", "d": "M0 4H28"})
    swatch = element("svg", {"class": "kb-legend__line", "viewBox": "0 0 28 8", "aria-hidden": "true"}, line)
    sign = f" ({type_.sign})" if type_.sign else ""
    return element("li", {}, swatch, f" {type_.label}{sign}")
