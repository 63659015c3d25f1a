"""Lists of references."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from kb.anchors import REFERENCES, reference_anchor
from kb.bibliography import Bibliography
from kb.knowledge import Knowledge
from kb.render.elements import Child, append, element, join, page_link, render_runs
from kb.render.sheet import Sheet
from kb.style import Works, build_works, format_reference

# Where a work is cited: the id of the citation's element and the heading that it stands under.
Places = Mapping[str, Sequence[tuple[str, str]]]


def works_of(keys: Iterable[str], bibliography: Bibliography) -> Works:
    """Return the works with `keys` that the bibliography knows."""
    return build_works(bibliography[key] for key in dict.fromkeys(keys) if key in bibliography)


def render_references(works: Works, bibliography: Bibliography, places: Places) -> Element:
    """Return the section of the page's references, each with a way back to every place that cites it."""
    items = []
    for key in works.order:
        item = _reference(key, works, bibliography)
        append(item, (" ", _back_references(places.get(key, ()))))
        items.append(item)
    return element(
        "section",
        {"class": "kb-references", "role": "doc-bibliography", "aria-labelledby": REFERENCES},
        element("h2", {"id": REFERENCES}, "References"),
        element("ul", {}, *items),
    )


def _reference(key: str, works: Works, bibliography: Bibliography) -> Element:
    attributes = {"id": reference_anchor(key), "class": "kb-reference"}
    return element("li", attributes, *render_runs(format_reference(bibliography[key], works)))


def _back_references(places: Sequence[tuple[str, str]]) -> Element:
    sections: dict[str, list[str]] = {}
    for anchor, section in places:
        sections.setdefault(section, []).append(anchor)
    links = (
        _back_reference(anchor, section, number)
        for section, anchors in sections.items()
        for number, anchor in enumerate(anchors, 1)
    )
    return element("span", {"class": "kb-backrefs"}, "↩ ", *join(links))


def _back_reference(anchor: str, section: str, number: int) -> Element:
    attributes = {"href": f"#{anchor}", "role": "doc-backlink"}
    if number == 1:
        return element("a", attributes, section)
    return element("a", {**attributes, "aria-label": f"{section}, {number}"}, str(number))


def view_all_references(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield every cited work of the atlas with the pages that cite it."""
    knowledge = sheet.knowledge
    works = works_of(knowledge.citing, knowledge.bibliography)
    items = []
    for key in works.order:
        item = _reference(key, works, knowledge.bibliography)
        append(item, (" ", _cited_on(knowledge, key)))
        items.append(item)
    yield element("p", {}, f"{len(items)} works.")
    yield element("ul", {"class": "kb-references", "role": "list"}, *items)


def _cited_on(knowledge: Knowledge, key: str) -> Element:
    anchor = reference_anchor(key)
    links = (page_link(page, anchor=anchor) for page in knowledge.citing[key])
    return element("span", {"class": "kb-backrefs"}, "Cited on: ", *join(links))
