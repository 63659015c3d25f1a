"""How long the map takes: `python -m tests.benchmarks.bench_layout`."""

from time import perf_counter

from kb.layout import WIDTH, Layout, build_layout
from tests.graphs import sample_graph


def main() -> None:
    """Print the seconds for a first map and for one with two new nodes in a hundred, and how far the others moved."""
    for size in (24, 300, 3000):
        graph = sample_graph(size)
        grown = sample_graph(size, max(size // 50, 1))
        start = perf_counter()
        first = build_layout(graph)
        middle = perf_counter()
        second = build_layout(grown, first)
        end = perf_counter()
        shown = sum(zoom <= 1 for zoom in first.zooms.values())
        print(
            f"{size:5} nodes, {len(graph.relations):6} relations: {middle - start:6.2f} s; "
            f"grown by 2 %: {end - middle:6.2f} s, moved {moved(first, second) * 100:.3f} % of the width on average; "
            f"{shown} labels at zoom 1; squares of {first.side}, then {second.side}"
        )


def moved(first: Layout, second: Layout) -> float:
    """Return how far the nodes that both maps have stand apart on average, as a part of the frame's width."""
    both = [(first.positions[node], second.positions[node]) for node in first.positions if node in second.positions]
    steps = [((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5 for (x, y), (to_x, to_y) in both]
    return sum(steps) / len(steps) / WIDTH


if __name__ == "__main__":
    main()
