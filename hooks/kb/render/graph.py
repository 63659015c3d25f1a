"""The page of the graph."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import MAP, TABLE
from kb.graph import Relation
from kb.render.elements import Child, append, count, element, ready_badge
from kb.render.map import render_map
from kb.render.ready import Html, html
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
    chunks = (graph.relations[start : start + _CHUNK] for start in range(0, len(graph.relations), _CHUNK))
    return element(
        "table",
        {"class": "kb-relations"},
        element("caption", {}, f"{count(len(graph.relations), 'relation')} between {count(len(graph.nodes), 'page')}"),
        element("thead", {}, element("tr", {}, *heads)),
        *(element("tbody", {}, *(_row(sheet, relation) for relation in chunk)) for chunk in chunks),
    )


def _row(sheet: Sheet, relation: Relation) -> Element:
    nodes, is_short = sheet.knowledge.graph.nodes, len(sheet.knowledge.graph.relations) <= _MOST
    label = sheet.link(relation.page, relation.type.label, relation.anchor)
    links = sheet.link(nodes[relation.source]), label, sheet.link(nodes[relation.target])
    why = element("td", {}, relation.why, f" ({relation.when})" if relation.when else "")
    append(why, sheet.sources(relation.cites, relation.disputes) if is_short else _count_works(relation))
    return element("tr", {}, sheet.ready(*map(_cell, links)), why, sheet.ready(_cell(ready_badge(relation.grade))))


def _cell(child: str) -> Html:
    return html("td", {}, child)


def _count_works(relation: Relation) -> Iterator[str]:
    if relation.cites:
        yield f" Supported by {count(len(relation.cites), 'work')}."
    if relation.disputes:
        yield f" Disputed by {count(len(relation.disputes), 'work')}."
