"""The page of paths in a browser: what it answers, where it says so, and what it links to."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.export.graph import graph_json
from kb.graph import Edge
from kb.knowledge import Knowledge
from kb.loading import load_knowledge
from kb.paths import Paths, find_paths
from tests.browser.conftest import Visitor

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """The knowledge of the atlas."""
    return load_knowledge(ROOT)


@pytest.fixture(scope="module")
def paths(known: Knowledge) -> Paths:
    """The paths between two pages of which the shortest isn't the best supported, and a step of that is disputed."""
    graph = known.graph
    found = (find_paths(graph, one, other) for one in graph.nodes for other in graph.nodes)
    return next(each for each in found if each.shortest != each.supported and any(_disputed(each)))


def _disputed(paths: Paths) -> list[Edge]:
    return [step for step in (paths.supported.steps if paths.supported else ()) if step.relation.disputes]


def steps(paths: Paths) -> list[Edge]:
    """Return the steps of both paths in the order of the answer."""
    assert paths.shortest
    assert paths.supported
    return [*paths.shortest.steps, *paths.supported.steps]


def words(known: Knowledge, step: Edge) -> str:
    """Return all that the answer says of `step`."""
    works, nodes, relation = json.loads("".join(graph_json(known)))["works"], known.graph.nodes, step.relation
    supports, disputes = (
        "; ".join(works[item.key]["text"] for item in items) for items in (relation.cites, relation.disputes)
    )
    return (
        f"{nodes[step.node].title} {relation.type.label} {nodes[step.other].title}: {relation.why}"
        + (f" ({relation.when})" if relation.when else "")
        + f" {relation.grade.words} Supported by {supports}."
        + (f" Disputed by {disputes}." if disputes else "")
        + " See the relation"
    )


def ask(page: Page, paths: Paths) -> None:
    page.get_by_label("From", exact=True).select_option(paths.source)
    page.get_by_label("To", exact=True).select_option(paths.target)
    page.get_by_role("button", name="Find the paths").click()


def test_the_answer_has_the_sentence_the_grade_and_the_works_of_each_step(
    visit: Visitor, atlas: str, known: Knowledge, paths: Paths
) -> None:
    page = visit(atlas).open("paths/")
    ask(page, paths)
    expect(page.locator(".kb-path")).to_have_count(2)
    expect(page.locator(".kb-path li")).to_have_text([words(known, step) for step in steps(paths)])
    grades = page.locator(".kb-path li .kb-grade")
    expect(grades).to_have_text([step.relation.grade.words for step in steps(paths)])


def test_each_work_links_to_its_reference_and_each_step_to_its_relation(
    visit: Visitor, atlas: str, known: Knowledge, paths: Paths
) -> None:
    visited = visit(atlas)
    page = visited.open("paths/")
    ask(page, paths)
    cited = page.locator(".kb-path li a[href*='/references/#ref-']")
    keys = [item.key for step in steps(paths) for item in (*step.relation.cites, *step.relation.disputes)]
    expect(cited).to_have_count(len(keys))
    works = json.loads("".join(graph_json(known)))["works"]
    addresses = cited.evaluate_all("links => links.map((each) => each.href)")
    assert addresses == [f"{atlas}/{works[key]['url']}" for key in keys]
    relation = page.get_by_role("link", name="See the relation").first.get_attribute("href")
    cited.first.click()
    expect(page.locator(".kb-reference:target")).to_be_in_viewport()
    page.goto(relation or "")
    expect(page.locator(":target")).to_contain_text(steps(paths)[0].relation.why)


def test_the_address_is_that_of_the_answer(visit: Visitor, atlas: str, paths: Paths) -> None:
    page = visit(atlas).open("paths/")
    ask(page, paths)
    expect(page.locator(".kb-path")).to_have_count(2)
    assert page.url == f"{atlas}/paths/?from={paths.source}&to={paths.target}"
    answer = page.locator(".kb-paths__answer").inner_html()
    other = visit(atlas).open(page.url.removeprefix(f"{atlas}/"))
    expect(other.get_by_label("From", exact=True)).to_have_value(paths.source)
    expect(other.get_by_label("To", exact=True)).to_have_value(paths.target)
    expect(other.locator(".kb-path")).to_have_count(2)
    assert other.locator(".kb-paths__answer").inner_html() == answer


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_is_accessible(visit: Visitor, atlas: str, paths: Paths, scheme: str) -> None:
    visited = visit(atlas, color_scheme=scheme)
    page = visited.open(f"paths/?from={paths.source}&to={paths.target}")
    expect(page.locator(".kb-path")).to_have_count(2)
    assert visited.violations() == []
