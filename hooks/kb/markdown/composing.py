"""The last stage of a page: views, citations and references are put in."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from kb.markdown.opening import sheet_of
from kb.render.citations import render_citation
from kb.render.elements import append, element
from kb.render.references import render_references, works_of
from kb.render.sheet import Sheet
from kb.render.views import VIEWS
from kb.style import Works

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


class Composer(Treeprocessor):
    """Fills views and citations, and adds the list of references."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        sheet = sheet_of(self.md)
        for place in list(root.iter("div")):
            if "data-view" in place.attrib:
                _fill_view(place, sheet)
        places = tuple(_places(root, in_headings=False))
        found = tuple(_places(root, in_headings=True))
        keys = (item.key for _, index, _ in found for item in sheet.citations[index].items)
        works = works_of(keys, sheet.knowledge.bibliography)
        sheet.works = works
        for place, index, _ in places:
            _fill_citation(place, index, sheet, works)
        if works.order:
            back: dict[str, list[tuple[str, str]]] = {}
            for _, index, section in found:
                for key in dict.fromkeys(item.key for item in sheet.citations[index].items):
                    back.setdefault(key, []).append((_anchor(index), section))
            root.append(render_references(works, sheet.knowledge.bibliography, back))


class HeadingCitations(Treeprocessor):
    """Fills the citations that stand in headings."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        sheet = sheet_of(self.md)
        for place, index, _ in tuple(_places(root, in_headings=True)):
            _fill_citation(place, index, sheet, sheet.works)


def _fill_view(place: Element, sheet: Sheet) -> None:
    name, _, argument = place.attrib.pop("data-view").strip().partition(" ")
    view = VIEWS.get(name)
    if view:
        place.set("class", f"kb-view kb-view--{name}")
        append(place, view(sheet, argument.strip()))
    else:
        append(place, [element("mark", {"class": "kb-missing"}, f"no view is called {name}")])


def _fill_citation(place: Element, index: int, sheet: Sheet, works: Works) -> None:
    bare = "data-bare" in place.attrib
    render_citation(place, sheet.citations[index], works, _anchor(index), bare=bare)


def _anchor(index: int) -> str:
    return f"cite-{index + 1}"


def _places(root: Element, *, in_headings: bool) -> Iterator[tuple[Element, int, str]]:
    """Yield the places of citations in reading order: element, index of the citation, heading above it."""
    section = "Top"
    ahead = [(root, False)]
    while ahead:
        current, within = ahead.pop()
        if current.tag in _HEADINGS:
            section = " ".join("".join(current.itertext()).split())
            within = True
        index = current.get("data-citation")
        if index is not None:
            if in_headings or not within:
                yield current, int(index), section
            continue
        ahead += ((child, within) for child in reversed(current))
