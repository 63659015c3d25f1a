"""Reading without a network: what was read before is there, and everything once it was kept."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visitor, serve

CONTROLLED = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def visit(visit: Visitor) -> Visitor:
    """Visits of which no page complains of anything but the network."""

    def start(address: str, **options: Any) -> Visit:
        made = visit(address, **options)
        made.expected = ("Failed to load resource",)
        return made

    return start


@pytest.fixture
def reader(visit: Visitor, atlas_site: Path) -> tuple[Page, str]:
    """A page whose worker is at work, and the address of a site that is no longer there when the fixture ends."""
    with serve(atlas_site) as address:
        page = visit(address, service_workers="allow").open("mechanisms/sociometer/?from=elsewhere")
        page.wait_for_function(CONTROLLED)
        page.wait_for_load_state("networkidle")
    return page, address


def kept(page: Page) -> list[str]:
    """Return the paths of what is kept."""
    keys = "caches.open('machineries').then((cache) => cache.keys())"
    urls: list[str] = page.evaluate(f"{keys}.then((all) => all.map((each) => each.url))")
    return sorted(url.split("/", 3)[3] for url in urls)


def test_the_very_first_page_that_was_read_can_be_read_without_a_network(reader: tuple[Page, str]) -> None:
    page, address = reader
    page.goto(f"{address}/mechanisms/sociometer/")
    expect(page.locator("h1")).to_contain_text("ociometer")
    assert page.locator("link[rel=stylesheet]").evaluate_all("links => links.every((link) => link.sheet)")


def test_what_is_kept_does_not_grow_with_questions_and_builds(visit: Visitor, atlas_site: Path) -> None:
    with serve(atlas_site) as address:
        visited = visit(address, service_workers="allow")
        page = visited.open("about/grades/")
        page.wait_for_function(CONTROLLED)
        put = "caches.open('machineries').then((cache) => cache.put('/{}', new Response('old')))"
        for gone in ("assets/search/0123456789ab/words-s.js", "gone.txt"):
            page.evaluate(put.format(gone))
        for question in ("shame", "guilt"):
            page.goto(f"{address}/find/?q={question}")
            expect(page.locator("dialog a").first).to_be_visible()
            page.wait_for_load_state("networkidle")
        assert page.evaluate("fetch('/gone.txt').then((answer) => answer.status)") == 404
        visited.errors.clear()  # the missing file
        paths = kept(page)
    assert "gone.txt" not in paths
    assert len({path.split("/")[2] for path in paths if path.startswith("assets/search/") and path.count("/") > 2}) == 1
    assert [path for path in paths if path.startswith("find/")] == ["find/"]


def test_a_page_is_shown_though_there_is_no_room_to_keep_it(visit: Visitor, atlas_site: Path, tmp_path: Path) -> None:
    for each in atlas_site.iterdir():
        (tmp_path / each.name).symlink_to(each)
    (tmp_path / "worker.js").unlink()
    full = "Cache.prototype.put = () => Promise.reject(new Error('full'));\n"
    (tmp_path / "worker.js").write_text(full + (atlas_site / "worker.js").read_text())
    with serve(tmp_path) as address:
        visited = visit(address, service_workers="allow")
        visited.open("about/grades/").wait_for_function(CONTROLLED)
        expect(visited.open("mechanisms/sociometer/").locator("h1")).to_contain_text("ociometer")


def test_an_author_is_never_shown_what_was_kept(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas, service_workers="allow")
    visited.open("about/grades/").wait_for_function(CONTROLLED)
    visited.page.add_init_script("window.livereload = () => {}")  # as `mkdocs serve` has it on its pages
    page = visited.open("about/grades/")
    gone = "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    page.wait_for_function(f"() => {gone}")
    visited.open("mechanisms/sociometer/")
    assert page.evaluate("navigator.serviceWorker.controller === null")


def test_another_page_says_that_there_is_no_network(reader: tuple[Page, str]) -> None:
    page, address = reader
    page.goto(f"{address}/mechanisms/social-pain/")
    expect(page.locator("h1")).to_have_text("Reading without a network")


@pytest.mark.parametrize("is_controlled", [True, False])
def test_everything_is_there_once_it_was_kept(visit: Visitor, atlas_site: Path, is_controlled: bool) -> None:
    with serve(atlas_site) as address:
        page = visit(address, service_workers="allow").open("about/offline/")
        page.wait_for_function(CONTROLLED)
        if not is_controlled:  # as after a reload that asks for everything anew
            page.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
            page.wait_for_function("navigator.serviceWorker.controller === null")
        page.get_by_role("button", name="Keep the atlas").click()
        expect(page.get_by_role("status").filter(has_text="Kept:")).to_be_visible(timeout=60_000)
    for path in ("mechanisms/social-pain/", "graph/", "references/", "assets/graph.json"):
        page.goto(f"{address}/{path}")
        assert page.url == f"{address}/{path}"
    page.goto(f"{address}/find/")
    page.keyboard.press("/")
    page.keyboard.type("sociomter")
    expect(page.get_by_role("option").or_(page.locator("dialog a")).first).to_contain_text("ociometer")
