"""The neighbourhood of a node as a picture: what bears on it to the left, what it bears on to the right.

The width is a small phone's, so that one picture serves every screen. Boxes stand in columns, so that none overlap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element

from kb.graph import Edge
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.elements import count, element

WIDTH: Final = 360
_COLUMN: Final = 128
_MIDDLE: Final = 76
_LINE: Final = 13
_PADDING: Final = 5
_GAP: Final = 6
_GROUP: Final = 20
# How many characters of the font fit, at 0.56 em each; wider letters are let into the padding.
_CHARACTERS: Final = 19
_MIDDLE_CHARACTERS: Final = 11


@dataclass(frozen=True)
class Box:
    """A neighbour's place: its lines of text, and the edge that leads to it."""

    edge: Edge
    lines: tuple[str, ...]
    x: float
    y: float

    @property
    def height(self) -> float:
        """The box's height."""
        return len(self.lines) * _LINE + 2 * _PADDING


def render_neighbourhood(knowledge: Knowledge, page: Page) -> Element | None:
    """Return the picture of the edges of `page`, or None when it has none."""
    edges = knowledge.graph.neighbourhood(page.id)
    if not edges:
        return None
    inward = [edge for edge in edges if edge.is_implied and not edge.relation.type.is_symmetric]
    outward = [edge for edge in edges if edge not in inward]
    left = tuple(_column(inward, knowledge, 0))
    right = tuple(_column(outward, knowledge, WIDTH - _COLUMN))
    middle = tuple(wrap(page.title, _MIDDLE_CHARACTERS))
    own = len(middle) * _LINE + 2 * _PADDING
    height = max(own, *(_bottom(side) for side in (left, right)))
    numbers = f"{count(len(inward), 'relation')} from other pages, {count(len(outward), 'relation')} to others"
    picture = element(
        "svg",
        {
            "class": "kb-neighbourhood",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "group",
            "aria-label": f"{page.title}: {numbers}",
            "data-search-exclude": "true",
        },
    )
    x, y = (WIDTH - _MIDDLE) / 2, (height - own) / 2
    for box in (*left, *right):
        picture.append(_line(box, x, height / 2))
    picture.extend(_labels((*left, *right)))
    picture.extend(_link(box, knowledge) for box in (*left, *right))
    picture.append(_rectangle(x, y, _MIDDLE, own, "kb-box kb-box--self"))
    picture.append(_text(middle, WIDTH / 2, y, "kb-box__text kb-box__text--self"))
    return picture


def _column(edges: Iterable[Edge], knowledge: Knowledge, x: float) -> Iterator[Box]:
    y = 0.0
    for _, group in groupby(edges, key=lambda edge: edge.label):
        y += _GROUP
        for edge in group:
            box = Box(edge, tuple(wrap(knowledge.graph.nodes[edge.other].title, _CHARACTERS)), x, y)
            yield box
            y += box.height + _GAP


def _bottom(boxes: tuple[Box, ...]) -> float:
    return boxes[-1].y + boxes[-1].height + 1 if boxes else 0


def _labels(boxes: Iterable[Box]) -> Iterator[Element]:
    for (x, label), group in groupby(boxes, key=lambda box: (box.x, box.edge.label)):
        attributes = {"x": f"{x + 2:g}", "y": f"{next(group).y - 5:g}", "class": "kb-box__label"}
        yield element("text", attributes, label)


def _link(box: Box, knowledge: Knowledge) -> Element:
    page = knowledge.graph.nodes[box.edge.other]
    kind = f"kb-box kb-box--{page.kind}"
    return element(
        "a",
        {"href": f"/{page.uri}"},
        _rectangle(box.x, box.y, _COLUMN, box.height, kind),
        _text(box.lines, box.x + _COLUMN / 2, box.y, "kb-box__text"),
    )


def _rectangle(x: float, y: float, width: float, height: float, class_: str) -> Element:
    places = {"x": x + 0.5, "y": y + 0.5, "width": width - 1, "height": height - 1, "rx": 3}
    return element("rect", {"class": class_, **{name: f"{value:g}" for name, value in places.items()}})


def _text(lines: tuple[str, ...], x: float, y: float, class_: str) -> Element:
    rows = (
        element("tspan", {"x": f"{x:g}", "y": f"{y + _PADDING + _LINE * (row + 0.78):g}"}, line + " ")
        for row, line in enumerate(lines)
    )
    return element("text", {"class": class_}, *rows)


def _line(box: Box, middle: float, y: float) -> Element:
    """Return the curve between a box and the node, ending in an arrow where it leads, or in a bar where it dampens."""
    type_ = box.edge.relation.type
    outward = box.x > 0
    near, far = (middle + _MIDDLE, box.x) if outward else (middle, box.x + _COLUMN)
    side = box.y + box.height / 2
    bend = (near + far) / 2
    path = f"M{near:g} {y:g}C{bend:g} {y:g} {bend:g} {side:g} {far:g} {side:g}"
    if not type_.is_symmetric:
        tip, at = (far, side) if outward else (near, y)
        path += f"M{tip:g} {at - 4:g}v8" if type_.sign == "−" else f"M{tip - 5:g} {at - 3:g}l5 3l-5 3"
    return element("path", {"d": path, "class": f"kb-edge kb-edge--{type_.kind}"})
