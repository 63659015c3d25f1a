"""The preview beside a link to another page: one behaviour with the cards of citations and of terms."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, Visitor

LINK = "article p > a[data-card^=preview-]"
TERM = "article a.kb-term"
SETTLED = 200  # milliseconds: more than a scroll takes to be told of
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def sociometer(visit: Visitor, atlas: str) -> Visit:
    """A visit to a mechanism that links to others."""
    visited = visit(atlas)
    visited.open("mechanisms/sociometer/")
    return visited


def rest_on(link: Locator) -> None:
    """Bring the link into sight, and then the pointer to it: while a page scrolls no card opens."""
    link.scroll_into_view_if_needed()
    link.page.wait_for_timeout(SETTLED)
    link.hover()


def link_to(page: Page, name: str) -> str:
    return f"article p > a[data-card=preview-{name}]"


def test_a_preview_tells_title_kind_summary_and_evidence(sociometer: Visit) -> None:
    rest_on(sociometer.page.locator(link_to(sociometer.page, "belonging")).first)
    expect(sociometer.card).to_contain_text("Belonging Machinery, interpersonal level")
    expect(sociometer.card).to_contain_text("The need for a few lasting bonds")
    expect(sociometer.card).to_contain_text("10 claims: 1 well replicated")


def test_a_preview_needs_no_request(sociometer: Visit) -> None:
    asked: list[str] = []
    sociometer.page.on("request", lambda request: asked.append(request.url))
    rest_on(sociometer.page.locator(LINK).first)
    sociometer.card.wait_for()
    assert [url for url in asked if "favicon" not in url] == []  # the browser's own, at a time of its own


@pytest.mark.parametrize("links", [LINK, TERM, "article a[role=doc-biblioref]"], ids=["page", "term", "citation"])
def test_focus_opens_any_card_and_escape_closes_it(sociometer: Visit, links: str) -> None:
    page = sociometer.page
    page.keyboard.press("Tab")  # from here on the focus is one that is seen
    link = page.locator(links).first
    link.focus()
    assert sociometer.card.is_visible()
    described = sociometer.card.inner_text().split()
    assert link.evaluate(
        "link => document.getElementById(link.getAttribute('aria-describedby')).innerText"
    ).split() == (described)
    page.keyboard.press("Escape")
    expect(sociometer.card).to_have_count(0)
    expect(link).to_be_focused()


def test_the_first_tap_opens_a_preview_and_the_second_follows(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas, **PHONE)
    page = visited.open("mechanisms/sociometer/")
    link = page.locator(link_to(page, "belonging")).first
    link.tap()
    expect(visited.card).to_contain_text("Belonging")
    link.tap()
    page.wait_for_url("**/machineries/belonging/")


def test_a_relation_has_a_preview_of_its_other_end(sociometer: Visit) -> None:
    link = sociometer.page.locator(".kb-relation a[data-card]").first
    rest_on(link)
    expect(sociometer.card.locator("strong").first).to_have_text(link.inner_text())


def test_the_page_itself_and_links_beside_a_summary_have_no_preview(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("mechanisms/sociometer/")
    assert page.locator("a[data-card=preview-sociometer]").count() == 0
    assert page.locator(".kb-onward a[data-card]").count() == 0
    page.goto(f"{atlas}/machineries/")
    assert page.locator(".kb-nodes a").count() > 0
    assert page.locator(".kb-nodes a[data-card]").count() == 0


def test_without_scripts_a_preview_is_a_link_and_nothing_shows_twice(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, java_script_enabled=False).open("mechanisms/sociometer/")
    expect(page.locator("template").first).to_be_hidden()
    page.locator(link_to(page, "belonging")).first.click()
    page.wait_for_url("**/machineries/belonging/")
