"""Which area of the map a node belongs to."""

from collections.abc import Iterable, Mapping
from typing import Final

from kb.graph import Graph
from kb.layout.model import UNATTACHED
from kb.layout.ties import Ties
from kb.vocabulary import Kind

_LOYALTY: Final = 2


def find_homes(graph: Graph, ties: Ties, before: Mapping[str, str]) -> Mapping[str, str]:
    """Return the machinery that each node belongs to, or UNATTACHED.

    A machinery belongs to itself; a mechanism to the machinery that it reaches by the fewest steps of part-of and
    special-case-of, or else to that of the nodes it is most strongly tied to. `before` holds the homes on the map so
    far; there a node stays unless one is nearer above it, or another pulls it more than _LOYALTY times as strongly.
    """
    machineries = [node for node in ties if graph.nodes[node].kind is Kind.MACHINERY]
    homes = {node: node for node in machineries}
    _climb(graph, ties, before, homes)
    fixed = set(homes)
    known = set(machineries)
    _spread(ties, homes)
    loose = [node for node in ties if node in homes and node not in fixed]
    homes |= {node: before[node] for node in loose if before.get(node) in known}
    _settle(loose, ties, homes, _LOYALTY if before else 1)
    return {node: homes.get(node, UNATTACHED) for node in ties}


def _climb(graph: Graph, ties: Ties, before: Mapping[str, str], homes: dict[str, str]) -> None:
    """Give a home to all nodes that have one above them."""
    parents: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    for relation in graph.relations:
        if relation.type.is_hierarchical and relation.source != relation.target:
            parents.setdefault(relation.source, []).append(relation.target)
            children.setdefault(relation.target, []).append(relation.source)
    level = sorted(homes)
    while level:
        below = sorted({child for node in level for child in children.get(node, ()) if child not in homes})
        found = {}
        for node in below:
            pulls = _pulls(((parent, ties[node][parent]) for parent in parents[node]), homes)
            found[node] = max(pulls, key=lambda home: (home == before.get(node), pulls[home]))
        homes |= found
        level = below


def _spread(ties: Ties, homes: dict[str, str]) -> None:
    """Give a home, round by round, to all nodes that are tied to one which has a home."""
    edge = sorted(homes)
    while edge:
        next_ = sorted({other for node in edge for other in ties[node] if other not in homes})
        found = {}
        for node in next_:
            pulls = _pulls(ties[node].items(), homes)
            found[node] = max(pulls, key=lambda home: pulls[home])
        homes |= found
        edge = next_


def _settle(nodes: list[str], ties: Ties, homes: dict[str, str], loyalty: int) -> None:
    """Move `nodes` to where they are tied that much more strongly.

    It ends, for each move strengthens the ties within areas.
    """
    moved = True
    while moved:
        moved = False
        for node in nodes:
            pulls = _pulls(ties[node].items(), homes)
            best = max(pulls, key=lambda home: pulls[home])
            if pulls[best] > loyalty * pulls.get(homes[node], 0):
                homes[node] = best
                moved = True


def _pulls(tied: Iterable[tuple[str, int]], homes: Mapping[str, str]) -> dict[str, int]:
    """Return how strongly each home pulls, by id, so that the first of equals is always the same."""
    pulls: dict[str, int] = {}
    for other, strength in tied:
        if other in homes:
            pulls[homes[other]] = pulls.get(homes[other], 0) + strength
    return dict(sorted(pulls.items()))
