"""Typed relations between nodes, and the graph that they make."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kb.citations import CitationItem
from kb.fields import Value
from kb.pages import Page, parse_page
from kb.text import Span
from kb.vocabulary import GRADES, RELATION_TYPES, Grade, RelationType

_TYPE_ORDER: Final = {name: index for index, name in enumerate(RELATION_TYPES)}


class Relation(NamedTuple):
    """A declared, graded and cited statement of how one node bears on another.

    `page` is the page that declares it.
    """

    page: Page
    type: RelationType
    target: str
    why: str
    grade: Grade
    cites: tuple[CitationItem, ...]
    disputes: tuple[CitationItem, ...]
    when: str
    span: Span

    @property
    def source(self) -> str:
        """The id of the node that the relation starts from."""
        return self.page.id

    @property
    def places(self) -> Mapping[str, Span]:
        """Where each field is written; read again from the source, since only a fault is told by it."""
        values = parse_page(self.page.source, self.page.uri).relations
        return {name: each.span for value in values if value.span == self.span for name, each in value.fields.items()}

    @property
    def anchor(self) -> str:
        """The id of the relation's element on the page that declares it."""
        return f"relation-{self.type.name}-{self.target}"


class Edge(NamedTuple):
    """A relation seen from one of its ends; `is_implied` when that end is the target."""

    relation: Relation
    node: str
    other: str
    is_implied: bool

    @property
    def label(self) -> str:
        """The relation in words, read from `node` to `other`."""
        return self.relation.type.inverse if self.is_implied else self.relation.type.label


class Graph(NamedTuple):
    """All nodes by id, and all relations whose two ends exist."""

    nodes: Mapping[str, Page]
    relations: tuple[Relation, ...]
    edges: Mapping[str, tuple[Edge, ...]]

    def neighbourhood(self, node: str) -> tuple[Edge, ...]:
        """Return the edges that touch `node`: by type, declared before implied, then by the other node's title."""
        return self.edges.get(node, ())


def find_relations(page: Page) -> Iterator[Relation]:
    """Yield the relations that `page` declares and that can be read; the rest is among the page's problems."""
    for value in page.relations:
        texts = {name: each.text.strip() for name, each in value.fields.items()}
        if texts.get("type") not in RELATION_TYPES or texts.get("grade") not in GRADES or not texts.get("to"):
            continue
        yield Relation(
            page,
            RELATION_TYPES[texts["type"]],
            texts["to"],
            texts.get("why", ""),
            Grade(texts["grade"]),
            cited_keys(value, "cites"),
            cited_keys(value, "disputes"),
            texts.get("when", ""),
            value.span,
        )


def cited_keys(value: Value, name: str) -> tuple[CitationItem, ...]:
    """Return the works listed in the field `name`; a key may be written with its `@`."""
    field = value.fields.get(name)
    keys = ((item.text.removeprefix("@"), item.span) for item in field.items) if field else ()
    return tuple(CitationItem(key, span) for key, span in keys if key)


def build_graph(pages: Mapping[str, Page], relations: tuple[Relation, ...]) -> Graph:
    """Return the graph of the `pages` that are nodes; `pages` are keyed by id."""
    nodes = {id_: page for id_, page in sorted(pages.items()) if page.kind}
    kept = tuple(sorted((each for each in relations if each.target in nodes and each.source in nodes), key=_order))
    edges: dict[str, list[Edge]] = {}
    for relation in kept:
        source, target = relation.source, relation.target
        edges.setdefault(source, []).append(Edge(relation, source, target, is_implied=False))
        edges.setdefault(target, []).append(Edge(relation, target, source, is_implied=True))
    for each in edges.values():
        each.sort(key=lambda edge: _edge_order(edge, nodes))
    return Graph(nodes, kept, {node: tuple(each) for node, each in edges.items()})


def _order(relation: Relation) -> tuple[str, int, str]:
    return relation.source, _TYPE_ORDER[relation.type.name], relation.target


def _edge_order(edge: Edge, nodes: Mapping[str, Page]) -> tuple[int, bool, str, str]:
    implied = edge.is_implied and not edge.relation.type.is_symmetric
    return _TYPE_ORDER[edge.relation.type.name], implied, nodes[edge.other].title.casefold(), edge.other
