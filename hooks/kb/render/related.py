"""Related machineries: what bears on a page's node, and what it bears on."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from kb.anchors import RELATED
from kb.graph import Edge, Relation
from kb.render.elements import Child, append, element, grade_badge, page_link
from kb.render.neighbourhood import render_neighbourhood
from kb.render.sheet import Sheet, paragraph


def view_related(sheet: Sheet, node: str) -> Iterator[Child]:
    """Yield the relations of `node` in sentences, in both directions, grouped by type."""
    edges = sheet.knowledge.graph.neighbourhood(node)
    if not edges:
        return
    section = element("section", {"class": "kb-related", "aria-labelledby": RELATED})
    section.append(element("h2", {"id": RELATED}, "Related machineries"))
    for label, group in groupby(edges, key=lambda edge: edge.label):
        section.append(element("p", {"class": "kb-related__label"}, label.capitalize()))
        section.append(element("ul", {}, *(_relation(sheet, edge) for edge in group)))
    picture = render_neighbourhood(sheet, sheet.knowledge.graph.nodes[node])
    if picture is not None:
        section.append(element("figure", {"class": "kb-figure"}, picture))
    yield section


def _relation(sheet: Sheet, edge: Edge) -> Element:
    relation = edge.relation
    own = {} if edge.is_implied else {"id": relation.anchor}
    item = element("li", {"class": "kb-relation", **own})
    item.append(paragraph("kb-relation__sentence", relation_sentence(sheet, relation, edge.node)))
    line = paragraph("kb-sources", relation_sources(sheet, relation))
    link = {"class": "kb-share", "title": "Link to this relation"}
    append(line, (" ", _permalink(sheet, edge, link)))
    item.append(line)
    return item


def _permalink(sheet: Sheet, edge: Edge, attributes: dict[str, str]) -> Element:
    relation = edge.relation
    link = page_link(relation.page, "Link", anchor=relation.anchor)
    if not edge.is_implied:
        link.set("href", f"#{relation.anchor}")
    for name, value in attributes.items():
        link.set(name, value)
    return link


def relation_sentence(sheet: Sheet, relation: Relation, here: str = "") -> Iterator[Child]:
    """Yield what the relation says: its two ends, of which all but the node `here` are linked, and why."""
    nodes = sheet.knowledge.graph.nodes
    source, target = nodes[relation.source], nodes[relation.target]
    yield element("strong", {}, source.title) if relation.source == here else page_link(source)
    yield f" {relation.type.label} "
    yield element("strong", {}, target.title) if relation.target == here else page_link(target)
    yield f": {relation.why}"
    if relation.when:
        yield f" ({relation.when})"


def relation_sources(sheet: Sheet, relation: Relation) -> Iterator[Child]:
    """Yield how sure the relation is, and by which works."""
    yield grade_badge(relation.grade)
    yield from sheet.sources(relation.cites, relation.disputes)
