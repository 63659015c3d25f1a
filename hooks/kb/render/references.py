"""Lists of references."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from kb.anchors import REFERENCES, reference_anchor
from kb.bibliography import Bibliography
from kb.render.elements import append, element, join, render_runs
from kb.richtext import RichText
from kb.style import Works, format_reference

# Where a work is cited: the id of the citation's element and the heading that it stands under.
Places = Mapping[str, Sequence[tuple[str, str]]]


def render_references(works: Works, bibliography: Bibliography, places: Places) -> Element:
    """Return the section of the page's references, each with a way back to every place that cites it."""
    items = []
    for key in works.order:
        item = render_reference(key, format_reference(bibliography[key], works))
        append(item, (" ", _back_references(places.get(key, ()))))
        items.append(item)
    return element(
        "section",
        {"class": "kb-references", "role": "doc-bibliography", "aria-labelledby": REFERENCES},
        element("h2", {"id": REFERENCES}, "References"),
        element("ul", {}, *items),
    )


def render_reference(key: str, text: RichText) -> Element:
    """Return `text`, the reference of `key`, as an item of a list."""
    return element("li", {"id": reference_anchor(key), "class": "kb-reference"}, *render_runs(text))


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
