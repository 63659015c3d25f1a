"""The forms that filter the lists of all references and all claims."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

LISTS = ("references/", "claims/")
SHOWN = "[data-item]:visible"


def count(page: Page) -> int:
    return page.locator(SHOWN).count()


@pytest.mark.parametrize("path", LISTS)
def test_without_a_question_everything_is_shown(visit: Visitor, atlas: str, path: str) -> None:
    page = visit(atlas).open(path)
    expect(page.locator("form.kb-filter")).to_be_visible()
    assert count(page) == page.locator("[data-item]").count() > 50


@pytest.mark.parametrize("path", LISTS)
def test_without_scripts_everything_is_shown_and_no_form(visit: Visitor, atlas: str, path: str) -> None:
    page = visit(atlas, java_script_enabled=False).open(path)
    expect(page.locator("form.kb-filter")).to_be_hidden()
    assert count(page) == page.locator("[data-item]").count() > 50


def test_words_are_found_in_any_order_without_accents_and_capitals(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("references/")
    page.locator("[name=text]").fill("COMPARISON acuna")
    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.locator("#ref-acuna2025increased")).to_be_visible()
    expect(page.get_by_role("heading", name="B", exact=True)).to_be_hidden()
    expect(page.locator(".kb-filter output")).to_have_text(f"1 of {page.locator('[data-item]').count()} works")


def test_years_and_choices_narrow_together_and_stay_in_the_address(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas)
    page = visited.open("references/")
    page.locator("[name=year-from]").fill("2010")
    page.locator("[name=year-to]").fill("2012")
    page.locator("[name=checked]").select_option("partly")
    found = page.locator(SHOWN).evaluate_all("items => items.map(each => [each.dataset.year, each.dataset.checked])")
    assert found
    assert all("2010" <= year <= "2012" and checked == "partly" for year, checked in found)
    page.wait_for_url("**/references/?year-from=2010&year-to=2012&checked=partly*")
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(len(found))
    page.get_by_role("button", name="Show all").click()
    assert count(page) == page.locator("[data-item]").count()
    page.wait_for_url(lambda url: "?" not in url)
    assert visited.errors == []


def test_a_link_to_a_work_that_is_filtered_out_shows_everything(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("references/?text=acuna#ref-leary1995selfesteem")
    expect(page.locator("#ref-leary1995selfesteem")).to_be_in_viewport()
    assert count(page) == page.locator("[data-item]").count()


def test_claims_are_filtered_by_grade_and_page(visit: Visitor, atlas: str) -> None:
    page = visit(atlas).open("claims/?grade=contested")
    assert 0 < count(page) == page.locator("[data-item][data-grade=contested]").count()
    page.locator("[name=page]").select_option("social-pain")
    assert count(page) == page.locator("[data-item][data-grade=contested][data-page=social-pain]").count()
