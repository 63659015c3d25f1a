"""The map: everything has a place of its own, the same everywhere and steady."""

import json
import os
import subprocess
import sys
from math import dist, inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import Graph
from kb.layout import (
    HEIGHT,
    LABEL_HEIGHT,
    UNATTACHED,
    WIDTH,
    Layout,
    build_layout,
    from_json,
    label_width,
    to_json,
)
from kb.layout.model import SIDE
from kb.vocabulary import Kind
from tests.graphs import make_graph, sample_graph

ROOT = Path(__file__).parents[2]
MACHINERY, MECHANISM = Kind.MACHINERY, Kind.MECHANISM

EMPTY = make_graph({})
SINGLE = make_graph({"alpha": MECHANISM})
APART = make_graph({"alpha": MECHANISM, "beta": MECHANISM, "omega": MACHINERY, "psi": MACHINERY})
STAR = make_graph(
    {"omega": MACHINERY, **{f"part-{number}": MECHANISM for number in range(40)}},
    [(f"part-{number}", "part-of", "omega") for number in range(40)],
)
GRAPHS = {
    "empty": EMPTY,
    "single": SINGLE,
    "disconnected": APART,
    "star": STAR,
    "small": sample_graph(24),
    "middling": sample_graph(300),
}
RELATIONS = ("feeds", "part-of", "special-case-of", "contrasts-with")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw any graph of up to thirty nodes, with relations to itself and cycles of parts too."""
    kinds = draw(st.lists(st.sampled_from(Kind), min_size=1, max_size=30))
    ids = [f"node-{number}" for number in range(len(kinds))]
    ends = st.sampled_from(ids)
    statements = draw(st.lists(st.tuples(ends, st.sampled_from(RELATIONS), ends), max_size=60, unique=True))
    return make_graph(dict(zip(ids, kinds, strict=True)), statements)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Draw any layout that a file may hold, made by us or not, of nodes that `graphs` draws and of some others."""
    across, down = st.floats(0, WIDTH), st.floats(0, HEIGHT)
    size = st.floats(0.1, WIDTH)
    nodes = st.sampled_from([f"node-{number}" for number in range(32)])
    areas = draw(st.dictionaries(st.one_of(nodes, st.just(UNATTACHED)), st.tuples(across, down, size), max_size=8))
    positions = draw(st.dictionaries(nodes, st.tuples(across, down), max_size=32))
    return Layout(positions, areas, dict.fromkeys(positions, 1.0), draw(st.floats(1, SIDE)))


def faults(graph: Graph, layout: Layout) -> list[str]:
    """Return what is wrong with the layout of `graph`."""
    found = []
    if not set(layout.positions) == set(layout.zooms) == set(graph.nodes):
        found.append("some nodes have no place or no zoom, or others have")
    inset = layout.side / 2 - 0.11
    for node, (x, y) in layout.positions.items():
        if not (inset <= x <= WIDTH - inset and inset <= y <= HEIGHT - inset):
            found.append(f"{node} stands out of the frame")
        if (x, y) != (round(x, 1), round(y, 1)):
            found.append(f"{node} is not at tenths")
    places = sorted((x, y, node) for node, (x, y) in layout.positions.items())
    for index, (x, y, node) in enumerate(places):
        for other_x, other_y, other in places[index + 1 :]:
            if max(other_x - x, abs(other_y - y)) < layout.side - 1e-6:
                found.append(f"{node} and {other} overlap")
    areas = list(layout.areas.items())
    for index, (area, (x, y, radius)) in enumerate(areas):
        for other, (other_x, other_y, other_radius) in areas[index + 1 :]:
            if dist((x, y), (other_x, other_y)) < radius + other_radius - 1e-6:
                found.append(f"the areas of {area} and {other} overlap")
    return found


def overlapping_labels(graph: Graph, layout: Layout, zoom: float) -> list[tuple[str, str]]:
    """Return the pairs of labels that are shown at `zoom` and overlap there."""
    shown = sorted(node for node, first in layout.zooms.items() if first <= zoom)
    width = {node: label_width(graph.nodes[node].title) for node in shown}
    found = []
    for index, node in enumerate(shown):
        x, y = layout.positions[node]
        for other in shown[index + 1 :]:
            dx, dy = abs(layout.positions[other][0] - x), abs(layout.positions[other][1] - y)
            beside = dx * zoom < (width[node] + width[other]) / 2 - 1e-6
            if beside and dy * zoom < LABEL_HEIGHT - 1e-6:
                found.append((node, other))
    return found


