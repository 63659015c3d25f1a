"""Feedback loops."""

from itertools import product

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cycles import find_components, find_cycles
from kb.graph import Graph
from kb.loops import Loop, build_loops
from kb.render.loops import view_loops
from kb.render.sheet import Sheet
from kb.vocabulary import RELATION_TYPES, Grade
from tests.conftest import ALPHA, OMEGA, PROJECT, know
from tests.relations import Written, graph_of

SIGNED = [name for name, each in RELATION_TYPES.items() if each.sign]
NODES = "abcdefg"

edges = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=24, unique=True)
relations = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(sorted(RELATION_TYPES)), st.sampled_from(NODES)),
    max_size=16,
    unique=True,
)


def find_loops(graph: Graph) -> tuple[Loop, ...]:
    return build_loops(graph).found


def successors(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source, target in pairs:
        found.setdefault(source, []).append(target)
    return found


def rotated(cycle: list[str]) -> tuple[str, ...]:
    first = cycle.index(min(cycle))
    return (*cycle[first:], *cycle[:first])


@given(edges, st.integers(1, 8))
def test_cycles_are_those_of_networkx_up_to_the_length(pairs: list[tuple[str, str]], longest: int) -> None:
    found = list(find_cycles(successors(pairs), longest))
    known = [rotated(cycle) for cycle in networkx.simple_cycles(networkx.DiGraph(pairs))]
    assert sorted(found) == sorted(cycle for cycle in known if len(cycle) <= longest)


@given(edges)
def test_components_are_those_of_networkx(pairs: list[tuple[str, str]]) -> None:
    found = sorted(sorted(each) for each in find_components(successors(pairs)))
    known = networkx.strongly_connected_components(networkx.DiGraph(pairs))
    assert found == sorted(sorted(each) for each in known)


@given(relations)
def test_every_choice_among_parallel_relations_is_a_loop(written: list[Written]) -> None:
    loops = find_loops(graph_of(*written))
    signed = [each for each in written if each[1] in SIGNED]
    known = set()
    for cycle in networkx.simple_cycles(networkx.DiGraph([(each[0], each[2]) for each in signed])):
        nodes = rotated(cycle)
        ends = zip(nodes, (*nodes[1:], nodes[0]), strict=True)
        known |= set(product(*([each for each in signed if (each[0], each[2]) == pair] for pair in ends)))
    assert {tuple((step.source, step.type.name, step.target) for step in loop.steps) for loop in loops} == known
    assert len({loop.anchor for loop in loops}) == len(loops) == len(known)


@given(st.permutations([(a, "feeds", b) for a, b in ("ab", "bc", "ca", "ba", "cb", "ac", "cd", "da")]))
def test_the_order_of_declaration_does_not_matter(written: list[Written]) -> None:
    loops = find_loops(graph_of(*written))
    nodes = [loop.nodes for loop in loops]
    assert nodes == sorted(nodes, key=lambda each: (len(each), each))
    assert [loop.anchor for loop in loops] == [loop.anchor for loop in find_loops(graph_of(*sorted(written)))]
    assert len(loops) == 7


@pytest.mark.parametrize(
    ("types", "reinforcing"),
    [
        (("feeds", "amplifies"), True),
        (("feeds", "dampens"), False),
        (("dampens", "dampens"), True),
        (("dampens", "dampens", "dampens"), False),
    ],
    ids=["feeds-amplifies", "feeds-dampens", "dampens-twice", "dampens-thrice"],
)
def test_an_even_number_of_lowering_steps_reinforces(types: tuple[str, ...], reinforcing: bool) -> None:
    nodes = NODES[: len(types)]
    targets = nodes[1:] + nodes[0]
    (loop,) = find_loops(graph_of(*zip(nodes, types, targets, strict=True)))
    assert loop.is_reinforcing is reinforcing


@pytest.mark.parametrize("type_", [name for name in RELATION_TYPES if name not in SIGNED])
def test_a_relation_without_a_sign_closes_no_loop(type_: str) -> None:
    assert find_loops(graph_of(("a", "feeds", "b"), ("b", type_, "a"))) == ()


def test_the_weakest_step_gives_a_loop_its_grade() -> None:
    written = (("b", "feeds", "a", "contested"), ("a", "feeds", "c", "well-replicated"), ("c", "feeds", "b", "mixed"))
    (loop,) = find_loops(graph_of(*written))
    assert loop.nodes == ("a", "c", "b")
    assert loop.weakest is Grade.CONTESTED


def test_relations_under_two_conditions_make_two_loops_and_a_repeated_one_makes_none() -> None:
    written = (("a", "feeds", "b"), ("b", "feeds", "a", "mixed", "in youth"), ("b", "feeds", "a", "mixed", "in age"))
    loops = find_loops(graph_of(*written, ("a", "feeds", "b")))
    assert [loop.steps[1].when for loop in loops] == ["in age", "in youth"]
    assert len({loop.anchor for loop in loops}) == 2


def test_an_anchor_stays_when_words_and_grades_change_and_other_loops_come() -> None:
    before = find_loops(graph_of(("a", "feeds", "b"), ("b", "feeds", "a")))
    after = find_loops(graph_of(("a", "feeds", "b", "contested"), ("b", "feeds", "a"), ("a", "dampens", "a")))
    assert before[0].anchor == after[1].anchor


def test_a_graph_of_few_loops_is_searched_to_the_greatest_length() -> None:
    ring = [(f"n{index:02}", "feeds", f"n{(index + 1) % 12:02}") for index in range(12)]
    assert [len(loop.steps) for loop in find_loops(graph_of(*ring))] == [12]
    longer = [(f"n{index:02}", "feeds", f"n{(index + 1) % 13:02}") for index in range(13)]
    assert find_loops(graph_of(*longer)) == ()


def test_of_too_many_loops_the_shorter_are_kept_whole() -> None:
    everyone = [(a, "feeds", b) for a in NODES for b in NODES if a != b]
    loops = build_loops(graph_of(*everyone), most=100)
    assert loops.reach == 3
    assert [len(loop.steps) for loop in loops.found] == [2] * 21 + [3] * 70


def test_when_the_shortest_loops_are_too_many_the_first_found_are_kept_and_it_shows() -> None:
    everyone = [(a, "feeds", b) for a in NODES for b in NODES if a != b]
    loops = build_loops(graph_of(*everyone), most=20)
    assert (loops.reach, len(loops.found)) == (0, 20)


def test_loops_are_found_by_the_nodes_they_pass() -> None:
    loops = build_loops(graph_of(("a", "feeds", "b"), ("b", "feeds", "a"), ("b", "feeds", "c"), ("c", "feeds", "b")))
    assert [loop.nodes for loop in loops.through("b")] == [("a", "b"), ("b", "c")]
    assert [loop.nodes for loop in loops.through("c")] == [("b", "c")]
    assert loops.through("nowhere") == ()


CIRCLE = {
    **PROJECT,
    "docs/mechanisms/alpha.md": ALPHA.replace("part-of", "feeds").replace("title: Alpha", 'title: "A < B"'),
    "docs/machineries/omega.md": OMEGA.replace(
        "---\n\nIt", "relations: [{type: dampens, to: alpha, why: So., grade: contested, cites: [a]}]\n---\n\nIt"
    ),
}


def test_the_page_of_loops_tells_each_loop_step_by_step() -> None:
    known = know(CIRCLE)
    shown = list(view_loops(Sheet(known), ""))
    (loop,) = known.loops.found
    heading = next(each for each in shown if each.tag == "h2")
    assert (heading.get("id"), heading.text) == (loop.anchor, "A < B → Omega → A < B")
    words = ["".join(each.itertext()) for each in shown]
    assert words[0] == "1 loop: 0 reinforcing, 1 balancing. Loops of more than 12 steps are not listed."
    assert "Balancing (B). Weakest step: Contested" in words
    steps = [list(each) for each in shown if each.tag == "ol"]
    assert ["".join(step[0].itertext()) for step in steps[0]] == [
        "A < B feeds Omega: Omega is made of it.",
        "Omega dampens A < B: So.",
    ]


def test_the_page_of_a_node_links_to_its_loops() -> None:
    known = know(CIRCLE)
    (section,) = view_loops(Sheet(known), "omega")
    assert [link.get("href") for link in section.iter("a")] == [f"/loops.md#{known.loops.found[0].anchor}"]
    assert list(view_loops(Sheet(know(PROJECT)), "omega")) == []
