"""The last stage of a page: views, citations and references are put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from kb.markdown.opening import sheet_of
from kb.markdown.placing import find_here
from kb.markdown.previews import PREVIEWS, fill_previews
from kb.markdown.terms import ANCHORS, USES, fill_terms
from kb.render.citations import render_citation
from kb.render.downloads import add_downloads
from kb.render.elements import append, element
from kb.render.references import render_references
from kb.render.sheet import Sheet
from kb.render.views import VIEWS

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Place:
    """Where a citation stands: its element, its index on the sheet, the heading above it.

    `is_nested` when it stands in what an author wrote beside another citation.
    """

    element: Element
    index: int
    section: str
    in_heading: bool
    is_nested: bool


class Composer(Treeprocessor):
    """Fills views and citations, and adds the list of references."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        sheet = sheet_of(self.md)
        find_here(root, sheet)
        for view in list(root.iter("div")):
            if view.get("data-view", USES).partition(" ")[0] not in (USES, ANCHORS, PREVIEWS):
                _fill_view(view, sheet)
        places = tuple(_places(root))
        keys = (item.key for place in places for item in sheet.citations[place.index].items)
        works = sheet.works_of(keys) if sheet.whole is None else sheet.whole
        sheet.works = works
        for place in places:
            if place.in_heading:
                _hold(place, sheet)
            else:
                _fill_citation(place, sheet)
        if works.order and sheet.whole is None:
            back: dict[str, list[tuple[str, str]]] = {}
            for place in places:
                for key in dict.fromkeys(item.key for item in sheet.citations[place.index].items):
                    back.setdefault(key, []).append((_anchor(place.index), place.section))
            references = render_references(sheet, back)
            add_downloads(references, sheet)
            root.insert(_end(root), references)
        fill_terms(root, sheet)
        fill_previews(root, sheet)


class HeadingCitations(Treeprocessor):
    """Fills the citations that stand in headings."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        sheet = sheet_of(self.md)
        for held, markup in sheet.held:
            held.extend(markup)
        for place in tuple(_places(root)) if sheet.held else ():
            _fill_citation(place, sheet)


def _end(root: Element) -> int:
    """Return where the list of references goes: before the view that says how to cite the page, or last."""
    ends = (index for index, each in enumerate(root) if each.get("class") == "kb-view kb-view--cite-page")
    return next(ends, len(root))


def _hold(place: Place, sheet: Sheet) -> None:
    """Keep what an author wrote beside a citation in a heading out of it, until the contents are made."""
    sheet.held.append((place.element, list(place.element)))
    place.element[:] = []


def _fill_view(place: Element, sheet: Sheet) -> None:
    name, _, argument = place.attrib.pop("data-view").strip().partition(" ")
    view = VIEWS.get(name)
    if view:
        place.set("class", f"kb-view kb-view--{name}")
        append(place, view(sheet, argument.strip()))
    else:
        append(place, [element("mark", {"class": "kb-missing"}, f"no view is called {name}")])


def _fill_citation(place: Place, sheet: Sheet) -> None:
    citation = sheet.citations[place.index]
    bare = "data-bare" in place.element.attrib
    if place.is_nested:
        # "(Ada, 1999, as cited in Bo & Cy, 2001)": no brackets within brackets (APA 7 §8.6).
        citation, bare = citation._replace(narrative=False), True
    anchor = _anchor(place.index) if sheet.whole is None else ""
    render_citation(place.element, citation, sheet, anchor, bare=bare)


def _anchor(index: int) -> str:
    return f"cite-{index + 1}"


def _places(root: Element) -> Iterator[Place]:
    """Yield the places of citations in reading order."""
    section = "Top"
    ahead = [(root, False, False)]
    while ahead:
        current, in_heading, is_nested = ahead.pop()
        if current.tag in _HEADINGS:
            section, in_heading = " ".join("".join(_words(current)).split()), True
        elif current.get("class") == "footnote":
            section = "Notes"  # they stand below the last section and belong to any
        index = current.get("data-citation")
        if index is not None:
            yield Place(current, int(index), section, in_heading, is_nested)
        if len(current):
            nested = is_nested or index is not None
            ahead += [(child, in_heading, nested) for child in reversed(current)]


def _words(heading: Element) -> Iterator[str]:
    """Yield the text of `heading` without its citations."""
    yield heading.text or ""
    for child in heading:
        if "data-citation" not in child.attrib:
            yield from _words(child)
        yield child.tail or ""