def area_of(layout: Layout, node: str) -> str:
    """Return the area whose disk holds the node."""
    (area,) = [id_ for id_, (x, y, r) in layout.areas.items() if dist((x, y), layout.positions[node]) <= r]
    return area


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_node_has_a_place_of_its_own_in_the_frame(graph: Graph) -> None:
    assert faults(graph, build_layout(graph)) == []


@pytest.mark.parametrize("zoom", [0.25, 0.3, 0.5, 0.9, 1, 1.25, 1.5, 2, 3, 7, inf])
def test_labels_that_are_shown_do_not_overlap(zoom: float) -> None:
    graph = GRAPHS["middling"]
    layout = build_layout(graph)
    largest = min(zoom, max(layout.zooms.values()))
    assert overlapping_labels(graph, layout, largest) == []
    assert min(layout.zooms.values()) < 1


def test_a_label_waits_for_the_more_important_one_that_it_would_overlap() -> None:
    graph = GRAPHS["middling"]
    layout = build_layout(graph)
    waiting = [node for node, zoom in layout.zooms.items() if zoom > 1]
    early = Layout(layout.positions, layout.areas, {**layout.zooms, waiting[0]: 1}, layout.side)
    assert any(waiting[0] in pair for pair in overlapping_labels(graph, early, 1))
    assert all(zoom <= 1 for node, zoom in layout.zooms.items() if graph.nodes[node].kind is MACHINERY)


def test_no_label_that_is_shown_sticks_out_of_the_frame_at_its_sides() -> None:
    graph = GRAPHS["middling"]
    layout = build_layout(graph)
    for node, (x, _) in layout.positions.items():
        half = label_width(graph.nodes[node].title) / 2 / layout.zooms[node]
        assert half <= x + 1e-6
        assert x + half <= WIDTH + 1e-6


@given(graphs())
@settings(deadline=None, max_examples=60)
def test_any_graph_gets_a_map_without_faults_that_stays_as_it_is(graph: Graph) -> None:
    layout = build_layout(graph)
    assert faults(graph, layout) == []
    for zoom in (0.25, 0.5, 1):
        assert overlapping_labels(graph, layout, zoom) == []
    assert build_layout(graph, layout) == layout


@given(graphs(), graphs())
@settings(deadline=None, max_examples=60)
def test_a_map_that_goes_on_from_any_other_has_no_faults(graph: Graph, other: Graph) -> None:
    assert faults(graph, build_layout(graph, build_layout(other))) == []


@given(graphs(), layouts())
@settings(deadline=None, max_examples=60)
def test_a_map_that_goes_on_from_any_file_that_can_be_read_has_no_faults(graph: Graph, kept: Layout) -> None:
    assert faults(graph, build_layout(graph, from_json(to_json(kept)))) == []


@pytest.mark.parametrize(
    ("statements", "home"),
    [
        pytest.param([("alpha", "part-of", "omega"), ("alpha", "feeds", "psi")], "omega", id="part of it"),
        pytest.param([("alpha", "special-case-of", "psi")], "psi", id="special case of it"),
        pytest.param([("alpha", "part-of", "beta"), ("beta", "part-of", "psi")], "psi", id="part of a part"),
        pytest.param([("alpha", "part-of", "psi"), ("psi", "part-of", "omega")], "psi", id="nearest of two above"),
        pytest.param([("omega", "part-of", "alpha"), ("alpha", "feeds", "psi")], "omega", id="most strongly tied"),
        pytest.param([("alpha", "feeds", "beta"), ("beta", "feeds", "psi")], "psi", id="tied to what is tied"),
        pytest.param([("alpha", "feeds", "beta")], UNATTACHED, id="tied to no machinery"),
        pytest.param([("alpha", "part-of", "alpha")], UNATTACHED, id="tied to itself"),
    ],
)
def test_a_mechanism_stands_in_the_area_of_its_machinery(statements: list[tuple[str, str, str]], home: str) -> None:
    graph = make_graph(dict.fromkeys(("alpha", "beta"), MECHANISM) | {"omega": MACHINERY, "psi": MACHINERY}, statements)
    assert area_of(build_layout(graph), "alpha") == home


def test_a_machinery_that_is_tied_to_another_stands_nearer_to_it() -> None:
    kinds = {f"machinery-{number:02}": MACHINERY for number in range(12)}
    ring = list(kinds)
    graph = make_graph(kinds, [(ring[i - 1], "amplifies", ring[i]) for i in range(12)])
    layout = build_layout(graph)
    tied = [dist(layout.positions[ring[i - 1]], layout.positions[ring[i]]) for i in range(12)]
    across = [dist(layout.positions[ring[i - 6]], layout.positions[ring[i]]) for i in range(12)]
    assert sum(tied) < 0.7 * sum(across)


