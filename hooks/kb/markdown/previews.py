"""Where previews meet a page: at its end, once for each node that it links to."""

from typing import Final
from xml.etree.ElementTree import Element

from kb.render.elements import append
from kb.render.previews import mark_previews, previews
from kb.render.sheet import Sheet

PREVIEWS: Final = "previews"


def fill_previews(root: Element, sheet: Sheet) -> None:
    """Give the links in the tree `root` their previews where `/// view | previews uri` asks for them."""
    for place in root.iter("div"):
        name, _, uri = place.get("data-view", "").partition(" ")
        if name == PREVIEWS:
            del place.attrib["data-view"]
            append(place, previews(mark_previews(root, sheet.knowledge, uri.strip()), sheet))
            return
