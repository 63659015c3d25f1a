"""Feedback loops, on a page of their own and on those of their nodes."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import LOOPS
from kb.knowledge import Knowledge
from kb.loops import MOST, Loop, Loops
from kb.render.elements import Child, count, element, grade_badge
from kb.render.related import relation_sentence, relation_sources
from kb.render.sheet import Sheet, paragraph

_SHOWN: Final = 10
_MEANING: Final = (
    "In a reinforcing loop (R) a change comes back in its own direction, in a balancing one (B) against it. "
    "A loop is no surer than its weakest step."
)


def view_loops(sheet: Sheet, node: str) -> Iterator[Child]:
    """Yield the loops that pass through `node`, in short; without a node, all loops of the atlas in full."""
    if node:
        yield from _loops_of_node(sheet.knowledge, node)
    else:
        yield from _all_loops(sheet)


def _all_loops(sheet: Sheet) -> Iterator[Child]:
    loops = sheet.knowledge.loops
    reinforcing = sum(loop.is_reinforcing for loop in loops.found)
    balance = f": {reinforcing} reinforcing, {len(loops.found) - reinforcing} balancing" if loops.found else ""
    yield element("p", {}, f"{count(len(loops.found), 'loop')}{balance}. {_bound(loops)}")
    yield element("p", {}, _MEANING)
    for loop in loops.found:
        yield element("h2", {"id": loop.anchor}, _title(sheet.knowledge, loop))
        yield paragraph("kb-loop__kind", _kind(loop))
        yield element("ol", {"class": "kb-loop"}, *_steps(sheet, loop))


def _bound(loops: Loops) -> str:
    if loops.reach:
        return f"Loops of more than {count(loops.reach, 'step')} are not listed."
    return f"There are more: these are the first {MOST} of the shortest."


def _steps(sheet: Sheet, loop: Loop) -> Iterator[Element]:
    for step in loop.steps:
        sentence = paragraph("kb-relation__sentence", relation_sentence(sheet, step))
        yield element("li", {}, sentence, paragraph("kb-sources", relation_sources(sheet, step)))


def _loops_of_node(knowledge: Knowledge, node: str) -> Iterator[Child]:
    loops = knowledge.loops.through(node)
    if not loops:
        return
    items = []
    for loop in loops[:_SHOWN]:
        link = element("a", {"href": f"/loops.md#{loop.anchor}"}, _title(knowledge, loop))
        items.append(element("li", {}, link, ". ", *_kind(loop)))
    section = element("section", {"class": "kb-loops", "aria-labelledby": LOOPS})
    section.append(element("h2", {"id": LOOPS}, "Feedback loops"))
    section.append(element("ul", {}, *items))
    if len(loops) > _SHOWN:
        rest = f"{len(loops) - _SHOWN} more among all loops"
        section.append(element("p", {}, element("a", {"href": "/loops.md"}, rest)))
    yield section


def _title(knowledge: Knowledge, loop: Loop) -> str:
    nodes = knowledge.graph.nodes
    return " → ".join(nodes[node].title for node in (*loop.nodes, loop.nodes[0]))


def _kind(loop: Loop) -> Iterator[Child]:
    """Yield what the loop does to a change, and how sure its weakest step is."""
    yield "Reinforcing (R)" if loop.is_reinforcing else "Balancing (B)"
    yield ". Weakest step: "
    yield grade_badge(loop.weakest)
