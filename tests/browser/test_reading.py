"""What a reader sees first, reads on to, shares and prints."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visitor

PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
KINDS = (
    "",
    "machineries/insecurity/",
    "mechanisms/sociometer/",
    "graph/",
    "references/",
    "claims/",
    "contributing/writing/",
)
FONT = "Source Serif 4"
LATE = 600  # milliseconds: long enough for the page to be seen without its font
# How far what is seen jumps while a page loads, as browsers count it.
SHIFTS = """
() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})
"""
LINES = """
(text) => {
  const range = document.createRange();
  range.selectNodeContents(text);
  return text.innerText.length / new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 8))).size;
}
"""


def test_the_home_page_says_what_it_is_and_leads_on(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("")
    expect(page.get_by_role("heading", level=1)).to_have_text("How insecurity works, and how sure we can be")
    expect(page.get_by_text("An atlas of insecurity and its kin")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Begin with insecurity")).to_be_in_viewport()
    expect(page.locator(".kb-plate__picture")).to_be_in_viewport(ratio=0.9)
    assert page.locator(".kb-grades dt").all_inner_texts() == [
        "Well replicated",
        "Supported",
        "Mixed",
        "Contested",
        "Theoretical",
    ]
    page.locator(".kb-plate__link").click()
    page.wait_for_url("**/graph/#map")


def test_a_machinery_opens_from_the_home_page_without_scripts(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, java_script_enabled=False).open("")
    page.get_by_role("link", name="Begin with insecurity").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Insecurity")


def test_key_takeaways_lead_to_the_claims(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("mechanisms/sociometer/")
    takeaways = page.get_by_role("region", name="Key takeaways")
    grades = takeaways.locator(".kb-grade").all_inner_texts()
    order = ["Well replicated", "Supported", "Mixed", "Contested", "Theoretical"]
    assert len(grades) == 5
    assert grades == sorted(grades, key=order.index)
    link = takeaways.locator("li a").first
    link.click()
    expect(page.locator(".kb-claim:target .kb-claim__statement")).to_have_text(link.inner_text())
    expect(page.locator(".kb-claim:target")).to_be_in_viewport()


def test_a_reading_path_is_walked_forth_and_back(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("machineries/insecurity/")
    for name in ("Sociometer", "Social pain", "Attachment calibration", "Reassurance seeking"):
        row = page.locator(".kb-onward__row", has_text="For a stranger")
        row.get_by_role("link", name=f"Next: {name}").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    row = page.locator(".kb-onward__row", has_text="For a stranger")
    expect(row).to_contain_text("5 of 5")
    expect(row.locator("[rel=next]")).to_have_count(0)
    row.get_by_role("link", name="Before: Attachment calibration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attachment calibration")


def test_the_link_of_a_claim_is_copied_and_followed(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, permissions=["clipboard-read", "clipboard-write"]).open("mechanisms/sociometer/")
    link = page.locator(".kb-claim .kb-share").first
    link.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url == f"{atlas}/mechanisms/sociometer/#acceptance-and-rejection"


def test_a_line_has_between_fifty_and_eighty_characters(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("mechanisms/sociometer/")
    paragraphs = page.locator("article > p").all()
    long = [each for each in paragraphs if len(each.inner_text()) > 500]
    assert long
    assert all(50 <= each.evaluate(LINES) <= 80 for each in long)


@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_while_a_page_loads_and_its_font_comes_late(visit: Visitor, atlas: str, path: str) -> None:
    visited = visit(atlas, **PHONE)
    waiting: list[Route] = []
    visited.page.route("**/*.woff2", lambda route: waiting.append(route))
    visited.page.goto(f"{atlas}/{path}", wait_until="domcontentloaded")
    visited.page.wait_for_timeout(LATE)
    assert waiting
    for font in waiting:
        font.continue_()
    assert visited.page.evaluate(f"document.fonts.load('1em \"{FONT}\"').then((found) => found.length)") == 1
    assert visited.page.evaluate(SHIFTS) < 0.02


@pytest.mark.parametrize("path", KINDS)
def test_text_twice_as_large_loses_nothing(visit: Visitor, atlas: str, path: str) -> None:
    """A window of 640 pixels is one of 1280 at 200 % (WCAG 1.4.10), and a reader's own font size counts beside it."""
    page = visit(atlas, viewport={"width": 640, "height": 400}, bypass_csp=True).open(path)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_no_part_moves_for_those_who_want_no_motion(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, reduced_motion="reduce").open("mechanisms/sociometer/")
    longest = (
        "Math.max(...[...document.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).transitionDuration)))"
    )
    assert page.evaluate(longest) < 0.05


