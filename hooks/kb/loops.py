"""Feedback loops: chains of raising and lowering relations that return to where they began."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from typing import Final, NamedTuple

from kb.cycles import find_cycles
from kb.graph import Graph, Relation
from kb.vocabulary import GRADES, Grade

LONGEST: Final = 12
MOST: Final = 2000

# The relations of one source to one target.
_Parallel = Mapping[tuple[str, str], tuple[Relation, ...]]


class Loop(NamedTuple):
    """Signed relations, each from the target of the one before; the first starts at the alphabetically first node."""

    steps: tuple[Relation, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes that the loop passes, each once."""
        return tuple(step.source for step in self.steps)

    @property
    def is_reinforcing(self) -> bool:
        """Whether a change comes back in its own direction: the lowering steps are even in number."""
        return sum(step.type.sign == "−" for step in self.steps) % 2 == 0

    @property
    def weakest(self) -> Grade:
        """The grade of the step that we are least sure of."""
        return max((step.grade for step in self.steps), key=GRADES.index)

    @property
    def anchor(self) -> str:
        """The id of the loop's element: the same for as long as its steps have the same ends, types and conditions."""
        steps = ("\t".join((step.source, step.type.name, step.target, step.when)) for step in self.steps)
        return "loop-" + hashlib.sha256("\n".join(steps).encode(errors="replace")).hexdigest()[:12]


@dataclass(frozen=True)
class Loops:
    """The loops of a graph, by length, then nodes, then types; complete up to loops of `reach` steps."""

    found: tuple[Loop, ...]
    reach: int = LONGEST

    @cached_property
    def _by_node(self) -> Mapping[str, tuple[Loop, ...]]:
        through: dict[str, list[Loop]] = {}
        for loop in self.found:
            for node in loop.nodes:
                through.setdefault(node, []).append(loop)
        return {node: tuple(loops) for node, loops in through.items()}

    def through(self, node: str) -> tuple[Loop, ...]:
        """Return the loops that pass through `node`."""
        return self._by_node.get(node, ())


def build_loops(graph: Graph, longest: int = LONGEST, most: int = MOST) -> Loops:
    """Return the loops of at most `longest` steps.

    When they are more than `most`, all up to the greatest length that leaves at most `most` are returned, so that what
    is shown of a dense graph does not depend on the order of the search. Should the shortest alone be more, the first
    found of them are returned, and `reach` is 0.
    """
    relations = _signed(graph)
    found: tuple[Loop, ...] = ()
    excess: tuple[Loop, ...] = ()
    for length in range(longest, 0, -1):
        found = tuple(islice(_loops(relations, length), most + 1))
        if len(found) <= most:
            break
        excess = found
    if excess and not 0 < len(found) <= most:
        return Loops(tuple(sorted(excess[:most], key=_order)), 0)
    return Loops(tuple(sorted(found, key=_order)), length)


def _loops(relations: _Parallel, longest: int) -> Iterator[Loop]:
    successors: dict[str, list[str]] = {}
    for source, target in relations:
        successors.setdefault(source, []).append(target)
    for nodes in find_cycles(successors, longest):
        ends = zip(nodes, (*nodes[1:], nodes[0]), strict=True)
        yield from map(Loop, product(*(relations[each] for each in ends)))


def _signed(graph: Graph) -> _Parallel:
    parallel: dict[tuple[str, str], dict[tuple[str, str], Relation]] = {}
    for relation in graph.relations:
        if relation.type.sign:
            alike = parallel.setdefault((relation.source, relation.target), {})
            # The same declared twice is an error with a diagnostic of its own, not another loop.
            alike.setdefault((relation.type.name, relation.when), relation)
    return {ends: tuple(relations.values()) for ends, relations in parallel.items()}


def _order(loop: Loop) -> tuple[int, tuple[str, ...], tuple[tuple[str, str], ...]]:
    return len(loop.steps), loop.nodes, tuple((step.type.name, step.when) for step in loop.steps)
