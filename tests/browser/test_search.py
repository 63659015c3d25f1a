"""The search, as a reader has it."""

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit, Visitor, serve

PAGE = "mechanisms/sociometer/"
FIRST = ".kb-finder__list li:first-child"
RESULTS = ".kb-finder__list a"


def search(visit: Visit, words: str, path: str = PAGE) -> Page:
    page = visit.open(path)
    page.keyboard.press("/")
    page.keyboard.type(words)
    return page


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("insecurity", "Machinery", "Insecurity"),
        ("insec", "Machinery", "Insecurity"),
        ("sociometr", "Mechanism", "Sociometer"),
        ("shmae", "Machinery", "Shame"),
        ("lonliness", "Machinery", "Loneliness"),
        ("zociometer", "Mechanism", "Sociometer"),
        ("emotional insecurity", "Machinery", "Insecurity"),
        ("ten hours alone", "Claim", "Ten hours alone produce a craving for company"),
        ("Baumeister fundamental motivation", "Work", "The need to belong"),
        ("ACUNA default mode", "Work", "Increased default mode network activation"),
        ("Acuña", "Work", "Increased default mode network activation"),
        ("leary1995selfesteem", "Work", "Self-esteem as an interpersonal monitor"),
        ("10.1037/0033-2909.117.3.497", "Work", "The need to belong"),
        ("baumeister 1995", "Work", "The need to belong"),
        ("default mode network", "Term", "Default mode network"),
        ("unknown-citation-key", "For contributors", "unknown-citation-key"),
        ("in", "Mechanism", "In"),
    ],
)
def test_what_is_meant_comes_first(visit: Visitor, atlas: str, words: str, kind: str, title: str) -> None:
    page = search(visit(atlas), words)
    expect(page.locator(f"{FIRST} .kb-finder__title")).to_contain_text(title)
    expect(page.locator(f"{FIRST} .kb-finder__kind")).to_have_text(kind)


def test_misspelt_words_find_pages_on_their_subject(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "atachment")
    expect(page.locator(RESULTS).first).to_contain_text("ttachment")


def test_a_result_shows_the_summary_of_its_page(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "sociometer")
    expect(page.locator(f"{FIRST} .kb-finder__about")).to_have_text(
        "Self-esteem as a running gauge of how accepted and valued one is by other people."
    )
    expect(page.locator(f"{FIRST} mark").first).to_have_text("Sociometer")


def test_a_page_asks_for_nothing_of_the_index_before_a_search_and_then_for_little(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas)
    asked: list[str] = []
    visited.page.on("request", lambda request: asked.append(request.url))
    page = visited.open(PAGE)
    assert [url for url in asked if "/assets/search/" in url] == []
    page.keyboard.press("/")
    page.keyboard.type("attachment", delay=20)
    expect(page.locator(RESULTS).first).to_be_visible()
    parts = [url for url in asked if "/assets/search/" in url]
    assert len(parts) == len(set(parts)) > 3
    assert sum(len(gzip.compress(urlopen(url).read())) for url in parts) < 100_000


def test_a_keyboard_goes_through_the_results_and_opens_one(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "shame")
    field, links = page.locator(".kb-finder input"), page.locator(RESULTS)
    expect(links.first).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/machineries/shame/")


