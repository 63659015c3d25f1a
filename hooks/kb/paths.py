"""How one node reaches another: chains of relations, read in their direction."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.graph import Edge, Graph
from kb.vocabulary import GRADES, Grade

_Steps = Mapping[str, tuple[Edge, ...]]


@dataclass(frozen=True)
class Path:
    """Steps, each from the node that the one before led to."""

    steps: tuple[Edge, ...]

    @property
    def weakest(self) -> Grade | None:
        """The grade of the step that we are least sure of; None without steps."""
        return max((step.relation.grade for step in self.steps), key=GRADES.index, default=None)


@dataclass(frozen=True)
class Paths:
    """The shortest and the best supported path from `source` to `target`: both None when there is none."""

    source: str
    target: str
    shortest: Path | None
    supported: Path | None

    def as_json(self) -> dict[str, Any]:
        """Return the answer as docs/assets/paths.js gives it: its steps by the two nodes and the relation's anchor."""
        return {
            "from": self.source,
            "to": self.target,
            "shortest": self.shortest and _path_json(self.shortest),
            "supported": self.supported and _path_json(self.supported),
        }


def find_paths(graph: Graph, source: str, target: str) -> Paths:
    """Return how `source` reaches `target`.

    The shortest path has the fewest steps and, among such, the strongest weakest grade; the best supported path has the
    strongest weakest grade and, among such, the fewest steps. What is left open is decided by the order of
    `graph.relations`, so that another program can find the same. A symmetric relation is read in both directions.
    """
    steps = _steps(graph)
    found = [_shortest(steps, source, target, GRADES[: least + 1]) for least in range(len(GRADES))]
    paths = [path for path in found if path]
    shortest = min(paths, key=lambda path: len(path.steps), default=None)
    return Paths(source, target, shortest, paths[0] if paths else None)


def _steps(graph: Graph) -> _Steps:
    steps: dict[str, list[Edge]] = {node: [] for node in graph.nodes}
    for relation in graph.relations:
        steps[relation.source].append(Edge(relation, relation.source, relation.target, False))
        if relation.type.is_symmetric:
            steps[relation.target].append(Edge(relation, relation.target, relation.source, True))
    return {node: tuple(edges) for node, edges in steps.items()}


def _shortest(steps: _Steps, source: str, target: str, grades: Collection[Grade]) -> Path | None:
    """Return the path of the fewest steps with none but `grades`, breadth first."""
    if source not in steps:
        return None
    reached: dict[str, Edge | None] = {source: None}
    ahead = deque([source])
    while ahead and target not in reached:
        for step in steps[ahead.popleft()]:
            if step.relation.grade in grades and step.other not in reached:
                reached[step.other] = step
                ahead.append(step.other)
    return Path(tuple(_way_back(reached, target))[::-1]) if target in reached else None


def _way_back(reached: Mapping[str, Edge | None], target: str) -> Iterator[Edge]:
    step = reached[target]
    while step:
        yield step
        step = reached[step.node]


def _path_json(path: Path) -> dict[str, Any]:
    steps = [
        {"from": step.node, "to": step.other, "page": step.relation.source, "anchor": step.relation.anchor}
        for step in path.steps
    ]
    return {"steps": steps, "weakest": path.weakest}
