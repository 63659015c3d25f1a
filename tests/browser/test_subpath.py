"""The site below a folder of its host, as the pages of a repository are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, serve
from tests.browser.test_accessibility import PAGES


@pytest.fixture(scope="module")
def below(atlas_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the atlas, two folders down."""
    host = tmp_path_factory.mktemp("host")
    (host / "people").mkdir()
    (host / "people" / "atlas").symlink_to(atlas_site)
    with serve(host) as address:
        yield f"{address}/people/atlas"


# What a host shows for an address that leads nowhere must know its own folder: that is in `site_url`.
@pytest.mark.parametrize("path", [path for path in PAGES if path != "404.html"])
def test_everything_that_a_page_needs_is_found_below_a_folder(visit: Visitor, below: str, path: str) -> None:
    started = visit(below)  # whose fixture fails for what is not found
    asked: list[str] = []
    started.page.on("request", lambda request: asked.append(request.url))
    started.open(path)
    assert [url for url in asked if not url.startswith(f"{below}/")] == []


def test_the_search_answers_below_a_folder(visit: Visitor, below: str) -> None:
    page = visit(below).open("graph/")
    page.keyboard.press("/")
    page.keyboard.type("sociometer")
    page.get_by_role("dialog").get_by_role("link", name="Sociometer").first.click()
    expect(page).to_have_url(f"{below}/mechanisms/sociometer/")
