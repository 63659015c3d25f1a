"""How strongly the nodes of a graph are tied to each other."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from math import sqrt
from typing import Final, TypeAlias

from kb.graph import Graph
from kb.vocabulary import GRADES

# Whole numbers, for their sums are the same in any order.
Ties: TypeAlias = Mapping[str, Mapping[str, int]]

_STRENGTHS: Final = {"compositional": 3, "causal": 2, "evidential": 2, "contrastive": 1}
_SURENESS: Final = {grade: len(GRADES) - index for index, grade in enumerate(GRADES)}


def build_ties(graph: Graph) -> Ties:
    """Return for each node the strength of its ties to others: kind of relation times grade, summed, both ways."""
    ties: dict[str, dict[str, int]] = {node: {} for node in sorted(graph.nodes)}
    for relation in graph.relations:
        strength = _STRENGTHS[relation.type.kind] * _SURENESS[relation.grade]
        ends = relation.source, relation.target
        for one, other in (ends, ends[::-1]) if ends[0] != ends[1] else ():
            ties[one][other] = ties[one].get(other, 0) + strength
    return _sorted(ties)


def gather_ties(ties: Ties, homes: Mapping[str, str]) -> Ties:
    """Return the ties between the groups that `homes` puts the nodes in."""
    gathered: dict[str, dict[str, int]] = {home: {} for home in sorted(set(homes.values()))}
    for node, others in ties.items():
        for other, strength in others.items():
            home, away = homes[node], homes[other]
            if home != away:
                gathered[home][away] = gathered[home].get(away, 0) + strength
    return _sorted(gathered)


def order_by_ties(ties: Ties) -> list[str]:
    """Return the nodes from the most tied on, each next the one most tied to those before it."""
    total = {node: sum(others.values()) for node, others in ties.items()}
    queue = [(0, -total[node], node) for node in ties]
    queue.sort()
    pull = dict.fromkeys(ties, 0)
    ordered: dict[str, None] = {}
    while queue:
        _, _, node = heappop(queue)
        if node in ordered:
            continue
        ordered[node] = None
        for other, strength in ties[node].items():
            if other not in ordered:
                pull[other] += strength
                heappush(queue, (-pull[other], -total[other], other))
    return list(ordered)


def find_springs(ties: Ties) -> Iterator[tuple[int, int, float]]:
    """Yield the ties once each, by the indices of their ends, weaker the more else their ends are tied to.

    All that pulls at one of the many leaves of a hub is then weak enough to leave room for the others.
    """
    index = {node: i for i, node in enumerate(ties)}
    total = {node: sum(others.values()) for node, others in ties.items()}
    for node, others in ties.items():
        for other, strength in others.items():
            if node < other:
                yield index[node], index[other], strength / sqrt(total[node] * total[other])


def _sorted(ties: Mapping[str, Mapping[str, int]]) -> Ties:
    return {node: dict(sorted(others.items())) for node, others in ties.items()}
