"""Lists of references."""

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from kb.anchors import REFERENCES, reference_anchor
from kb.bibliography import Bibliography, Entry
from kb.bibliography.entry import remembered
from kb.render.downloads import bibtex_of, context_object
from kb.render.elements import element, join, render_runs, to_html
from kb.richtext import RichText
from kb.style import Works, format_reference
from kb.style.references import format_in_apa

# Where a work is cited: the id of the citation's element and the heading that it stands under.
Places = Mapping[str, Sequence[tuple[str, str]]]


def render_references(works: Works, bibliography: Bibliography, places: Places, store: Callable[[str], str]) -> Element:
    """Return the section of the page's references, each with a way back to every place that cites it.

    What is the same wherever a work is cited is HTML already: `store` keeps it for the host, and returns its place.
    """
    items = [_item(bibliography[key], works, places.get(key, ()), store) for key in works.order]
    return element(
        "section",
        {"class": "kb-references", "role": "doc-bibliography", "aria-labelledby": REFERENCES},
        element("h2", {"id": REFERENCES}, "References"),
        element("ul", {}, *items),
    )


def render_reference(key: str, text: RichText) -> Element:
    """Return `text`, the reference of `key`, as an item of a list."""
    return element("li", {"id": reference_anchor(key), "class": "kb-reference"}, *render_runs(text))


def _item(entry: Entry, works: Works, places: Sequence[tuple[str, str]], store: Callable[[str], str]) -> Element:
    item, back = render_reference(entry.key, ()), _back_references(places)
    written = _written(entry, works) if works.csl else _in_apa(entry, works[entry.key].letter)
    item.text = AtomicString(f"{store(written)} ")
    back.tail = AtomicString(f" {store(_taken_along(entry))}")
    item.append(back)
    return item


def _written(entry: Entry, works: Works) -> str:
    return to_html(render_runs(format_reference(entry, works)))


@remembered
def _in_apa(entry: Entry, letter: str) -> str:
    return to_html(render_runs(format_in_apa(entry, letter)))


@remembered
def _taken_along(entry: Entry) -> str:
    return to_html((bibtex_of(entry), context_object(entry)))


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
