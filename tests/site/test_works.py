"""What a reader takes along from the built site, page by page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import rispy

from kb.anchors import reference_anchor
from kb.bibliography import parse_bibliography
from kb.text import Source
from tests.site.documents import read


class Works(HTMLParser):
    """The context objects of a page, and its tags for reference managers."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.objects: list[dict[str, list[str]]] = []
        self.tags: dict[str, str] = {}
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("class") == "Z3988":
            self.objects.append(parse_qs(given["title"], strict_parsing=True))
        if tag == "meta" and re.match(r"citation_|DC\.", given.get("name", "")):
            self.tags[given["name"]] = given["content"]


def nodes(site: Path) -> list[Path]:
    graph = json.loads((site / "assets" / "graph.json").read_text(encoding="utf-8"))
    return [site / node["url"] / "index.html" for node in graph["nodes"]]


def test_the_files_of_a_page_have_the_works_of_its_list(site: Path) -> None:
    for page in nodes(site):
        files = {suffix: page.with_name(f"references.{suffix}") for suffix in ("bib", "ris", "json")}
        listed = {each for each in read(page).ids if each.startswith("ref-")}
        text = {suffix: file.read_text(encoding="utf-8") for suffix, file in files.items() if file.exists()}
        assert len(text) == (3 if listed else 0), page
        if listed:
            entries = parse_bibliography(Source("references.bib", text["bib"])).entries
            assert {reference_anchor(key) for key in entries} == listed, page
            assert [each["id"] for each in rispy.loads(text["ris"])] == list(entries)
            assert [each["id"] for each in json.loads(text["json"])] == list(entries)


def test_zotero_finds_each_work_of_a_page_and_the_page(site: Path) -> None:
    for page in nodes(site):
        found = Works(page)
        listed = [each for each in read(page).ids if each.startswith("ref-")]
        assert len(found.objects) == len(listed) + 1, page
        assert all(any(name in each for name in ("rft.atitle", "rft.btitle", "rft.title")) for each in found.objects)
        assert found.objects[-1]["rft.title"] == [found.tags["citation_title"]]
        assert found.tags["citation_author"] == "Machineries"
        assert found.tags["citation_public_url"].startswith("http")


def test_only_a_node_s_page_is_a_work(site: Path) -> None:
    works = {page for page in site.rglob("*.html") if Works(page).tags}
    assert works == set(nodes(site))


def test_no_bibtex_is_found_by_the_search(site: Path) -> None:
    places = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/search/*/places-*.js"))
    found = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/search/*/found-*.js"))
    assert '"sociometer": [' in places
    assert "Sociometer" in found
    assert "@misc{" not in found
    assert "author = {" not in found
