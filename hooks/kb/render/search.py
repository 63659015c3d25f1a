"""The form that filters the table of relations and the map together; docs/assets/graph.js answers it.

Style sheets show it only where scripts run, and its fields are disabled until ours does.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.knowledge import Knowledge
from kb.layout import UNATTACHED
from kb.render.elements import element
from kb.vocabulary import GRADES, RELATION_TYPES, Level

_NONE: Final = "none"  # what the script calls the area of pages that are tied to no machinery


def render_search(knowledge: Knowledge) -> Element:
    """Return the form: a search, and one choice each of type, grade, level and machinery among those that occur."""
    graph = knowledge.graph
    names = {relation.type.name for relation in graph.relations}
    types = (each for each in RELATION_TYPES.values() if each.name in names)
    grades = {relation.grade for relation in graph.relations}
    levels = {page.level for page in graph.nodes.values()}
    search = {"id": "search-q", "name": "q", "type": "search", "autocomplete": "off", "spellcheck": "false"}
    fields = (
        *_field("q", "Search", element("input", search)),
        *_choice("type", "Relation", ((each.name, each.label) for each in types)),
        *_choice("grade", "Grade", ((grade, grade.words) for grade in GRADES if grade in grades)),
        *_choice("level", "Level", ((level, level.capitalize()) for level in Level if level in levels)),
        *_choice("machinery", "Machinery", _machineries(knowledge)),
        element("button", {"type": "reset"}, "Show all"),
    )
    form = {"class": "kb-search", "role": "search", "aria-label": "Relations and map"}
    shown = element("output", {"class": "kb-search__count", "for": "search-q"})
    return element("form", form, element("fieldset", {"disabled": "disabled"}, *fields), shown)


def _machineries(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    nodes = knowledge.graph.nodes
    areas = sorted((nodes[area].title, area) for area in knowledge.layout.areas if area != UNATTACHED)
    yield from ((area, title) for title, area in areas)
    if UNATTACHED in knowledge.layout.areas:
        yield _NONE, "None"


def _choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> Iterator[Element]:
    every = element("option", {"value": ""}, "All")
    each = (element("option", {"value": value}, words) for value, words in options)
    yield from _field(name, label, element("select", {"id": f"search-{name}", "name": name}, every, *each))


def _field(name: str, label: str, control: Element) -> Iterator[Element]:
    yield element("p", {}, element("label", {"for": f"search-{name}"}, label), control)
