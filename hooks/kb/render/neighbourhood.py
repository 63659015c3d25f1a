"""The neighbourhood of a node as a picture: what bears on it to the left, what it bears on to the right.

The width is a small phone's, so that one picture serves every screen. Boxes stand in columns, so that none overlap.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from kb.bibliography.entry import remembered
from kb.graph import Edge
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.elements import count, element
from kb.render.ready import Html, joined
from kb.render.sheet import Sheet

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


class Box(NamedTuple):
    """A neighbour's place: its lines of text, and the edge that leads to it."""

    edge: Edge
    lines: tuple[str, ...]
    x: float
    y: float

    @property
    def height(self) -> float:
        """The box's height."""
        return len(self.lines) * _LINE + 2 * _PADDING


def render_neighbourhood(sheet: Sheet, page: Page) -> Element | None:
    """Return the picture of the edges of `page`, or None when it has none."""
    knowledge = sheet.knowledge
    edges = knowledge.graph.neighbourhood(page.id)
    if not edges:
        return None
    inward = [edge for edge in edges if _is_inward(edge)]
    outward = [edge for edge in edges if not _is_inward(edge)]
    left = tuple(_column(inward, knowledge, 0))
    right = tuple(_column(outward, knowledge, WIDTH - _COLUMN))
    middle = tuple(wrap(page.title, _MIDDLE_CHARACTERS))
    own = len(middle) * _LINE + 2 * _PADDING
    height = max(own, *(_bottom(side) for side in (left, right)))
    numbers = f"{count(len(inward), 'relation')} from other pages, {count(len(outward), 'relation')} to others"
    x, y = (WIDTH - _MIDDLE) / 2, (height - own) / 2
    boxes = (*left, *right)
    return element(
        "svg",
        {
            "class": "kb-neighbourhood",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "group",
            "aria-label": f"{page.title}: {numbers}",
            "data-search-exclude": "true",
        },
        sheet.ready(*(_line(box, x, height / 2) for box in boxes), *_labels(boxes)),
        *(_link(box, sheet) for box in boxes),
        sheet.ready(
            _rectangle(x, y, _MIDDLE, own, "kb-box kb-box--self"),
            _text(middle, WIDTH / 2, y, "kb-box__text kb-box__text--self"),
        ),
    )


def _is_inward(edge: Edge) -> bool:
    return edge.is_implied and not edge.relation.type.is_symmetric


@remembered
def _lines(knowledge: Knowledge, node: str) -> tuple[str, ...]:
    return tuple(wrap(knowledge.graph.nodes[node].title, _CHARACTERS))


def _column(edges: Iterable[Edge], knowledge: Knowledge, x: float) -> Iterator[Box]:
    y = 0.0
    for _, group in groupby(edges, key=lambda edge: edge.label):
        y += _GROUP
        for edge in group:
            box = Box(edge, _lines(knowledge, edge.other), x, y)
            yield box
            y += box.height + _GAP


def _bottom(boxes: tuple[Box, ...]) -> float:
    return boxes[-1].y + boxes[-1].height + 1 if boxes else 0


def _labels(boxes: Iterable[Box]) -> Iterator[Html]:
    for (x, label), group in groupby(boxes, key=lambda box: (box.x, box.edge.label)):
        place = f'x="{x + 2:g}" y="{next(group).y - 5:g}"'
        yield Html(f'<text class="kb-box__label" {place}>{joined((label,))}</text>')


def _link(box: Box, sheet: Sheet) -> Element:
    page = sheet.knowledge.graph.nodes[box.edge.other]
    shape = _rectangle(box.x, box.y, _COLUMN, box.height, f"kb-box kb-box--{page.kind}")
    words = _text(box.lines, box.x + _COLUMN / 2, box.y, "kb-box__text")
    return element("a", {"href": f"/{page.uri}"}, sheet.ready(shape, words))


def _rectangle(x: float, y: float, width: float, height: float, class_: str) -> Html:
    size = f'height="{height - 1:g}" rx="3" width="{width - 1:g}" x="{x + 0.5:g}" y="{y + 0.5:g}"'
    return Html(f'<rect class="{class_}" {size}></rect>')


def _text(lines: tuple[str, ...], x: float, y: float, class_: str) -> Html:
    rows = [
        f'<tspan x="{x:g}" y="{y + _PADDING + _LINE * (row + 0.78):g}">{joined((line, " "))}</tspan>'
        for row, line in enumerate(lines)
    ]
    return Html(f'<text class="{class_}">{"".join(rows)}</text>')


def _line(box: Box, middle: float, y: float) -> Html:
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
    return Html(f'<path class="kb-edge kb-edge--{type_.kind}" d="{path}"></path>')
