"""Diagrams: a picture, and under it the same arrows as a numbered list, which is what screen readers read."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from kb.diagrams import ArrowKind, Box, Sketch, is_drawable, parse_sketch
from kb.diagrams.columns import LINE, SIZE
from kb.diagrams.curves import Point, number, path_of
from kb.diagrams.discs import RADIUS
from kb.diagrams.drawing import Drawing, Place, build_drawing
from kb.diagrams.routes import Route
from kb.knowledge import Knowledge
from kb.links import Wikilink
from kb.render.elements import Child, element, missing
from kb.text import Span

_ROUNDED: Final = 4
# In em of the text about it, for each unit of the picture: its own text is as large.
_SCALE: Final = 0.086


class Node(NamedTuple):
    """A box with what it is to a reader: its address, "" when it has none, and a class for its kind."""

    box: Box
    href: str
    kind: str


def fill_diagram(figure: Element, caption: str, lines: str, knowledge: Knowledge) -> None:
    """Add to `figure` its caption, which is left for the inline patterns, the picture of `lines`, and its words."""

    def names(link: Wikilink) -> tuple[str, str]:
        page = knowledge.find_page(link.target)
        return (page.uri, page.title) if page else (link.target.casefold(), link.target)

    sketch = parse_sketch(lines, Span(0, len(lines)), names)
    nodes = [_node(box, knowledge) for box in sketch.boxes]
    if caption:
        SubElement(figure, "figcaption").text = caption
    else:
        figure.append(element("figcaption", {}, missing("no caption")))
    if is_drawable(sketch):
        figure.append(_picture(sketch, nodes, build_drawing(sketch)))
    if sketch.arrows:
        figure.append(element("ol", {"class": "kb-diagram__arrows"}, *_sentences(sketch, nodes)))
        figure.append(_legend(sketch))
    for fault in sketch.faults:
        words = f"{fault.message}: {lines[fault.span.start : fault.span.end]}"
        figure.append(element("p", {}, missing(words)))


def _node(box: Box, knowledge: Knowledge) -> Node:
    if not box.link:
        return Node(box, "", "words")
    anchor = f"#{box.link.anchor}" if box.link.anchor else ""
    page = knowledge.find_page(box.link.target) if box.link.target else None
    if page:
        return Node(box, f"/{page.uri}{anchor}", str(page.kind or "page"))
    return Node(box, "", "missing") if box.link.target else Node(box, anchor, "page")


def _sentences(sketch: Sketch, nodes: list[Node]) -> Iterator[Element]:
    for arrow in sketch.arrows:
        words = element("span", {"class": "kb-diagram__words"}, arrow.kind.words)
        label = f": {arrow.label}" if arrow.label else ""
        tail, head = _said(nodes[arrow.tail]), _said(nodes[arrow.head])
        yield element("li", {}, tail, " ", _sign(arrow.kind), words, " ", head, label)


def _said(node: Node) -> Child:
    if node.kind == "missing":
        return missing(f"{node.box.text}?")
    return element("a", {"href": node.href}, node.box.text) if node.href else node.box.text


def _legend(sketch: Sketch) -> Element:
    """Return what the signs mean to who sees them; in the list they stand in words as well."""
    used = {arrow.kind for arrow in sketch.arrows}
    signs = [
        element("span", {}, _sign(kind), f" {kind.words}")
        for kind, proposed in (
            (ArrowKind.RAISES, ArrowKind.MAY_RAISE),
            (ArrowKind.LOWERS, ArrowKind.MAY_LOWER),
            (ArrowKind.BESIDE, None),
        )
        if used & {kind, proposed}
    ]
    if used & {ArrowKind.MAY_RAISE, ArrowKind.MAY_LOWER}:
        signs.append(element("span", {}, _sign(ArrowKind.MAY_RAISE, headless=True), " proposed or contested"))
    hidden = {"class": "kb-diagram__legend", "aria-hidden": "true", "data-search-exclude": "true"}
    return element("p", hidden, *signs)


def _sign(kind: ArrowKind, headless: bool = False) -> Element:
    """Return an arrow as it is drawn, small enough for a line of text."""
    end = 25 if headless or not kind.has_head else 22 if kind.lowers else 19
    line = {"class": f"kb-arrow kb-arrow--{kind.css}", "d": f"M1 6H{end}"}
    head = () if headless else _head(kind, (end, 6), (1, 0))
    picture = {"class": "kb-diagram__sign", "viewBox": "0 0 26 12", "aria-hidden": "true"}
    return element("svg", picture, element("path", line), *head)


def _picture(sketch: Sketch, nodes: list[Node], drawing: Drawing) -> Element:
    """Return the picture: for the eye and the mouse only, since the list says and links the same."""
    attributes = {
        "class": "kb-diagram__picture",
        "viewBox": f"0 0 {number(drawing.width)} {number(drawing.height)}",
        "width": f"{number(drawing.width * _SCALE)}em",
        "aria-hidden": "true",
        "data-search-exclude": "true",
    }
    lines = (each for route in drawing.routes for each in _line(sketch.arrows[route.arrow].kind, route))
    boxes = (_box(node, place) for node, place in zip(nodes, drawing.places, strict=True))
    discs = (each for index, at in enumerate(drawing.discs, 1) for each in _disc(index, at))
    return element("svg", attributes, *lines, *boxes, *discs)


def _line(kind: ArrowKind, route: Route) -> Iterator[Element]:
    data = path_of([piece for piece, _ in route.pieces])
    yield element("path", {"class": f"kb-arrow kb-arrow--{kind.css}", "d": data})
    yield from _head(kind, route.end, route.towards)


def _head(kind: ArrowKind, end: Point, towards: tuple[int, int]) -> Iterator[Element]:
    """Yield the end of an arrow: a point, a bar across, or nothing."""
    (x, y), (dx, dy) = end, towards
    if kind.lowers:
        data = f"M{number(x - 6 * dy)} {number(y - 6 * dx)}l{12 * dy} {12 * dx}"
        yield element("path", {"class": "kb-arrow kb-arrow--bar", "d": data})
    elif kind.has_head:
        corner = f"M{number(x - dx - 4 * dy)} {number(y - dy - 4 * dx)}"
        data = f"{corner}l{7 * dx + 4 * dy} {7 * dy + 4 * dx}l{4 * dy - 7 * dx} {4 * dx - 7 * dy}z"
        yield element("path", {"class": "kb-arrow__point", "d": data})


def _box(node: Node, place: Place) -> Element:
    sides = {"x": place.x, "y": place.y, "width": place.width, "height": place.height, "rx": _ROUNDED}
    shape = {"class": f"kb-box kb-box--{node.kind}", **{name: number(value) for name, value in sides.items()}}
    middle = place.x + place.width / 2
    first = place.y + (place.height - LINE * len(place.lines)) / 2 + LINE / 2 + SIZE * 0.36
    rows = (
        element("tspan", {"x": number(middle), "y": number(first + LINE * row)}, line)
        for row, line in enumerate(place.lines)
    )
    parts = element("rect", shape), element("text", {"class": "kb-box__text"}, *rows)
    return element("a", {"href": node.href, "tabindex": "-1"}, *parts) if node.href else element("g", {}, *parts)


def _disc(index: int, at: Point) -> Iterator[Element]:
    x, y = number(at[0]), number(at[1])
    yield element("circle", {"class": "kb-disc", "cx": x, "cy": y, "r": number(RADIUS)})
    yield element("text", {"class": "kb-disc__number", "x": x, "y": number(at[1] + 3.3)}, str(index))
