"""The built site, link by link."""

import json
import subprocess
from collections.abc import Callable
from filecmp import dircmp
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from kb.loading import load_knowledge
from tests.site.documents import read

ROOT = Path(__file__).parents[2]
Build = Callable[..., subprocess.CompletedProcess[str]]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def target(site: Path, page: Path, address: str) -> Path:
    """Return the file that `address` on `page` leads to."""
    base = "/" + page.relative_to(site).as_posix()
    path = unquote(urlsplit(urljoin(base, address)).path).lstrip("/")
    found = site / path
    return found / "index.html" if path == "" or path.endswith("/") else found


def test_a_strict_build_warns_of_nothing(build_log: tuple[Path, str]) -> None:
    assert "WARNING" not in build_log[1]
    assert "ERROR" not in build_log[1]


def test_every_link_lands_and_every_fragment_is_there(site: Path) -> None:
    lost = []
    for page in pages(site):
        if page.name == "404.html":  # its links are absolute, below the site's own address
            continue
        for address in [link["href"] for link in read(page).links] + read(page).loads:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            file = target(site, page, address) if parts.path else page
            fragment = unquote(parts.fragment) if file.suffix == ".html" else ""
            if not file.is_file() or (fragment and fragment not in read(file).ids):
                lost.append((page.relative_to(site).as_posix(), address))
    assert lost == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {
        page.relative_to(site).as_posix(): sorted({each for each in ids if ids.count(each) > 1})
        for page in pages(site)
        if len(ids := read(page).ids) != len(set(ids))
    }
    assert twice == {}


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loads = {address for page in pages(site) for address in read(page).loads}
    assert [address for address in loads if urlsplit(address).netloc] == []


def test_every_outward_link_is_http(site: Path) -> None:
    schemes = {urlsplit(link["href"]).scheme for page in pages(site) for link in read(page).links}
    assert schemes <= {"", "http", "https"}


def test_every_citation_has_its_reference_and_every_reference_is_cited(site: Path) -> None:
    for page in pages(site):
        document = read(page)
        cited = {link["href"].partition("#")[2] for link in document.links if link.get("role") == "doc-biblioref"}
        listed = {each for each in document.ids if each.startswith("ref-")}
        if page.parent.name != "references":
            assert cited == listed, page
        back = {link["href"].partition("#")[2] for link in document.links if link.get("role") == "doc-backlink"}
        assert back <= set(document.ids)


def test_a_citation_leads_to_the_list_of_its_own_page(site: Path) -> None:
    links = [link["href"] for page in pages(site) for link in read(page).links if link.get("role") == "doc-biblioref"]
    assert links
    assert all(href.startswith("#ref-") for href in links)


def test_the_page_of_all_references_names_the_pages_that_cite_each(site: Path) -> None:
    document = read(site / "references" / "index.html")
    knowledge = load_knowledge(ROOT)
    assert {f"ref-{key}" for key in knowledge.citing} == {each for each in document.ids if each.startswith("ref-")}
    for key, citing in knowledge.citing.items():
        named = {link["href"].partition("#")[0] for link in document.links if link["href"].endswith(f"#ref-{key}")}
        assert named == {f"../{page.uri.removesuffix('.md')}/" for page in citing}


def test_the_graph_agrees_with_the_pages(site: Path) -> None:
    graph = json.loads((site / "assets" / "graph.json").read_text(encoding="utf-8"))
    paths = {node["id"]: node["path"].removesuffix(".md") for node in graph["nodes"]}
    assert len(graph["relations"]) >= len(paths)
    for relation in graph["relations"]:
        source = read(site / paths[relation["source"]] / "index.html")
        other = read(site / paths[relation["target"]] / "index.html")
        assert relation["anchor"] in source.ids
        assert relation["why"] in source.text
        assert relation["why"] in other.text
        assert any(link["href"].endswith("#" + relation["anchor"]) for link in other.links)


def test_programs_that_look_for_exact_words_find_the_feed(site: Path) -> None:
    html = (site / "mechanisms/sociometer/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="application/atom+xml" title="What is new" href="../../feed.xml">' in html
    assert (site / "feed.xml").is_file()


def test_two_builds_are_the_same_to_the_byte(site: Path, build: Build, tmp_path: Path) -> None:
    again = tmp_path / "site"
    env = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1000000000"}
    done = build("build", "--strict", "--site-dir", str(again), env=env)
    assert done.returncode == 0, done.stderr
    assert sorted(differing(dircmp(site, again, ignore=[]))) == []


def differing(comparison: "dircmp[str]") -> list[str]:
    found = [*comparison.left_only, *comparison.right_only, *comparison.funny_files]
    left, right = Path(comparison.left), Path(comparison.right)
    found += (name for name in comparison.common_files if (left / name).read_bytes() != (right / name).read_bytes())
    for inner in comparison.subdirs.values():
        found += differing(inner)
    return found


@pytest.mark.parametrize("name", ["machineries/insecurity", "mechanisms/sociometer"])
def test_a_page_opens_with_its_evidence(site: Path, name: str) -> None:
    text = read(site / name / "index.html").text
    assert "claims:" in text
    assert "works cited, the newest of" in text
