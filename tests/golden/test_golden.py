"""Pages and what becomes of them: `page.md` is a page's Markdown, `page.html` what Python-Markdown makes of it.

The atlas around a page is the small project with the files of project/, and with those of the folder that is called as
the first word of the page's name, where there is one. After a change that is meant, `pytest tests/golden --force-regen`
writes the HTML anew, to be read before it is kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from pytest_regressions.file_regression import FileRegressionFixture

from tests.conftest import PROJECT, know

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("*.md"))
Render = Callable[[Path], str]

# What begins a line, so that changes can be read; Python-Markdown breaks only what it has parsed itself.
BLOCKS = "circle|d[dlt]|details|div|fieldset|figure|form|h[1-6]|li|math|o[lp]|p|path|section|svg|t[dhr]|table|ul"
SPANS = r'span class="kb-(?:citation|backrefs)|a (?:aria-label="[^"]*" )?href="#cite-'
BREAK = re.compile(rf"(?<=.)( ?<(?:(?:{BLOCKS})\b|{SPANS}))")


@pytest.fixture(scope="session")
def render() -> Render:
    """A function that renders a page as the project's mkdocs.yml has it."""
    config = load_config(str(HERE.parents[1] / "mkdocs.yml"))

    def rendered(page: Path) -> str:
        knowledge = know({**PROJECT, **files(HERE / "project"), **files(HERE / page.stem.partition("-")[0])})
        settings: Mapping[str, Any] = {**config.mdx_configs, "kb.markdown": {"knowledge": knowledge}}
        html = Markdown(extensions=config.markdown_extensions, extension_configs=settings).convert(
            page.read_text(encoding="utf-8")
        )
        return BREAK.sub(r"\n\1", html) + "\n"

    return rendered


def files(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_rendered_as_it_was(page: Path, render: Render, file_regression: FileRegressionFixture) -> None:
    file_regression.check(render(page), fullpath=page.with_suffix(".html"))


class Browser(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += ((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_id_stands_once_and_links_within_a_page_land(page: Path, render: Render) -> None:
    attributes = Browser(render(page)).attributes
    ids = Counter(value for name, value in attributes if name == "id")
    fragments = {value[1:] for name, value in attributes if name == "href" and value.startswith("#")}
    assert [each for each, times in ids.items() if times > 1] == []
    assert fragments <= ids.keys()


HOSTILE = [page for page in PAGES if page.stem.startswith("hostile")]


@pytest.mark.parametrize("page", HOSTILE, ids=lambda page: page.stem)
def test_no_element_and_no_attribute_comes_from_a_field(page: Path, render: Render) -> None:
    browser = Browser(render(page))
    addresses = [value for name, value in browser.attributes if name == "href"]
    assert not browser.tags & {"b", "i", "img", "script", "style"}
    assert [name for name, _ in browser.attributes if name.startswith("on") or name in ("src", "style")] == []
    assert [each for each in addresses if not each.startswith(("#", "/", "https://"))] == []


@pytest.mark.parametrize("page", HOSTILE, ids=lambda page: page.stem)
def test_a_field_is_read_as_it_was_written(page: Path, render: Render) -> None:
    html = render(page)
    text = Browser(html).text
    assert not {"\x02", "\x03"} & set(html)
    assert '<script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; ]]> klzzwxh:0000 38 {: onclick' in text
    assert '<Script>alert(1)</script> &lt;b&gt; &amp; ]]> "><img src=x onerror=alert(1)>' in text
    assert "{: onclick=alert(1) } [x](javascript:alert(1)) <b>J</b>" in text
