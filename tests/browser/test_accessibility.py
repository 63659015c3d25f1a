"""What axe, a narrow screen and a reader's own settings make of the pages."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visitor

CITED = "a[role=doc-biblioref]"
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
PAGES = (
    "",
    "machineries/insecurity/",
    "mechanisms/",
    "mechanisms/sociometer/",
    "graph/",
    "references/",
    "claims/",
    "404.html",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_sixty_citations_is_accessible_without_and_with_a_card(
    visit: Visitor, small: str, scheme: str
) -> None:
    visited = visit(small, color_scheme=scheme)
    page = visited.open("many/")
    assert page.locator(CITED).count() == 120
    assert visited.violations() == []
    page.locator(CITED).first.focus()
    visited.card.wait_for()
    assert visited.violations() == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_atlas_is_accessible(visit: Visitor, atlas: str, scheme: str, path: str) -> None:
    visited = visit(atlas, color_scheme=scheme)
    visited.open(path)
    assert visited.violations() == []


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_the_atlas_is_accessible_and_never_scrolls_sideways(visit: Visitor, atlas: str, path: str) -> None:
    visited = visit(atlas, **PHONE)
    page = visited.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert visited.violations() == []


@pytest.mark.every
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [{"viewport": {"width": 1280, "height": 900}}, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible(
    visit: Visitor, atlas: str, atlas_site: Path, scheme: str, screen: dict[str, Any]
) -> None:
    visited = visit(atlas, color_scheme=scheme, **screen)
    found = {}
    for file in sorted(atlas_site.rglob("*.html")):
        path = file.relative_to(atlas_site).as_posix().removesuffix("index.html")
        page = visited.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[path] = [*visited.violations(), *(["it scrolls sideways"] if wide else [])]
    assert {path: faults for path, faults in found.items() if faults} == {}
