"""The graph as GraphML, for programs that analyse and draw graphs."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kb.export.formats import xml_text
from kb.export.tables import NODE_COLUMNS, RELATION_COLUMNS, Column, find_nodes
from kb.knowledge import Knowledge

_T = TypeVar("_T")


def graphml(knowledge: Knowledge) -> Iterator[str]:
    """Yield all nodes and relations with every cell of their tables as data.

    All edges are directed, since few programs read a mixture; symmetric ones say so.
    """
    return (f"{line}\n" for line in _lines(knowledge))


def _lines(knowledge: Knowledge) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield from _declared("node", NODE_COLUMNS)
    yield from _declared("edge", RELATION_COLUMNS)
    yield '<graph id="atlas" edgedefault="directed">'
    for node in find_nodes(knowledge):
        yield "\n".join((f'<node id="{_name(node.page.id)}">', *_data("node", NODE_COLUMNS, node), "</node>"))
    for index, relation in enumerate(knowledge.graph.relations):
        edge = f'<edge id="e{index}" source="{_name(relation.source)}" target="{_name(relation.target)}">'
        yield "\n".join((edge, *_data("edge", RELATION_COLUMNS, relation), "</edge>"))
    yield "</graph>"
    yield "</graphml>"


def _declared(what: str, columns: Iterable[Column[_T]]) -> Iterator[str]:
    for each in columns:
        attributes = f'id="{what}-{each.name}" for="{what}" attr.name="{each.name}" attr.type="{each.type}"'
        yield f"<key {attributes}><desc>{xml_text(each.about)}</desc></key>"


def _data(what: str, columns: Iterable[Column[_T]], row: _T) -> Iterator[str]:
    for each in columns:
        cell = each.of(row)
        text = xml_text(cell) if isinstance(cell, str) else str(cell).lower()
        if text:
            yield f'<data key="{what}-{each.name}">{text}</data>'


def _name(id_: str) -> str:
    # The schema wants an NMTOKEN; the id as it is written is among the data.
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_:") else f".{ord(c):x}." for c in id_)
