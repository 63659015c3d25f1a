"""What no browser complains of, and the standard forbids."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest

_TYPED = {"text", "search", "url", "tel", "email", "password", "number", "date"}
_LABELLED = {"input", "select", "textarea", "button", "output", "meter", "progress"}
_OF_A_TABLE = {"thead", "tbody", "tr", "th", "td"}


class _Faults(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.labels: set[str] = set()
        self.controls: set[str] = set()
        self.headings = 0
        self.empty_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        self.empty_head = tag == "th"
        if tag == "label" and "for" in given:
            self.labels.add(given["for"])
        if tag in _LABELLED and given.get("type") != "hidden":
            self.controls.add(given.get("id", ""))
        if tag == "input" and "autocomplete" in given and given.get("type", "text") not in _TYPED:
            self.found.append(f"autocomplete of a {given['type']}")
        if tag in _OF_A_TABLE and "role" in given:
            self.found.append(f"role of a {tag}")
        if "style" in given or any(name.startswith("on") for name in given):
            self.found.append(f"style or script within a {tag}")

    def handle_data(self, data: str) -> None:
        self.empty_head = self.empty_head and not data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "th" and self.empty_head:
            self.found.append("a head of a column without words")


def find_faults(html: str) -> Iterator[str]:
    """Yield what is wrong with the page: its syntax, the controls it names, roles and attributes out of place."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    yield from (f"{line}:{column} {code}" for (line, column), code, _ in parser.errors)
    reader = _Faults()
    reader.feed(html)
    yield from reader.found
    yield from (f"label for {name!r}, which is no control" for name in sorted(reader.labels - reader.controls))
    if reader.headings != 1:
        yield f"{reader.headings} headings of the first level"


def test_every_page_is_as_the_standard_has_it(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert pages
    faults = {page.relative_to(site).as_posix(): [*find_faults(page.read_text(encoding="utf-8"))] for page in pages}
    assert {page: found for page, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<div>b</div></p>",
        "<p id=a id=b>",
        "<label for=a>A</label>",
        "<input type=checkbox autocomplete=off>",
        "<table><tr role=row><td>a</table>",
        "<table><tr><th> </th><th>b</th></table>",
        "<p style='color: red'>",
        "<h1>again</h1>",
    ],
)
def test_a_fault_is_found(html: str) -> None:
    sound = "<!doctype html><html lang=en><title>A</title><h1>A</h1>"
    assert list(find_faults(sound)) == []
    assert list(find_faults(sound + html)) != []
