"""The panel of diagnostics at the top of a page that is served."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import fromstring

import pytest

from kb.diagnostics import Diagnostic, Severity
from kb.knowledge import Knowledge
from kb.render.faults import render_faults
from tests.conftest import ALPHA, BIBLIOGRAPHY, know

PAGE = "mechanisms/alpha.md"
PATH = f"docs/{PAGE}"


def address(uri: str, anchor: str) -> str:
    return f"{uri}#{anchor}"


def panel(knowledge: Knowledge, *diagnostics: Diagnostic, uri: str = PAGE) -> str:
    """Return the words of the panel, after seeing that it is well formed."""
    html = render_faults(uri, knowledge, diagnostics, address)
    return "".join(fromstring(html).itertext()) if html else ""


def fault(path: str = PATH, line: int = 1, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(path, line, 1, severity, "unknown-page", "no page is called so")


def test_where_nothing_is_wrong_there_is_no_panel(knowledge: Knowledge) -> None:
    assert panel(knowledge) == ""


def test_a_note_is_shown_on_its_own_page_alone(knowledge: Knowledge) -> None:
    note = fault(severity=Severity.NOTE)
    assert "1 diagnostic on this page" in panel(knowledge, note)
    assert panel(knowledge, note, uri="machineries/omega.md") == ""


def test_of_very_many_the_first_are_shown_and_the_rest_is_counted(knowledge: Knowledge) -> None:
    words = panel(knowledge, *(fault(line=line) for line in range(1, 61)))
    assert "60 diagnostics on this page" in words
    assert words.count("no page is called so") == 50
    assert words.endswith("and 10 more, see the terminal")


def test_of_many_places_the_first_are_named_and_the_rest_is_counted(knowledge: Knowledge) -> None:
    words = panel(knowledge, *(fault(path=f"docs/{number:02}.md") for number in range(14)))
    assert words.startswith("14 to mend elsewhere: docs/00.md (1), docs/01.md (1), ")
    assert words.endswith("docs/11.md (1) and 2 more")


def test_a_file_that_is_no_page_is_named_without_a_link(knowledge: Knowledge) -> None:
    html = render_faults(PAGE, knowledge, [fault(path="docs/assets/layout.json")], address)
    assert "<code>docs/assets/layout.json</code> (1)" in html
    assert "<a " not in html


def test_the_fault_is_marked_in_its_line(diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]]) -> None:
    files = {PATH: ALPHA.replace("[[omega]]", "<i>[[omga]]</i>")}
    html = render_faults(PAGE, know({"bibliography.bib": BIBLIOGRAPHY, **files}), diagnose_with(files), address)
    assert "<code>It was seen to work in &lt;i&gt;[[<mark>omga</mark>]]&lt;/i&gt;.</code>" in html


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\ud800"], ids=["NUL", "escape", "half a pair"])
def test_what_html_cannot_hold_is_shown_as_something_else(knowledge: Knowledge, char: str) -> None:
    hostile = Diagnostic(PATH, 1, 1, Severity.ERROR, "unknown-page", f"<script>{char}", f"&{char}")
    html = render_faults(PAGE, knowledge, [hostile], address)
    assert "&lt;script&gt;" in html
    assert "&amp;" in html
    assert html.encode()
    assert char not in html
