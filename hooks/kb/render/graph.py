"""The page of the graph."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import MAP, TABLE
from kb.graph import Relation
from kb.render.elements import Child, append, count, element, grade_badge, page_link
from kb.render.map import render_map
from kb.render.search import render_search
from kb.render.sheet import Sheet

_COLUMNS: Final = ("From", "Relation", "To", "Why", "Grade")
_CHUNK: Final = 50  # rows that a browser lays out together, when they come into sight
_MOST: Final = 2_000  # relations whose works are all named in one page


def view_graph(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield the table of all relations, which a form filters, and then the map of them.

    Where there are too many relations for a page that opens at once, their works are counted, and named where the link
    of the relation leads.
    """
    knowledge = sheet.knowledge
    yield render_search(knowledge)
    yield element("h2", {"id": TABLE}, "All relations")
    wrapper = {"class": "kb-scroll kb-scroll--tall", "tabindex": "0", "role": "region", "aria-labelledby": TABLE}
    yield element("div", wrapper, _table(sheet))
    yield element("h2", {"id": MAP}, "The map")
    yield render_map(knowledge.graph, knowledge.layout)


def _table(sheet: Sheet) -> Element:
    graph = sheet.knowledge.graph
    heads = (element("th", {"scope": "col"}, name) for name in _COLUMNS)
    rows = [_row(sheet, relation) for relation in graph.relations]
    chunks = (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
    return element(
        "table",
        {"class": "kb-relations"},
        element("caption", {}, f"{count(len(rows), 'relation')} between {count(len(graph.nodes), 'page')}"),
        element("thead", {}, element("tr", {}, *heads)),
        *(element("tbody", {}, *chunk) for chunk in chunks),
    )


def _row(sheet: Sheet, relation: Relation) -> Element:
    nodes = sheet.knowledge.graph.nodes
    why = _cell(relation.why + (f" ({relation.when})" if relation.when else ""))
    if len(sheet.knowledge.graph.relations) <= _MOST:
        append(why, sheet.sources(relation.cites, relation.disputes))
    else:
        append(why, _count_works(relation))
    link = page_link(relation.page, relation.type.label, anchor=relation.anchor)
    ends = page_link(nodes[relation.source]), page_link(nodes[relation.target])
    cells = _cell(ends[0]), _cell(link), _cell(ends[1]), why, _cell(grade_badge(relation.grade))
    return element("tr", {}, *cells)


def _cell(child: Child) -> Element:
    return element("td", {}, child)


def _count_works(relation: Relation) -> Iterator[Child]:
    if relation.cites:
        yield f" Supported by {count(len(relation.cites), 'work')}."
    if relation.disputes:
        yield f" Disputed by {count(len(relation.disputes), 'work')}."
