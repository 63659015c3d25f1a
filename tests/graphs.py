"""Graphs made up for tests and benchmarks."""

import random
from collections.abc import Iterable

from kb.graph import Graph, build_graph, find_relations
from kb.pages import parse_page
from kb.text import Source
from kb.vocabulary import Kind

Statement = tuple[str, str, str]
"""Source, type and target of a relation."""


def make_graph(kinds: dict[str, Kind], statements: Iterable[Statement] = (), grade: str = "supported") -> Graph:
    """Return the graph of nodes of the given kinds and of what `statements` say of them."""
    written: dict[str, list[str]] = {node: [] for node in kinds}
    for source, type_, target in statements:
        fields = f"type: {type_}, to: {target}, why: It is so., grade: {grade}, cites: [a]"
        written[source].append(f"  - {{{fields}}}\n")
    pages = {}
    for node, kind in kinds.items():
        relations = f"relations:\n{''.join(written[node])}" if written[node] else ""
        title = node.replace("-", " ").capitalize()
        text = f"---\ntitle: {title}\nkind: {kind}\n{relations}---\n"
        uri = f"{kind.folder}/{node}.md"
        pages[node] = parse_page(Source(f"docs/{uri}", text), uri)
    return build_graph(pages, tuple(each for page in pages.values() for each in find_relations(page)))


def sample_graph(size: int, more: int = 0, seed: int = 1) -> Graph:
    """Return a graph of `size` nodes, one in ten a machinery, with about three relations a node, and `more` new nodes.

    The nodes and relations of the first `size` are the same whatever `more` is.
    """
    draw = random.Random(seed)
    machineries = [f"machinery-{number:03}" for number in range(max(size // 10, 1))]
    kinds = dict.fromkeys(machineries, Kind.MACHINERY)
    parts: dict[str, list[str]] = {node: [node] for node in machineries}
    statements: dict[Statement, None] = {}
    for number in range(size - len(machineries) + more):
        node = f"mechanism-{number:04}-{'long' * draw.randrange(4)}"
        kinds[node] = Kind.MECHANISM
        home = draw.choice(machineries)
        near = parts[home]
        if draw.random() < 0.7:
            statements[node, "part-of", home] = None
        for _ in range(draw.randrange(1, 4)):
            statements[node, draw.choice(("feeds", "dampens", "reads-out")), draw.choice(near)] = None
        other = draw.choice(parts[machineries[(machineries.index(home) + 1) % len(machineries)]])
        if draw.random() < 0.6 and other != node:
            statements[node, "contrasts-with", other] = None
        near.append(node)
    return make_graph(kinds, statements)