def test_the_map_is_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "from kb.layout import *; from tests.graphs import *; print(to_json(build_layout(sample_graph(120))), end='')"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "hooks"},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert texts == {to_json(build_layout(sample_graph(120)))}


def test_the_order_in_which_nodes_and_relations_come_does_not_matter() -> None:
    graph = sample_graph(60)
    turned = Graph(dict(reversed(graph.nodes.items())), graph.relations[::-1], dict(reversed(graph.edges.items())))
    assert to_json(build_layout(turned)) == to_json(build_layout(graph))


@pytest.mark.parametrize(("size", "more"), [(24, 1), (300, 6)])
def test_new_nodes_move_the_others_by_less_than_a_thousandth_of_the_width(size: int, more: int) -> None:
    first = build_layout(sample_graph(size))
    grown = sample_graph(size, more)
    second = build_layout(grown, first)
    steps = [dist(first.positions[node], second.positions[node]) for node in first.positions]
    assert len(second.positions) == size + more
    assert sum(steps) / len(steps) < WIDTH / 1000
    assert faults(grown, second) == []


def test_a_map_that_grows_page_by_page_has_no_faults() -> None:
    layout = None
    for more in range(0, 200, 4):
        graph = sample_graph(10, more)
        layout = build_layout(graph, layout)
        assert faults(graph, layout) == []


def test_a_new_node_stands_in_the_area_of_what_it_is_tied_to() -> None:
    first = build_layout(sample_graph(100))
    second = build_layout(sample_graph(100, 2), first)
    (one, other) = sorted(set(second.positions) - set(first.positions))
    assert {area_of(second, one), area_of(second, other)} <= set(first.areas)


def test_nodes_that_are_gone_vanish_and_those_that_keep_their_area_stay() -> None:
    first = build_layout(sample_graph(100, 5))
    second = build_layout(sample_graph(100), first)
    stayed = [node for node in second.positions if area_of(first, node) == area_of(second, node)]
    assert set(second.positions) == set(sample_graph(100).nodes)
    assert len(stayed) > 95
    assert {node: second.positions[node] for node in stayed}.items() <= first.positions.items()


def test_two_nodes_that_a_merge_put_in_one_place_come_apart() -> None:
    graph = sample_graph(24)
    layout = build_layout(graph)
    one, other = list(layout.positions)[-2:]
    merged = Layout({**layout.positions, one: layout.positions[other]}, layout.areas, layout.zooms, layout.side)
    assert faults(graph, merged) != []
    assert faults(graph, build_layout(graph, merged)) == []


def test_a_map_that_knows_few_of_the_nodes_is_made_anew() -> None:
    assert build_layout(sample_graph(100), build_layout(SINGLE)) == build_layout(sample_graph(100))


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_a_layout_comes_back_from_its_file(graph: Graph) -> None:
    layout = build_layout(graph)
    assert from_json(to_json(layout)) == layout
    assert json.loads(to_json(layout))["side"] == layout.side


def test_a_new_page_is_one_new_line_in_the_file() -> None:
    first = build_layout(sample_graph(100))
    before, after = to_json(first).splitlines(), to_json(build_layout(sample_graph(100, 1), first)).splitlines()
    assert len(set(after) - set(before)) == 1
    assert set(before) <= set(after)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no side"),
        pytest.param('{"side": 0}', id="no room"),
        pytest.param('{"side": 20, "alpha": [1, 2, 3]}', id="neither area nor node"),
        pytest.param('{"side": 20, "nodes/alpha": [1, 2]}', id="too few numbers"),
        pytest.param('{"side": 20, "nodes/alpha": [1, "2", 3]}', id="a text"),
        pytest.param('{"side": 20, "nodes/alpha": [1, true, 3]}', id="a truth"),
        pytest.param('{"side": 20, "nodes/alpha": [1, NaN, 3]}', id="not a number"),
        pytest.param('{"side": 20, "nodes/alpha": [1e999, 2, 3]}', id="an infinity"),
        pytest.param(f'{{"side": 20, "nodes/alpha": [1{"0" * 400}, 2, 3]}}', id="a number that no float holds"),
        pytest.param('{"side": 20, "nodes/alpha": [-1, 2, 3]}', id="a node out of the frame"),
        pytest.param('{"side": 20, "areas/alpha": [1, 2, 0]}', id="an area without room"),
        pytest.param('{"side": 0.05}', id="next to no room"),
        pytest.param('{"side": 200}', id="too much room"),
        pytest.param('<<<<<<< main\n{"side": 20}', id="a conflict"),
    ],
)
def test_a_text_that_is_no_layout_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"layout|JSON|Expecting"):
        from_json(text)
