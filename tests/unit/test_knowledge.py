from collections.abc import Mapping

import pytest

from kb.anchors import reference_anchor
from kb.generated import INDICES
from kb.knowledge import Knowledge
from kb.navigation import build_navigation
from kb.pages import parse_page
from kb.text import Source
from tests.conftest import PROJECT, know


@pytest.mark.parametrize("name", ["alpha", "Alpha", "ALPHA", "the first", "The First"])
def test_a_page_is_found_by_id_title_and_alias_in_any_case(knowledge: Knowledge, name: str) -> None:
    page = knowledge.find_page(name)
    assert page is not None
    assert page.id == "alpha"


def test_an_id_comes_before_an_alias_of_another_page() -> None:
    files = {
        **PROJECT,
        "docs/machineries/omega.md": PROJECT["docs/machineries/omega.md"].replace(
            "status:", "aliases: [alpha]\nstatus:"
        ),
    }
    page = know(files).find_page("alpha")
    assert page is not None
    assert page.uri == "mechanisms/alpha.md"


def test_a_key_knows_the_pages_that_cite_it(knowledge: Knowledge) -> None:
    assert {key: [page.id for page in pages] for key, pages in knowledge.citing.items()} == {
        "ada1999gauge": ["alpha"],
        "bo2001doubt": ["alpha"],
    }


def test_the_order_of_the_sources_does_not_matter(project: Mapping[str, str]) -> None:
    assert know(dict(reversed(project.items()))) == know(project)


def test_the_navigation_is_made_from_the_pages(knowledge: Knowledge) -> None:
    assert build_navigation(knowledge) == [
        {"Machineries": ["machineries/omega.md"]},
        {"Mechanisms": ["mechanisms/alpha.md"]},
        "claims.md",
        "references.md",
        "graph.md",
        "loops.md",
        "paths.md",
        "news.md",
        {"Find": ["find/index.md", *(f"find/{name}.md" for name in sorted(INDICES, key=lambda name: INDICES[name]))]},
        {"Contributing": ["contributing/gaps.md"]},
    ]


@pytest.mark.parametrize(
    ("key", "anchor"),
    [("leary1995", "ref-leary1995"), ("a_b-c", "ref-a_b-c"), ("a.b", "ref-a.2e.b"), ("ü:x", "ref-.fc..3a.x")],
)
def test_a_reference_has_an_ascii_anchor(key: str, anchor: str) -> None:
    assert reference_anchor(key) == anchor


def test_crlf_and_a_byte_order_mark_do_not_hide_front_matter() -> None:
    page = parse_page(Source("a.md", "---\ntitle: A\n...\nText\n"), "a.md")
    assert (page.title, page.source.text[page.body.start :]) == ("A", "Text\n")


def test_a_page_without_front_matter_is_called_by_its_id() -> None:
    page = parse_page(Source("docs/x/some-page.md", "Text"), "x/some-page.md")
    assert (page.title, page.kind, page.summary, page.aliases) == ("some-page", None, "", ())