def test_paper_is_white_for_those_who_read_in_the_dark_too(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, color_scheme="dark").open("mechanisms/sociometer/")
    parts = page.locator(".md-typeset :is(h1, p, a, .kb-grade, .kb-reference):visible")
    lightest = (
        "all => Math.max(...all.flatMap(each => getComputedStyle(each).color.match(/\\d+/g).slice(0, 3).map(Number)))"
    )
    assert parts.evaluate_all(lightest) > 200
    page.emulate_media(media="print", color_scheme="dark")
    assert parts.evaluate_all(lightest) < 170


def test_paper_shows_references_grades_and_the_address_and_no_controls(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("mechanisms/sociometer/")
    page.emulate_media(media="print")
    expect(page.locator(".kb-claim .kb-grade").first).to_be_visible()
    expect(page.locator(".kb-reference").first).to_be_visible()
    expect(page.locator("#cite-page-apa")).to_be_visible()
    expect(page.locator("#cite-page-apa")).to_contain_text("mechanisms/sociometer/")
    for control in (".kb-share", ".kb-onward", ".md-header", "#cite-page-bibtex", ".kb-copy"):
        expect(page.locator(control).first).to_be_hidden()


def test_paper_has_every_reference_with_its_address(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("machineries/insecurity/")
    page.emulate_media(media="print")
    shown = page.locator(".kb-reference").evaluate_all(
        "all => all.map((each) => [each.innerText, each.querySelector('a[href^=http]')?.href])"
    )
    assert len(shown) > 100
    assert [text for text, address in shown if address and address not in text.replace("\n", "")] == []


@pytest.mark.parametrize("path", ["machineries/insecurity/", "mechanisms/sociometer/", "graph/"])
def test_without_scripts_every_citation_and_relation_can_be_followed(visit: Visitor, atlas: str, path: str) -> None:
    article = visit(atlas, java_script_enabled=False).open(path).locator("article")
    links = article.locator("a[role=doc-biblioref], .kb-relation a, .kb-relations a, .kb-dot")
    targets = set(links.evaluate_all("all => all.map((each) => each.getAttribute('href'))"))
    inner = [each[1:] for each in targets if each.startswith("#")]
    assert len(inner) > 10
    assert len(targets) > len(inner)
    assert [each for each in inner if not article.locator(f"[id='{each}']").is_visible()] == []


def test_the_head_leads_to_what_many_look_for_on_a_wide_screen_alone(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("mechanisms/sociometer/")
    doors = page.locator(".kb-doors")
    assert doors.get_by_role("link").all_inner_texts() == ["Start here", "Graph", "Claims", "References"]
    doors.get_by_role("link", name="Claims").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All claims")
    expect(doors.locator("[aria-current=page]")).to_have_text("Claims")
    expect(visit(atlas, **PHONE).open("").locator(".kb-doors")).to_be_hidden()


@pytest.mark.parametrize(("preferred", "other"), [("light", "slate"), ("dark", "default")])
def test_colours_are_changed_by_keyboard(visit: Visitor, atlas: str, preferred: str, other: str) -> None:
    page = visit(atlas, color_scheme=preferred).open("")
    page.locator("[name=__palette]:checked").focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
