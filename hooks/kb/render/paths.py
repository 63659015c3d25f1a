"""The page that asks how one node reaches another; docs/assets/paths.js answers."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.render.elements import Child, element
from kb.render.sheet import Sheet

_GRAPH: Final = "../assets/graph.json"


def view_paths(sheet: Sheet, graph: str) -> Iterator[Child]:
    """Yield the form of two nodes; `graph` is the address of graph.json as seen from the page.

    Without an address the page is taken for one at the top of the site. The form is hidden until the script shows it.
    """
    form = {"class": "kb-paths", "data-graph": graph or _GRAPH, "method": "get", "hidden": "hidden"}
    yield element(
        "form",
        form,
        *_choice(sheet, "from", "From"),
        *_choice(sheet, "to", "To"),
        element("button", {"type": "submit", "class": "md-button"}, "Find the paths"),
        element("output", {"class": "kb-paths__answer", "aria-live": "polite", "for": "paths-from paths-to"}),
    )
    table = element("a", {"href": "/graph.md#table"}, "table of all relations")
    yield element("noscript", {}, element("p", {}, "Paths are found by a script. Without it, see the ", table, "."))


def _choice(sheet: Sheet, name: str, label: str) -> Iterator[Element]:
    nodes = sorted(sheet.knowledge.graph.nodes.values(), key=lambda page: (page.title.casefold(), page.id))
    none = element("option", {"value": ""}, "Choose a page")
    options = (element("option", {"value": page.id}, page.title) for page in nodes)
    yield element("label", {"for": f"paths-{name}"}, label)
    yield element("select", {"id": f"paths-{name}", "name": name, "required": "required"}, none, *options)
