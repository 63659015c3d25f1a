"""The card beside a citation: by mouse, by keyboard, by touch, and without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, Visitor

CITED = "a[role=doc-biblioref]"
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
PASSING = 120  # milliseconds: less than a pointer must rest
RESTED = 900  # milliseconds: more than any card takes to open or close


@pytest.fixture
def cards(visit: Visitor, small: str) -> Visit:
    """A visit to the page that has every kind of citation."""
    visited = visit(small)
    visited.open("cards/")
    return visited


def first(page: Page) -> Locator:
    return page.locator(CITED).first


def tab_to_first(page: Page) -> None:
    """Move the focus to the first citation with the keyboard alone."""
    page.get_by_role("link", name="plain link").focus()
    page.keyboard.press("Tab")
    expect(first(page)).to_be_focused()


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# By mouse


def test_a_resting_pointer_opens_the_card_with_the_whole_reference(cards: Visit) -> None:
    first(cards.page).hover()
    expect(cards.card).to_contain_text('Ada, A. (1999). The gauge <b>& its</b> "needle".')
    assert cards.card.get_by_role("link").evaluate_all("links => links.map(each => each.href)") == [
        "https://doi.org/10.1000/gauge"
    ]


def test_a_passing_pointer_opens_no_card(cards: Visit) -> None:
    first(cards.page).hover()
    cards.page.wait_for_timeout(PASSING)
    cards.page.mouse.move(2, 2)
    cards.page.wait_for_timeout(RESTED)
    expect(cards.card).to_have_count(0)


def test_no_card_opens_under_a_pointer_that_lies_still_while_the_page_scrolls(cards: Visit) -> None:
    page = cards.page
    x, y = middle(first(page))
    page.mouse.move(x, y - 120)
    for _ in range(6):
        page.mouse.wheel(0, 20)
        page.wait_for_timeout(60)
    page.wait_for_timeout(RESTED)
    assert first(page).evaluate("link => link.matches(':hover')")
    expect(cards.card).to_have_count(0)


def test_the_card_stays_while_the_pointer_moves_into_it_and_closes_when_it_leaves(cards: Visit) -> None:
    page = cards.page
    first(page).hover()
    cards.card.wait_for()
    page.mouse.move(*middle(cards.card), steps=8)
    page.wait_for_timeout(RESTED)
    expect(cards.card).to_be_visible()
    page.mouse.move(2, 2)
    expect(cards.card).to_have_count(0)


def test_a_press_on_the_text_of_a_card_keeps_it_and_one_outside_closes_it(cards: Visit) -> None:
    page = cards.page
    tab_to_first(page)
    cards.card.click(position={"x": 20, "y": 20})
    page.wait_for_timeout(RESTED)
    expect(cards.card).to_be_visible()
    page.mouse.click(2, 300)
    expect(cards.card).to_have_count(0)


def test_escape_closes_a_hovered_card_until_the_pointer_comes_again(cards: Visit) -> None:
    page = cards.page
    first(page).hover()
    cards.card.wait_for()
    page.keyboard.press("Escape")
    expect(cards.card).to_have_count(0)
    x, y = middle(first(page))
    page.mouse.move(x + 3, y)
    page.wait_for_timeout(RESTED)
    expect(cards.card).to_have_count(0)
    page.mouse.move(2, 2)
    first(page).hover()
    expect(cards.card).to_be_visible()


def test_two_citations_of_a_group_have_each_its_own_card_and_one_is_open(cards: Visit) -> None:
    page = cards.page
    first(page).hover()
    expect(cards.card).to_contain_text("The gauge")
    page.locator(CITED).nth(1).hover()
    expect(cards.card).to_contain_text("A doubt")
    expect(page.locator(".kb-card")).to_have_count(1)


def test_a_click_follows_the_link_and_marks_the_way_back(cards: Visit) -> None:
    page = cards.page
    place = page.locator(".kb-citation").nth(1)
    place.locator(CITED).click()
    page.wait_for_url("**#ref-ada1999gauge")
    expect(cards.card).to_have_count(0)
    marked = page.locator("[role=doc-backlink][aria-current]")
    expect(marked).to_have_count(1)
    assert marked.get_attribute("href") == f"#{place.get_attribute('id')}"
    marked.click()
    expect(place).to_be_in_viewport()
    first(page).click()
    expect(marked).to_have_count(1)
    assert marked.get_attribute("href") != f"#{place.get_attribute('id')}"


# By keyboard


def test_focus_opens_the_card_at_once_and_it_describes_the_link(cards: Visit) -> None:
    tab_to_first(cards.page)
    assert cards.card.is_visible()
    expect(first(cards.page)).to_have_accessible_description(
        'Ada, A. (1999). The gauge <b>& its</b> "needle". Journal of Gauges, 1, 1–9. https://doi.org/10.1000/gauge'
    )
    expect(cards.card).to_have_role("note")
    expect(cards.card).to_have_accessible_name("Reference")


def test_tab_goes_into_the_card_and_on_in_the_order_of_the_page_and_back(cards: Visit) -> None:
    page = cards.page
    tab_to_first(page)
    page.keyboard.press("Tab")
    expect(cards.card.get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(CITED).nth(1)).to_be_focused()
    expect(cards.card).to_contain_text("A doubt")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="what comes next")).to_be_focused()
    expect(cards.card).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(CITED).nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(first(page)).to_be_focused()


@pytest.mark.parametrize("steps", [0, 1], ids=["on the link", "in the card"])
def test_escape_closes_the_card_and_the_focus_is_on_its_link(cards: Visit, steps: int) -> None:
    page = cards.page
    tab_to_first(page)
    for _ in range(steps):
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(cards.card).to_have_count(0)
    expect(first(page)).to_be_focused()
    page.wait_for_timeout(RESTED)
    expect(cards.card).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator(CITED).nth(1)).to_be_focused()


def test_enter_follows_the_link(cards: Visit) -> None:
    tab_to_first(cards.page)
    cards.page.keyboard.press("Enter")
    cards.page.wait_for_url("**#ref-ada1999gauge")
    expect(cards.card).to_have_count(0)


def test_a_card_closes_when_its_link_is_scrolled_away(cards: Visit) -> None:
    tab_to_first(cards.page)
    cards.card.wait_for()
    cards.page.mouse.wheel(0, 4000)
    expect(cards.card).to_have_count(0)


# By touch


def test_the_first_tap_opens_the_card_and_the_second_follows(visit: Visitor, small: str) -> None:
    visited = visit(small, **PHONE)
    page = visited.open("cards/")
    first(page).tap()
    expect(visited.card).to_be_visible()
    assert "#" not in page.url
    first(page).tap()
    page.wait_for_url("**#ref-ada1999gauge")
    expect(visited.card).to_have_count(0)


def test_a_tap_outside_closes_the_card_and_one_inside_does_not(visit: Visitor, small: str) -> None:
    visited = visit(small, **PHONE)
    page = visited.open("cards/")
    first(page).tap()
    visited.card.tap(position={"x": 20, "y": 20})
    page.wait_for_timeout(RESTED)
    expect(visited.card).to_be_visible()
    page.touchscreen.tap(5, 700)
    expect(visited.card).to_have_count(0)


@pytest.mark.parametrize("place", range(6))
def test_on_a_phone_every_card_lies_within_the_screen_and_beside_its_link(
    visit: Visitor, small: str, place: int
) -> None:
    visited = visit(small, **PHONE)
    page = visited.open("cards/")
    page.locator(CITED).nth(place).tap()
    box = visited.card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 375
    assert box["y"] + box["height"] <= 740
    link = page.locator(CITED).nth(place).bounding_box()
    assert link
    assert link["y"] + link["height"] <= box["y"] or box["y"] + box["height"] <= link["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


# In every case


def test_a_card_copies_no_id_and_no_way_back(cards: Visit) -> None:
    tab_to_first(cards.page)
    cards.card.wait_for()
    ids: list[str] = cards.page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert cards.card.locator("[id]").evaluate_all("found => found.map(each => each.id)") == ["kb-card-text"]
    expect(cards.card.locator("[role=doc-backlink]")).to_have_count(0)


def test_a_work_that_is_missing_shows_its_key_and_the_other_of_its_group_has_its_card(cards: Visit) -> None:
    group = cards.page.locator(".kb-citation", has=cards.page.locator(".kb-missing"))
    expect(group.locator(".kb-missing")).to_have_text("nobody2000lost?")
    group.locator(".kb-missing").hover()
    cards.page.wait_for_timeout(RESTED)
    expect(cards.card).to_have_count(0)
    group.locator(CITED).hover()
    expect(cards.card).to_contain_text("The gauge")


def test_a_link_may_name_another_element_of_the_page_for_its_card(cards: Visit) -> None:
    cards.page.get_by_role("link", name="gauge", exact=True).hover()
    expect(cards.card).to_have_text("What measures, with more.")
    expect(cards.card).to_have_accessible_name("Summary")


@pytest.mark.parametrize("where", ["h2", "td"])
def test_a_card_looks_the_same_wherever_its_citation_stands(cards: Visit, where: str) -> None:
    names = ["fontSize", "fontWeight", "lineHeight", "color", "textIndent", "width"]
    looks = f"card => {{ const style = getComputedStyle(card); return {names}.map((name) => style[name]) }}"
    first(cards.page).hover()
    usual = cards.card.evaluate(looks)
    cards.page.mouse.move(2, 2)
    expect(cards.card).to_have_count(0)
    cards.page.locator(f"main {where} {CITED}").first.hover()
    assert cards.card.evaluate(looks) == usual


def test_a_card_moves_only_for_those_who_want_motion(visit: Visitor, small: str) -> None:
    names = {}
    for wish in ("reduce", "no-preference"):
        visited = visit(small, reduced_motion=wish)
        tab_to_first(visited.open("cards/"))
        names[wish] = visited.card.evaluate("card => getComputedStyle(card).animationName")
    assert names == {"reduce": "none", "no-preference": "kb-card"}


def test_an_open_card_is_not_printed(cards: Visit) -> None:
    tab_to_first(cards.page)
    cards.card.wait_for()
    cards.page.emulate_media(media="print")
    expect(cards.card).to_be_hidden()


def test_cards_open_in_a_file_that_no_server_serves(visit: Visitor, small_site: Path) -> None:
    visited = visit(f"file://{small_site}")
    page = visited.open("cards/index.html")
    tab_to_first(page)
    expect(visited.card).to_contain_text("The gauge")
    visited.errors.clear()  # the theme's search needs a server, and says so


def test_without_a_script_the_link_leads_to_the_reference_and_back(visit: Visitor, small: str) -> None:
    visited = visit(small, java_script_enabled=False)
    page = visited.open("cards/")
    first(page).click()
    reference = page.locator("#ref-ada1999gauge")
    expect(reference).to_be_in_viewport()
    assert page.url.endswith("#ref-ada1999gauge")
    expect(reference).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(page.locator("#ref-bo2001doubt")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    reference.locator("[role=doc-backlink]").first.click()
    expect(first(page)).to_be_in_viewport()
    expect(page.locator(".kb-copy").first).to_be_hidden()


# Copying


def test_a_button_copies_the_text_that_it_names_and_says_so(visit: Visitor, small: str) -> None:
    visited = visit(small, permissions=["clipboard-read", "clipboard-write"])
    page = visited.open("cards/")
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "@misc{record}"


def test_a_button_copies_where_there_is_no_clipboard_to_write_to(visit: Visitor, small: str) -> None:
    visited = visit(small, permissions=["clipboard-read"])
    page = visited.open("cards/")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "@misc{record}"
