"""The policy of every page: nothing from elsewhere, and no script within the page."""

from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import PAGES

POLICY = "Content-Security-Policy"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_under_its_policy_works_without_a_complaint(visit: Visitor, atlas: str, path: str) -> None:
    page = visit(atlas).open(path)
    assert page.locator(f'meta[http-equiv="{POLICY}"]').count() == 1
    assert page.locator(f'script ~ meta[http-equiv="{POLICY}"], script:not([src], [type])').count() == 0
    assert page.evaluate("typeof __md_scope") == "object", "the theme's start did not run"


def test_a_script_within_the_page_does_not_run(visit: Visitor, atlas: str) -> None:
    started = visit(atlas)
    page = started.open("")
    violated = page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.harmed = true";
            document.body.append(script);
        })"""
    )
    assert violated == "script-src-elem"
    assert page.evaluate("window.harmed") is None
    assert len(started.errors) == 1
    started.errors.clear()  # this one was wanted


def test_a_picture_of_another_host_is_not_asked_for(visit: Visitor, atlas: str) -> None:
    started = visit(atlas)
    page = started.open("")
    page.evaluate(
        """() => new Promise((resolve) => {
            const picture = new Image();
            picture.onerror = resolve;
            picture.src = "https://elsewhere.example/a.png";
        })"""
    )
    assert started.elsewhere == []
    started.errors.clear()  # the refusal is told in the console


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_chosen_colour_scheme_is_there_on_the_next_page(visit: Visitor, atlas: str, scheme: str) -> None:
    page = visit(atlas, color_scheme="dark" if scheme == "light" else "light").open("")
    page.locator("label[for^=__palette]:visible").click()
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen == {"dark": "slate", "light": "default"}[scheme]
    page.goto(f"{atlas}/graph/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == chosen


def test_every_page_has_the_policy(atlas_site: Path) -> None:
    pages = sorted(atlas_site.rglob("*.html"))
    assert pages
    lacking = [page.as_posix() for page in pages if POLICY not in page.read_text(encoding="utf-8")]
    assert lacking == []
