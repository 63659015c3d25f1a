"""Gaps, a list a kind, and how many there are of each."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.gaps import GAPS, Gap
from kb.prose import Heading
from kb.render.elements import Child, element, join, page_link
from kb.render.sheet import Sheet, paragraph

_PAGE = "contributing/gaps.md"


def view_gaps(sheet: Sheet, kind: str) -> Iterator[Child]:
    """Yield the gaps of `kind`, each a link to its place; without a kind, the number of each."""
    if not kind:
        yield element("ul", {}, *(_number(sheet, heading) for heading in _headings(sheet)))
        yield element("p", {}, "Also as ", element("a", {"href": "/assets/gaps.json"}, "JSON"), ".")
    elif kind in GAPS:
        items = [_item(sheet, gap) for gap in GAPS[kind](sheet.knowledge)]
        yield element("ul", {}, *items) if items else paragraph("", ("None.",))


def _headings(sheet: Sheet) -> list[Heading]:
    return [each for each in sheet.knowledge.articles[_PAGE].headings if each.id in GAPS]


def _number(sheet: Sheet, heading: Heading) -> Element:
    number = sum(1 for _ in GAPS[heading.id](sheet.knowledge))
    return element("li", {}, element("a", {"href": f"#{heading.id}"}, heading.text), f": {number}")


def _item(sheet: Sheet, gap: Gap) -> Element:
    page = sheet.knowledge.articles[gap.uri].page
    item = element("li", {}, page_link(page, gap.words, anchor=gap.anchor))
    item.append(paragraph("kb-sources", _details(gap)))
    return item


def _details(gap: Gap) -> Iterator[Child]:
    yield gap.detail
    for key in gap.keys:
        yield " · "
        yield element("a", {"href": f"/references.md#{reference_anchor(key)}"}, element("code", {}, key))
    if gap.pages:
        yield f" · On {len(gap.pages)}: "
        yield from join(page_link(page) for page in gap.pages)
