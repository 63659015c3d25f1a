"""Just enough HTML for looking at a built site."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Document:
    """The ids, links and loaded files of an HTML file, and the elements with what they hold."""

    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.document.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.document.links.append(given)
        if tag == "link" and given.get("rel") not in ("canonical", "next", "prev"):
            self.document.loads.append(given["href"])
        if tag in ("img", "script", "iframe", "source", "video", "audio") and "src" in given:
            self.document.loads.append(given["src"])

    def handle_data(self, data: str) -> None:
        self.document.text += data


@cache
def read(path: Path) -> Document:
    """Return what stands in the HTML file at `path`."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.document
