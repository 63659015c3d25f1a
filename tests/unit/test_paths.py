"""Paths from one node to another."""

import json
from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.paths import Path, find_paths
from kb.render.paths import view_paths
from kb.render.sheet import Sheet
from kb.vocabulary import GRADES, RELATION_TYPES
from tests.conftest import ALPHA, PROJECT, know
from tests.relations import Written, graph_of

NODES = "abcdef"

relations = st.lists(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(sorted(RELATION_TYPES)),
        st.sampled_from(NODES),
        st.sampled_from(GRADES),
    ),
    max_size=14,
    unique_by=lambda each: each[:3],
)


def rank(path: Path) -> int:
    return GRADES.index(path.weakest) if path.weakest else 0


def known_paths(written: list[Written], source: str, target: str) -> list[tuple[int, int]]:
    """Return the length and the rank of the weakest grade of every simple path."""
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(NODES)
    for start, type_, end, grade in written:
        graph.add_edge(start, end, rank=GRADES.index(grade))
        if RELATION_TYPES[type_].is_symmetric:
            graph.add_edge(end, start, rank=GRADES.index(grade))
    if source == target:
        return [(0, 0)]
    paths = networkx.all_simple_edge_paths(graph, source, target)
    return [(len(path), max(graph.edges[edge]["rank"] for edge in path)) for path in paths]


@given(relations, st.sampled_from(NODES), st.sampled_from(NODES))
def test_no_path_is_shorter_or_better_supported(written: list[Written], source: str, target: str) -> None:
    found = find_paths(graph_of(*written, nodes=NODES), source, target)
    known = known_paths(written, source, target)
    if not found.shortest or not found.supported:
        assert known == []
        assert found.shortest is found.supported is None
        return
    assert (len(found.shortest.steps), rank(found.shortest)) == min(known)
    short = min(known, key=lambda each: each[::-1])
    assert (len(found.supported.steps), rank(found.supported)) == short


@given(relations, st.sampled_from(NODES), st.sampled_from(NODES))
def test_a_path_is_a_chain_of_relations_read_in_their_direction(written: list[Written], a: str, b: str) -> None:
    found = find_paths(graph_of(*written, nodes=NODES), a, b)
    for path in filter(None, (found.shortest, found.supported)):
        if path.steps:
            assert (path.steps[0].node, path.steps[-1].other) == (a, b)
        assert all(one.other == two.node for one, two in pairwise(path.steps))
        for step in path.steps:
            ends = (step.relation.source, step.relation.target)
            assert (step.node, step.other) == (ends[::-1] if step.is_implied else ends)
            assert step.relation.type.is_symmetric or not step.is_implied


@given(st.permutations([("a", type_, "b", grade) for type_, grade in zip(RELATION_TYPES, GRADES * 2, strict=True)]))
def test_ties_are_broken_alike_whatever_the_order_of_declaration(written: list[Written]) -> None:
    found = find_paths(graph_of(*written), "a", "b").as_json()
    assert found == find_paths(graph_of(*sorted(written)), "a", "b").as_json()


def test_a_weaker_short_cut_and_a_stronger_way_round_are_both_told() -> None:
    graph = graph_of(
        ("a", "feeds", "c", "contested"), ("a", "feeds", "b", "supported"), ("b", "reads-out", "c", "well-replicated")
    )
    assert find_paths(graph, "a", "c").as_json() == {
        "from": "a",
        "to": "c",
        "shortest": {
            "steps": [{"from": "a", "to": "c", "page": "a", "anchor": "relation-feeds-c"}],
            "weakest": "contested",
        },
        "supported": {
            "steps": [
                {"from": "a", "to": "b", "page": "a", "anchor": "relation-feeds-b"},
                {"from": "b", "to": "c", "page": "b", "anchor": "relation-reads-out-c"},
            ],
            "weakest": "supported",
        },
    }


def test_a_symmetric_relation_leads_back_to_the_page_that_declares_it() -> None:
    found = find_paths(graph_of(("a", "contrasts-with", "b")), "b", "a").as_json()
    step = {"from": "b", "to": "a", "page": "a", "anchor": "relation-contrasts-with-b"}
    assert found["shortest"]["steps"] == [step]


@pytest.mark.parametrize(("source", "target"), [("b", "a"), ("a", "nowhere"), ("nowhere", "a"), ("no", "no")])
def test_where_no_relations_lead_there_is_no_path(source: str, target: str) -> None:
    found = find_paths(graph_of(("a", "feeds", "b")), source, target)
    assert (found.shortest, found.supported) == (None, None)
    assert json.loads(json.dumps(found.as_json()))["shortest"] is None


def test_a_node_reaches_itself_in_no_step() -> None:
    assert find_paths(graph_of(("a", "feeds", "b")), "a", "a").as_json()["shortest"] == {"steps": [], "weakest": None}


def test_the_form_offers_every_node_twice_by_title() -> None:
    known = know({**PROJECT, "docs/mechanisms/alpha.md": ALPHA.replace("title: Alpha", "title: Zeta <b>")})
    form, otherwise = view_paths(Sheet(known), "")
    labels = {label.get("for"): label.text for label in form.iter("label")}
    for select in form.iter("select"):
        assert labels[select.get("id")].casefold() == select.get("name")
        options = [(each.get("value"), each.text) for each in select]
        assert options == [("", "Choose a page"), ("omega", "Omega"), ("alpha", "Zeta <b>")]
    assert form.get("data-graph") == "../assets/graph.json"
    assert [link.get("href") for link in otherwise.iter("a")] == ["/graph.md#table"]
    assert not [name for each in form.iter() for name in each.attrib if name.startswith("on")]
