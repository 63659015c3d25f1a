"""Lists of references."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from kb.anchors import REFERENCES, reference_anchor
from kb.bibliography import Entry
from kb.bibliography.entry import remembered
from kb.render.downloads import bibtex_of, context_object
from kb.render.elements import element
from kb.render.ready import Html, html, joined, render_runs
from kb.render.sheet import Sheet
from kb.richtext import RichText
from kb.style import Works, format_reference
from kb.style.references import format_in_apa

# Where a work is cited: the id of the citation's element and the heading that it stands under.
Places = Mapping[str, Sequence[tuple[str, str]]]


def render_references(sheet: Sheet, places: Places) -> Element:
    """Return the section of the page's references, each with a way back to every place that cites it."""
    works, bibliography = sheet.works, sheet.knowledge.bibliography
    items = []
    for key in works.order:
        attributes = {"id": reference_anchor(key), "class": "kb-reference"}
        items.append(element("li", attributes, sheet.ready(*_item(bibliography[key], works, places.get(key, ())))))
    return element(
        "section",
        {"class": "kb-references", "role": "doc-bibliography", "aria-labelledby": REFERENCES},
        element("h2", {"id": REFERENCES}, "References"),
        element("ul", {}, *items),
    )


def render_reference(key: str, text: RichText) -> Html:
    """Return `text`, the reference of `key`, as an item of a list."""
    return html("li", {"id": reference_anchor(key), "class": "kb-reference"}, render_runs(text))


def _item(entry: Entry, works: Works, places: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    written = render_runs(format_reference(entry, works)) if works.csl else _in_apa(entry, works[entry.key].letter)
    return written, " ", _back_references(places), " ", _taken_along(entry)


@remembered
def _in_apa(entry: Entry, letter: str) -> Html:
    return render_runs(format_in_apa(entry, letter))


@remembered
def _taken_along(entry: Entry) -> Html:
    return joined((bibtex_of(entry), context_object(entry)))


def _back_references(places: Sequence[tuple[str, str]]) -> Html:
    sections: dict[str, list[str]] = {}
    for anchor, section in places:
        sections.setdefault(section, []).append(anchor)
    links = [
        _back_reference(anchor, section, number)
        for section, anchors in sections.items()
        for number, anchor in enumerate(anchors, 1)
    ]
    return html("span", {"class": "kb-backrefs"}, "↩ ", Html(", ".join(links)))


def _back_reference(anchor: str, section: str, number: int) -> Html:
    attributes = {"href": f"#{anchor}", "role": "doc-backlink"}
    if number == 1:
        return html("a", attributes, section)
    return html("a", {**attributes, "aria-label": f"{section}, {number}"}, str(number))
