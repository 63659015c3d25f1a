from itertools import combinations
from xml.etree.ElementTree import Element, fromstring, tostring

from kb.knowledge import Knowledge
from kb.render.neighbourhood import WIDTH, render_neighbourhood
from kb.render.sheet import Sheet
from tests.conftest import PROJECT, know

TYPES = ("feeds", "dampens", "calibrates", "part-of", "contrasts-with")


def crowd(count: int) -> Knowledge:
    """Return a project in which many pages with long titles bear on Alpha, and Alpha on Omega."""
    files = dict(PROJECT)
    for number in range(count):
        title = f"A rather long title of a page, number {number}"
        relation = f"{{type: {TYPES[number % 5]}, to: alpha, why: So., grade: supported, cites: [ada1999gauge]}}"
        files[f"docs/mechanisms/page-{number}.md"] = (
            f"---\ntitle: {title}\nkind: mechanism\nlevel: cognitive\nsummary: One.\nstatus: draft\n"
            f"relations:\n  - {relation}\n---\n"
        )
    return know(files)


def picture(known: Knowledge, node: str) -> Element:
    sheet = Sheet(known)
    made = render_neighbourhood(sheet, known.graph.nodes[node])
    assert made is not None
    return fromstring(sheet.finished(tostring(made, "unicode")))


def boxes(made: Element) -> list[tuple[float, float, float, float]]:
    return [tuple(float(each.attrib[name]) for name in ("x", "y", "width", "height")) for each in made.iter("rect")]


def test_nothing_overlaps_and_nothing_sticks_out() -> None:
    made = picture(crowd(23), "alpha")
    height = float(made.attrib["viewBox"].split()[3])
    assert len(boxes(made)) == 25
    for x, y, width, tall in boxes(made):
        assert x >= 0
        assert x + width <= WIDTH
        assert y >= 0
        assert y + tall <= height
    for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes(made), 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay


def test_each_neighbour_is_a_link_and_each_relation_a_line() -> None:
    known = crowd(5)
    made = picture(known, "alpha")
    edges = known.graph.neighbourhood("alpha")
    assert sorted(link.attrib["href"] for link in made.iter("a")) == sorted(
        "/" + known.graph.nodes[edge.other].uri for edge in edges
    )
    assert len(list(made.iter("path"))) == len(edges)


def test_what_bears_on_the_node_stands_to_the_left_and_what_it_bears_on_to_the_right(knowledge: Knowledge) -> None:
    alpha, omega = picture(knowledge, "alpha"), picture(knowledge, "omega")
    assert boxes(alpha)[0][0] > WIDTH / 2
    assert boxes(omega)[0][0] < WIDTH / 2


def test_a_node_without_relations_has_no_picture(knowledge: Knowledge) -> None:
    alpha = PROJECT["docs/mechanisms/alpha.md"].replace("omega", "alpha")
    lonely = know({**PROJECT, "docs/mechanisms/alpha.md": alpha})
    assert render_neighbourhood(Sheet(lonely), lonely.graph.nodes["omega"]) is None


def test_a_wide_word_is_broken_and_not_let_out() -> None:
    files = {**PROJECT, "docs/machineries/omega.md": PROJECT["docs/machineries/omega.md"].replace("Omega", "O" * 60)}
    made = picture(know(files), "alpha")
    assert max(len(each.text or "") for each in made.iter("tspan")) <= 20
