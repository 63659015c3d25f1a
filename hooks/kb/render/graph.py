"""The page of the graph."""

from collections.abc import Iterator

from kb.render.chords import render_chords
from kb.render.elements import Child, append, element, grade_badge, page_link
from kb.render.sheet import Sheet


def view_graph(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield the table of all relations and then the picture of them."""
    graph = sheet.knowledge.graph
    head = element("tr", {}, *(element("th", {"scope": "col"}, name) for name in ("From", "Relation", "To", "Why")))
    body = element("tbody")
    for relation in graph.relations:
        why = element("td", {}, relation.why + " ", grade_badge(relation.grade))
        append(why, sheet.sources(relation.cites, relation.disputes))
        link = page_link(relation.page, relation.type.label, anchor=relation.anchor)
        cells = (page_link(graph.nodes[relation.source]), link, page_link(graph.nodes[relation.target]))
        body.append(element("tr", {}, *(element("td", {}, cell) for cell in cells), why))
    caption = element("caption", {}, f"{len(graph.relations)} relations between {len(graph.nodes)} pages")
    yield element("h2", {"id": "table"}, "All relations")
    wrapper = {"class": "kb-scroll", "tabindex": "0", "role": "region", "aria-labelledby": "table"}
    yield element("div", wrapper, element("table", {}, caption, element("thead", {}, head), body))
    yield element("h2", {"id": "picture"}, "The picture")
    yield element("figure", {"class": "kb-figure"}, render_chords(graph))


def view_nodes(sheet: Sheet, kind: str) -> Iterator[Child]:
    """Yield all nodes of `kind` with their summaries, by title."""
    nodes = sheet.knowledge.graph.nodes.values()
    items = []
    for page in sorted(nodes, key=lambda page: page.title.casefold()):
        if page.kind == kind:
            items += [element("dt", {}, page_link(page)), element("dd", {}, page.summary)]
    yield element("dl", {"class": "kb-nodes"}, *items)
