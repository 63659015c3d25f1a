"""Nodes, relations and claims as rows of plain cells, for tables and for GraphML.

Several values in a cell are joined by "; ". What must be exact is in graph.json.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

from kb.articles import Article
from kb.citations import CitationItem
from kb.export.addresses import page_address
from kb.export.formats import Cell, csv_text
from kb.graph import Relation
from kb.knowledge import Knowledge

_T = TypeVar("_T")


class Column(NamedTuple, Generic[_T]):
    """A named cell of a row; `type` is string, int or boolean, as GraphML calls them."""

    name: str
    about: str
    of: Callable[[_T], Cell]
    type: str = "string"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _keys(items: Iterable[CitationItem]) -> str:
    return _joined(item.key for item in items)


NODE_COLUMNS: Final[tuple[Column[Article], ...]] = (
    Column("id", "unique in the graph", lambda node: node.page.id),
    Column("title", "the page's heading", lambda node: node.page.title),
    Column("kind", "machinery or mechanism", lambda node: node.page.kind or ""),
    Column("level", "the level of description", lambda node: node.page.level or ""),
    Column("status", "draft or reviewed", lambda node: node.page.status),
    Column("reviewed", "the day of the last review", lambda node: str(node.page.reviewed or "")),
    Column("summary", "what it is, in one sentence", lambda node: node.page.summary),
    Column("aliases", "other names", lambda node: _joined(node.page.aliases)),
    Column("claims", "how many claims the page makes", lambda node: len(node.claims), "int"),
    Column("path", "the page's source, below docs/", lambda node: node.page.uri),
    Column("url", "the page, from the site's root", lambda node: page_address(node.page)),
)

RELATION_COLUMNS: Final[tuple[Column[Relation], ...]] = (
    Column("source", "id of the node that declares it", lambda each: each.source),
    Column("type", "how the source bears on the target", lambda each: each.type.name),
    Column("target", "id of the other node", lambda each: each.target),
    Column("label", "the type in words, read from source to target", lambda each: each.type.label),
    Column("inverse", "the type in words, read from target to source", lambda each: each.type.inverse),
    Column("sign", "1 raises, -1 lowers, 0 neither", lambda each: {"+": 1, "−": -1}.get(each.type.sign, 0), "int"),
    Column("symmetric", "whether it says the same from either end", lambda each: each.type.is_symmetric, "boolean"),
    Column("kind", "causal, compositional, contrastive or evidential", lambda each: each.type.kind),
    Column("why", "the reason, in a sentence", lambda each: each.why),
    Column("when", "conditions", lambda each: each.when),
    Column("grade", "how sure we can be", lambda each: each.grade),
    Column("cites", "citation keys of the works that carry it", lambda each: _keys(each.cites)),
    Column("disputes", "citation keys of the works against it", lambda each: _keys(each.disputes)),
    Column("anchor", "id of its element on the source's page", lambda each: each.anchor),
    Column("url", "that element, from the site's root", lambda each: page_address(each.page, each.anchor)),
)


def find_nodes(knowledge: Knowledge) -> Iterator[Article]:
    """Yield the articles of the graph's nodes, by id."""
    return (knowledge.articles[page.uri] for page in knowledge.graph.nodes.values())


def nodes_csv(knowledge: Knowledge) -> str:
    """Return the nodes as a table."""
    return _table(NODE_COLUMNS, find_nodes(knowledge))


def edges_csv(knowledge: Knowledge) -> str:
    """Return the relations as a table."""
    return _table(RELATION_COLUMNS, knowledge.graph.relations)


def _table(columns: Iterable[Column[_T]], rows: Iterable[_T]) -> str:
    columns = tuple(columns)
    return csv_text((column.name for column in columns), ((column.of(row) for column in columns) for row in rows))