def test_escape_closes_and_gives_the_focus_back(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open(PAGE)
    opener = page.get_by_role("link", name="Search", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_search_but_not_while_someone_types(visit: Visitor, atlas: str, keys: str) -> None:
    page = visit(atlas).open("references/")
    page.locator("[name=text]").focus()
    page.keyboard.press("/")
    expect(page.locator("dialog.kb-finder")).to_be_hidden()
    page.locator("[name=text]").blur()
    page.keyboard.press(keys)
    expect(page.locator("dialog.kb-finder")).to_be_visible()


def test_a_screen_reader_is_told_how_many_there_are(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "sociometer")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^\d+ results$"))).to_be_visible()
    page.locator(".kb-finder input").fill("qqqqqqqq")
    expect(page.get_by_role("status").filter(has_text="Nothing found")).to_be_visible()
    expect(page.locator(RESULTS)).to_have_count(0)
    page.locator(".kb-finder input").fill("shame qqqqqqqq")
    expect(page.get_by_role("status").filter(has_text="Nothing has all of these words")).to_be_visible()
    expect(page.locator(RESULTS).first).to_be_visible()


def test_more_results_are_shown_on_demand(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "attachment")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).to_have_count(20)
    expect(page.locator(RESULTS).nth(10)).to_be_focused()


def test_a_result_on_the_same_page_leads_to_its_place(visit: Visitor, atlas: str) -> None:
    page = search(visit(atlas), "acceptance and rejection move self-esteem apart")
    expect(page.locator(FIRST)).to_contain_text("Acceptance and rejection")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.kb-finder")).to_be_hidden()
    expect(page.locator("#acceptance-and-rejection")).to_be_in_viewport()


def test_an_address_may_ask_the_question(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("find/?q=social+pain")
    expect(page.locator(f"{FIRST} .kb-finder__title")).to_have_text("Social pain")


def test_without_scripts_the_search_is_a_link_to_the_indices(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, java_script_enabled=False).open(PAGE)
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/find/")
    for name in ("A to Z", "By machinery", "By level", "By grade", "By author", "By year"):
        expect(page.get_by_role("article").get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="By level").click()
    expect(page.get_by_role("article").get_by_role("link", name="Sociometer", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1200])
def test_the_dialog_is_open_to_everyone(visit: Visitor, atlas: str, scheme: str, width: int) -> None:
    visited = visit(atlas, color_scheme=scheme, viewport={"width": width, "height": 700})
    page = search(visited, "attachment")
    expect(page.locator(RESULTS)).to_have_count(10)
    assert visited.violations() == []
    box = page.locator("dialog.kb-finder").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_works_below_a_folder_and_from_a_disk(visit: Visitor, atlas: str, small_site: Path, tmp_path: Path) -> None:
    shutil.copytree(small_site, tmp_path / "below" / "folder")
    with serve(tmp_path) as address:
        page = search(visit(f"{address}/below/folder"), "gauge", "cards/")
        expect(page.locator(RESULTS).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(page.locator(RESULTS).first).to_be_focused()
        href = page.locator(RESULTS).first.evaluate("link => link.href")
        assert urlsplit(href).path.startswith("/below/folder/")
    visited = visit(small_site.as_uri())
    visited.expected = ("Access to font", "Failed to load resource")  # on a disk every file is of another origin
    page = search(visited, "gauge", "cards/index.html")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html*")


@pytest.mark.parametrize("words", ["a", "d'", "\U0001f600"], ids=["a letter", "an apostrophe", "a picture"])
def test_what_has_no_word_is_told_so(visit: Visitor, atlas: str, words: str) -> None:
    page = search(visit(atlas), words)
    expect(page.get_by_role("status").filter(has_text="Type a word of two letters or more")).to_be_visible()


def test_a_pasted_page_asks_for_its_first_words(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open(PAGE)
    page.keyboard.press("/")
    page.locator(".kb-finder input").fill("shame shame " + " ".join(f"{chr(97 + n % 26)}word{n}" for n in range(2000)))
    expect(page.get_by_role("status").filter(has_text="Nothing has all of these words")).to_be_visible()
    expect(page.locator(RESULTS).first).to_contain_text("Shame")


def test_enter_opens_what_was_asked_for_last_however_slow_the_network_is(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas)
    page = search(visited, "shame")
    expect(page.locator(FIRST)).to_contain_text("Shame")
    held: list[Route] = []
    page.route("**/assets/search/*/words-j.js", lambda route: held.append(route))
    page.locator(".kb-finder input").fill("jealousy")
    expect(page.get_by_role("status").filter(has_text="Searching")).to_be_visible()
    page.keyboard.press("Enter")
    held[0].continue_()
    page.wait_for_url("**/machineries/jealousy/")


def test_a_page_that_is_older_than_the_index_finds_the_new_one(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas)
    new = urlopen(f"{atlas}/assets/search/index.js").read().decode()
    old = re.sub(r'"folder": "\w+"', '"folder": "0123456789ab"', new)
    assert old != new
    page = visited.page
    page.route("**/assets/search/index.js", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    search(visited, "shame")
    expect(page.get_by_role("status").filter(has_text="could not be loaded")).to_be_visible()
    page.unroute("**/assets/search/index.js")
    page.locator(".kb-finder input").fill("jealousy")
    expect(page.locator(FIRST)).to_contain_text("Jealousy")
    visited.errors.clear()  # the missing part


def test_when_the_index_is_gone_the_indices_remain(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas)
    visited.page.route("**/assets/search/**", lambda route: route.abort())
    page = search(visited, "shame")
    expect(page.get_by_role("status").filter(has_text="could not be loaded")).to_be_visible()
    page.get_by_role("link", name="Browse the indices").click()
    page.wait_for_url("**/find/")
    visited.errors.clear()  # the failed request
