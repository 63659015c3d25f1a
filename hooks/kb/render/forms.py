"""Forms that filter a list on the page; docs/assets/filter.js does it.

A form names its list by id. The list's items have `data-item`, and of each control's name a `data-` attribute with the
words that the control chooses from; what groups them has `data-group`. A form is hidden until the script shows it.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from kb.render.elements import element


def filter_form(list_id: str, nouns: str, *controls: Element) -> Element:
    """Return the form for the list with the id `list_id`, whose items are called `nouns`."""
    attributes = {"class": "kb-filter", "data-filter": list_id, "data-nouns": nouns, "hidden": "hidden"}
    label = {"role": "search", "aria-label": f"Filter the {nouns}"}
    clear = element("button", {"type": "reset", "class": "md-button"}, "Show all")
    return element("form", attributes | label, *controls, clear, element("output", {"aria-live": "polite"}))


def text_control(label: str) -> Element:
    """Return the control for words that an item must have."""
    return _labelled(label, element("input", {"type": "search", "name": "text", "autocomplete": "off"}))


def number_control(label: str, name: str, least: int, most: int) -> Element:
    """Return the control for a bound; `name` ends in `-from` or `-to`."""
    bounds = {"min": str(least), "max": str(most), "inputmode": "numeric"}
    return _labelled(label, element("input", {"type": "number", "name": name, **bounds}))


def choice_control(label: str, name: str, options: Iterable[tuple[str, str]]) -> Element:
    """Return the control that chooses one of `options`, each a value and its words, or all."""
    chosen = (element("option", {"value": value}, words) for value, words in options)
    return _labelled(label, element("select", {"name": name}, element("option", {"value": ""}, "All"), *chosen))


def _labelled(label: str, control: Element) -> Element:
    return element("label", {}, element("span", {}, label), control)
