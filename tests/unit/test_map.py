"""The picture of the map: all of it, once, and the same every time."""

import re
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from markdown.serializers import to_html_string

from kb.graph import Graph
from kb.knowledge import Knowledge
from kb.layout import LABEL_HEIGHT, UNATTACHED, build_layout, label_width
from kb.render.graph import view_graph
from kb.render.map import render_map
from kb.render.search import render_search
from kb.render.sheet import Sheet
from kb.vocabulary import GRADES, RELATION_TYPES, Kind
from tests.graphs import make_graph, sample_graph

GRAPHS = {
    "empty": make_graph({}),
    "single": make_graph({"alpha": Kind.MECHANISM}),
    "to itself": make_graph({"alpha": Kind.MECHANISM}, [("alpha", "feeds", "alpha")]),
    "small": sample_graph(24),
    "middling": sample_graph(300),
}


def drawn(graph: Graph) -> Element:
    return render_map(graph, build_layout(graph))


def links(figure: Element) -> list[Element]:
    return [each for each in figure.iter("a") if "kb-dot" in each.get("class", "")]


def place(dot: Element) -> tuple[float, float]:
    circle = dot.find("circle")
    assert circle is not None
    return float(circle.get("cx", "")), float(circle.get("cy", ""))


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_node_is_a_link_with_its_title(graph: Graph) -> None:
    found = {link.get("href"): "".join(link.itertext()) for link in links(drawn(graph))}
    assert found == {f"/{page.uri}": page.title for page in graph.nodes.values()}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_relation_is_a_line_from_its_source_to_its_target(graph: Graph) -> None:
    figure = drawn(graph)
    places = {link.get("id"): place(link) for link in links(figure)}
    lines = {
        (path.get("data-type"), *map(float, line))
        for path in figure.iter("path")
        for line in re.findall(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", path.get("d", ""))
    }
    assert lines == {
        (each.type.name, *places[f"node-{each.source}"], *places[f"node-{each.target}"]) for each in graph.relations
    }
    assert sum("kb-map__picture" in each.get("class", "") for each in figure.iter()) == 1
    assert sum(path.get("data-type") is not None for path in figure.iter("path")) <= len(RELATION_TYPES)


def test_the_edges_for_the_script_are_those_of_the_table_in_its_order() -> None:
    graph = GRAPHS["middling"]
    figure = drawn(graph)
    ids = [link.get("id", "").removeprefix("node-") for link in links(figure)]
    types = [each.partition(":")[0] for each in figure.get("data-types", "").split()]
    grades = figure.get("data-grades", "").split()
    edges = [tuple(map(int, each.split("-"))) for each in figure.get("data-edges", "").split()]
    told = [(ids[source], ids[target], types[type_], grades[grade]) for source, target, type_, grade in edges]
    assert told == [(each.source, each.target, each.type.name, each.grade) for each in graph.relations]
    assert grades == list(GRADES)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_labels_that_show_without_a_script_do_not_overlap(graph: Graph) -> None:
    shown = [link for link in links(drawn(graph)) if "class" not in link[1].attrib]
    assert shown or not graph.nodes
    for one, other in combinations(shown, 2):
        (x, y), (to_x, to_y) = place(one), place(other)
        widths = (label_width(one[1].text or "") + label_width(other[1].text or "")) / 2
        assert abs(x - to_x) >= widths - 1e-6 or abs(y - to_y) >= LABEL_HEIGHT - 1e-6, (one[1].text, other[1].text)


def test_a_label_that_waits_says_for_which_zoom() -> None:
    texts = [link[1] for link in links(drawn(GRAPHS["middling"]))]
    waiting = [text for text in texts if text.get("class") == "kb-late"]
    assert waiting
    assert all((text in waiting) == (float(text.get("data-zoom", "")) > 1) for text in texts)


def test_hostile_titles_and_ids_stay_text() -> None:
    graph = make_graph({"a b&<c>": Kind.MECHANISM, "ünï": Kind.MACHINERY})
    text = to_html_string(drawn(graph))
    assert "<c>" not in text
    root = fromstring(text)
    assert {link.get("id") for link in links(root)} == {"node-a.20.b.26..3c.c.3e.", "node-.fc.n.ef."}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_the_map_is_well_formed_and_the_same_every_time(graph: Graph) -> None:
    text = to_html_string(drawn(graph))
    assert tostring(fromstring(text))
    turned = Graph(dict(reversed(graph.nodes.items())), graph.relations, graph.edges)
    assert to_html_string(drawn(turned)) == text
    assert 'style="' not in text


def test_the_legend_names_the_types_that_occur_in_words() -> None:
    graph = make_graph({"alpha": Kind.MECHANISM, "omega": Kind.MACHINERY}, [("alpha", "dampens", "omega")])
    legend = ["".join(item.itertext()).strip() for item in drawn(graph).iter("li")]
    assert legend == ["dampens (−)"]


def test_pages_tied_to_no_machinery_are_told_of() -> None:
    apart, tied = GRAPHS["single"], make_graph({"omega": Kind.MACHINERY})
    assert UNATTACHED in build_layout(apart).areas
    assert "no chain of relations" in "".join(drawn(apart).itertext())
    assert "no chain of relations" not in "".join(drawn(tied).itertext())


def test_the_picture_has_a_name_and_its_ground_none() -> None:
    figure = drawn(GRAPHS["small"])
    picture = next(figure.iter("svg"))
    assert picture.get("role") == "group"
    assert re.fullmatch(r"Map of 24 pages in \d+ areas?, joined by \d+ relations", picture.get("aria-label", ""))
    assert figure.get("data-search-exclude") == "true"
    assert picture[0].get("aria-hidden") == "true"


def test_the_form_offers_what_occurs(knowledge: Knowledge) -> None:
    choices = {
        each.get("name"): [option.get("value") for option in each] for each in render_search(knowledge).iter("select")
    }
    assert choices == {
        "type": ["", "part-of"],
        "grade": ["", "mixed"],
        "level": ["", "cognitive", "affective"],
        "machinery": ["", "omega"],
    }


def test_works_are_named_in_the_table_or_counted_when_there_are_too_many(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def whys() -> list[str]:
        root = Element("div")
        root.extend(each for each in view_graph(Sheet(knowledge), "") if isinstance(each, Element))
        return ["".join(row[0].itertext()) for row in root.iter("tr")][1:]  # the cell that is not ready

    assert whys() == ["Omega is made of it. Supported by . Disputed by ."]
    monkeypatch.setattr("kb.render.graph._MOST", 0)
    assert whys() == ["Omega is made of it. Supported by 1 work. Disputed by 1 work."]
