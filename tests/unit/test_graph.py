from collections.abc import Mapping

from kb.graph import Graph
from kb.knowledge import Knowledge
from tests.conftest import PROJECT, know


def test_a_relation_is_seen_from_both_ends(knowledge: Knowledge) -> None:
    graph = knowledge.graph
    (declared,), (implied,) = graph.neighbourhood("alpha"), graph.neighbourhood("omega")
    assert declared.relation is implied.relation
    assert (declared.label, declared.other, declared.is_implied) == ("is part of", "omega", False)
    assert (implied.label, implied.other, implied.is_implied) == ("has as a part", "alpha", True)


def test_a_node_without_relations_has_no_neighbourhood(knowledge: Knowledge) -> None:
    assert knowledge.graph.neighbourhood("nothing") == ()


def with_targets(*targets: str) -> Graph:
    relations = "".join(
        f"  - {{type: {kind}, to: {target}, why: It does., grade: supported, cites: [ada1999gauge]}}\n"
        for kind, target in (each.split() for each in targets)
    )
    files: Mapping[str, str] = {
        **PROJECT,
        "docs/mechanisms/beta.md": "---\ntitle: Beta\nkind: mechanism\nlevel: cognitive\nsummary: B.\nstatus: draft\n"
        f"relations:\n{relations}---\n",
    }
    return know(files).graph


def test_a_relation_without_its_other_end_is_left_out() -> None:
    assert [edge.other for edge in with_targets("feeds nowhere", "feeds alpha").neighbourhood("beta")] == ["alpha"]


def test_edges_stand_by_type_and_then_by_title() -> None:
    graph = with_targets("contrasts-with omega", "part-of omega", "feeds omega", "feeds alpha")
    assert [(edge.label, edge.other) for edge in graph.neighbourhood("beta")] == [
        ("feeds", "alpha"),
        ("feeds", "omega"),
        ("is part of", "omega"),
        ("contrasts with", "omega"),
    ]


def test_a_symmetric_relation_reads_the_same_from_either_end() -> None:
    graph = with_targets("contrasts-with omega")
    labels = [edge.label for edge in graph.neighbourhood("omega") if edge.other == "beta"]
    assert labels == ["contrasts with"]


def test_each_field_of_a_relation_is_found_again_where_it_stands() -> None:
    graph = with_targets("feeds omega", "part-of alpha")
    relations = [each for each in graph.relations if each.source == "beta"]
    assert len(relations) == 2
    for relation in relations:
        text = relation.page.source.text
        said = {name: text[place.start : place.end] for name, place in relation.places.items()}
        assert said["type"] == relation.type.name
        assert said["to"] == relation.target
        assert said["cites"] == "[ada1999gauge]"
