"""Elementary cycles of a directed graph: those that pass no node twice."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

Neighbours = Mapping[str, Collection[str]]


def find_cycles(successors: Neighbours, longest: int) -> Iterator[tuple[str, ...]]:
    """Yield the elementary cycles of at most `longest` nodes, each from its alphabetically first node on.

    The search is Johnson's (1975): within strongly connected components, from each node among the later ones, with
    nodes that led nowhere barred until what stood in their way is gone. The bar is a depth here, since a limit of
    length makes a node useless from some depth on (Gupta & Suzumura, 2021). The order of the cycles depends on that of
    `successors` alone.
    """
    component = {node: index for index, nodes in enumerate(find_components(successors)) for node in nodes}
    ahead: dict[str, list[str]] = {node: [] for node in component}
    behind: dict[str, list[str]] = {node: [] for node in component}
    for node in component:
        for other in successors.get(node, ()):
            if component[other] == component[node]:
                ahead[node].append(other)
                behind[other].append(node)
    for start in sorted(component):
        yield from _cycles_from(start, ahead, behind, longest)


def _cycles_from(start: str, ahead: Neighbours, behind: Neighbours, longest: int) -> Iterator[tuple[str, ...]]:
    depths = _Depths(start, behind, longest)
    waiting: dict[str, set[str]] = defaultdict(set)  # nodes to try again when the key is freed
    path, on_path = [start], {start}
    branches, closed = [iter(ahead[start])], [False]
    while path:
        for node in branches[-1]:
            if node == start:
                closed[-1] = True
                yield tuple(path)
            elif node > start and node not in on_path and len(path) <= depths[node]:
                path.append(node)
                on_path.add(node)
                branches.append(iter(ahead[node]))
                closed.append(False)
                break
        else:
            branches.pop()
            node = path.pop()
            on_path.remove(node)
            if not closed.pop():
                depths.bar(node, len(path))
                for other in ahead[node]:
                    waiting[other].add(node)
                continue
            if closed:
                closed[-1] = True
            freed = [node]
            while freed:
                node = freed.pop()
                depths.free(node)
                freed += waiting.pop(node, ())


class _Depths:
    """The deepest place in a cycle from `start` at which each node may stand.

    Distances back to `start` are measured over half the length only: a search that goes half the way forward meets
    them, and neither half sees much of a large graph.
    """

    def __init__(self, start: str, behind: Neighbours, longest: int) -> None:
        self._open: dict[str, int] = {}
        self._barred: dict[str, int] = {}
        frontier = {start}
        for distance in range(1, longest // 2 + 1):
            frontier = {each for node in frontier for each in behind[node] if each > start and each not in self._open}
            self._open.update(dict.fromkeys(frontier, longest - distance))
        self._farther = longest - longest // 2 - 1 if frontier else -1

    def __getitem__(self, node: str) -> int:
        return self._barred.get(node, self._open.get(node, self._farther))

    def bar(self, node: str, depth: int) -> None:
        """Close `depth` and all below it to `node`."""
        self._barred[node] = depth - 1

    def free(self, node: str) -> None:
        """Open to `node` all that its distance allows."""
        self._barred.pop(node, None)


def find_components(successors: Neighbours) -> Iterator[tuple[str, ...]]:
    """Yield the strongly connected components, each once (Tarjan, 1972)."""
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    found: set[str] = set()
    open_nodes: list[str] = []
    for root in successors:
        path = [] if root in entered else [(root, iter(successors[root]))]
        while path:
            node, branches = path[-1]
            if node not in entered:
                entered[node] = lowest[node] = len(entered)
                open_nodes.append(node)
            for other in branches:
                if other not in entered:
                    path.append((other, iter(successors.get(other, ()))))
                    break
                if other not in found:
                    lowest[node] = min(lowest[node], entered[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == entered[node]:
                    component = [open_nodes.pop()]
                    while component[-1] != node:
                        component.append(open_nodes.pop())
                    found.update(component)
                    yield tuple(component)
