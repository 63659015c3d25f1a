"""Nothing that is right is reported, and it is rendered as its author expects.

Each text stands in a page of the small project. `check` must be silent about it, and what Python-Markdown makes of it
with the settings of mkdocs.yml must hold the pieces of HTML beside it, in their order, and no mark of a fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from kb.checks import check
from kb.generated import GENERATED_PAGES
from tests.conftest import PROJECT, TODAY, know
from tests.contributions.corpus import CASES, FIELDS, FILES, HEAD, LOCATORS, OMEGA, OTHERS, WRITING, with_fields

ROOT = Path(__file__).parents[2]
ATLAS = know({**PROJECT, **OTHERS})


@pytest.fixture(scope="session")
def render() -> Callable[[str], str]:
    """A function that renders a text as the project's mkdocs.yml has it, in the small project."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    settings: Mapping[str, Any] = {**config.mdx_configs, "kb.markdown": {"knowledge": ATLAS}}
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=settings)
    return lambda text: markdown.reset().convert(text)


def reported(page: str) -> list[str]:
    """Return what `check` says about the small project with `page` in the place of Omega's."""
    home = "---\ntitle: Home\n---\n\n[[alpha]], @ada1999gauge, @bo2001doubt\n"
    knowledge = replace(know({**PROJECT, **OTHERS, OMEGA: page, "docs/index.md": home}), files=FILES)
    return [str(each) for each in check(knowledge, TODAY) if each.path not in GENERATED_PAGES]


def said(html: str) -> str:
    """Return the text that a reader of `html` sees."""
    return unescape(re.sub("<[^<>]*>", "", html))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_right_is_not_reported_and_reads_as_it_should(
    case: tuple[str, ...], render: Callable[[str], str]
) -> None:
    text, *pieces = case
    assert reported(HEAD + text + "\n") == []
    html = render(text)
    assert "kb-missing" not in html
    for piece in pieces:
        assert piece in html + said(html)


@pytest.mark.parametrize(("written", "read"), LOCATORS.values(), ids=LOCATORS)
def test_a_locator_of_any_kind_is_right(written: str, read: str, render: Callable[[str], str]) -> None:
    text = f"[@ada1999gauge, {written}]"
    assert reported(HEAD + text) == []
    assert f"(Ada, 1999, {read})" in said(render(text))


@pytest.mark.parametrize("text", WRITING.values(), ids=WRITING)
def test_writing_of_any_kind_is_right(text: str, render: Callable[[str], str]) -> None:
    assert reported(HEAD + text) == []
    assert "kb-missing" not in render(text)


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_yaml_of_any_style_is_right(fields: str) -> None:
    assert reported(with_fields(fields)) == []
