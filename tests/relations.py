"""Graphs made of nothing but relations."""

from collections.abc import Iterable

from kb.graph import Graph, Relation, build_graph
from kb.pages import parse_page
from kb.text import NOWHERE, Source
from kb.vocabulary import RELATION_TYPES, Grade

Written = tuple[str, str, str] | tuple[str, str, str, str] | tuple[str, str, str, str, str]


def graph_of(*written: Written, nodes: Iterable[str] = ()) -> Graph:
    """Return the graph of relations written as source, type, target and, if it matters, grade and condition."""
    ids = {*nodes, *(each[0] for each in written), *(each[2] for each in written)}
    text = "---\ntitle: {}\nkind: mechanism\nlevel: cognitive\nsummary: It is.\nstatus: draft\n---\n"
    pages = {id_: parse_page(Source(f"docs/{id_}.md", text.format(id_)), f"mechanisms/{id_}.md") for id_ in ids}
    relations = []
    for source, type_, target, *rest in written:
        grade, when = (*rest, *("mixed", "")[len(rest) :])
        kind = RELATION_TYPES[type_]
        relations.append(Relation(pages[source], kind, target, "So.", Grade(grade), (), (), when, NOWHERE))
    return build_graph(pages, tuple(relations))
