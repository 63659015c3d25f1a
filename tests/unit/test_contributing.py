"""What the pages for contributors say is so."""

import re
from pathlib import Path

import pytest

from kb.__main__ import COMMANDS
from kb.articles import Article, read_article
from kb.checks import check
from kb.diagnostics import Diagnostic
from kb.knowledge import build_knowledge
from kb.loading import BIBLIOGRAPHY, load_articles, load_bibliography
from kb.reporting import to_text
from kb.text import Source
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "contributing"
TUTORIAL = (PAGES / "first-page.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
URI = "mechanisms/overhearing.md"


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return tuple(load_articles(ROOT))


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def told(page: str, articles: tuple[Article, ...]) -> list[Diagnostic]:
    """Return what the check says of the practice page beside all others."""
    practice = read_article(Source(f"docs/{URI}", page), URI)
    knowledge = build_knowledge((*articles, practice), load_bibliography(ROOT / BIBLIOGRAPHY))
    return [each for each in check(knowledge, TODAY) if each.path == f"docs/{URI}"]


def test_the_first_page_is_told_of_as_the_tutorial_shows(articles: tuple[Article, ...]) -> None:
    page = blocks(TUTORIAL, "markdown")[0]
    shown = blocks(TUTORIAL, "text")[1]
    assert "\n\n".join(map(to_text, told(page, articles))) + "\n2 to mend\n" == shown


def test_the_first_page_is_right_when_it_is_mended(articles: tuple[Article, ...]) -> None:
    page = blocks(TUTORIAL, "markdown")[0]
    mended = page.replace("type: feed\n", "type: feeds\n").replace(
        "[downey1996implication]", "[downey1996implications]"
    )
    assert {str(each.severity) for each in told(mended, articles)} == {"note"}


def test_the_page_of_the_readme_is_right(articles: tuple[Article, ...]) -> None:
    page = blocks(README, "markdown")[0]
    assert [each for each in told(page, articles) if each.severity != "note"] == []


def test_the_slip_of_the_readme_is_told_so(articles: tuple[Article, ...]) -> None:
    page = blocks(README, "markdown")[0].replace("@downey1996implications describe", "@downey1996implication describe")
    wrong = [each for each in told(page, articles) if each.severity != "note"]
    assert [f"{each}\n" for each in wrong] == [blocks(README, "text")[0]]


def test_the_list_of_pages_is_whole_and_each_stands_once() -> None:
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[[^\]]+\]\(([^)#]+)\)", index, re.MULTILINE)
    there = {path.name for path in PAGES.glob("*.md")} - {"index.md"} | {"gaps.md", "decisions/index.md"}
    assert sorted(each for each in linked if not each.startswith("..")) == sorted(there)


def test_each_decision_is_listed() -> None:
    index = (PAGES / "decisions" / "index.md").read_text(encoding="utf-8")
    there = {path.name for path in (PAGES / "decisions").glob("*.md")} - {"index.md"}
    assert set(re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", index, re.MULTILINE)) == there


def test_each_event_of_a_build_has_its_heading() -> None:
    page = (PAGES / "build.md").read_text(encoding="utf-8")
    source = (ROOT / "hooks" / "main.py").read_text(encoding="utf-8")
    events = re.findall(r"^def (on_\w+)", source, re.MULTILINE)
    headings = re.findall(r"^## (on_.+)$", page, re.MULTILINE)
    assert sorted(", ".join(headings).split(", ")) == sorted(events)


def test_contributing_fits_on_a_page() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split()) < 500


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md"])
def test_links_of_the_repository_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_commands_that_are_named_are_there() -> None:
    named: set[str] = set()
    for path in (*PAGES.glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md"):
        named |= set(re.findall(r"`kb ([a-z]+)", path.read_text(encoding="utf-8")))
    assert named == set(COMMANDS)
