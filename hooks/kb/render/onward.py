"""Where to read on: the pages before and after, along each reading path that a page is on."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kb.pages import Page
from kb.reading import ReadingPath
from kb.render.elements import Child, element, page_link
from kb.render.sheet import Sheet


def view_onward(sheet: Sheet, uri: str) -> Iterator[Child]:
    """Yield the neighbours of the page `uri` on its reading paths."""
    rows = [_row(sheet, path, index) for path, index in sheet.knowledge.on_paths.get(uri, ())]
    if rows:
        yield element("nav", {"class": "kb-onward", "aria-label": "Reading paths"}, *rows)


def _row(sheet: Sheet, path: ReadingPath, index: int) -> Element:
    described = sheet.knowledge.articles[path.uri].page
    name = page_link(described, path.title, anchor=path.anchor)
    row = element("div", {"class": "kb-onward__row"})
    row.append(element("p", {"class": "kb-onward__path"}, name, f", {index + 1} of {len(path.steps)}"))
    before, after = path.beside(index)
    if before:
        row.append(_way(before, "prev", "Before"))
    if after:
        row.append(_way(after, "next", "Next"))
    return row


def _way(page: Page, rel: str, word: str) -> Element:
    link = page_link(page, element("span", {"class": "kb-onward__word"}, f"{word}: "), page.title)
    link.set("rel", rel)
    return element("p", {"class": f"kb-onward__way kb-onward__way--{rel}"}, link)
