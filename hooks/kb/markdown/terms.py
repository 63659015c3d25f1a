"""Where the glossary meets a page: the terms that it uses, and the anchors of the glossary itself."""

from typing import Final
from xml.etree.ElementTree import Element

from kb.render.elements import append
from kb.render.sheet import Sheet
from kb.render.terms import definitions, mark_terms

USES: Final = "glossary"
ANCHORS: Final = "terms"


def fill_terms(root: Element, sheet: Sheet) -> None:
    """Mark the terms in the tree `root` if it asks for that, and give the terms of a glossary their anchors."""
    glossary = sheet.knowledge.glossary
    for place in [each for each in root.iter("div") if each.get("data-view") in (USES, ANCHORS)]:
        if place.attrib.pop("data-view") == USES:
            append(place, definitions(mark_terms(root, glossary), sheet.knowledge))
            continue
        anchors = {term.title: term.anchor for term in glossary.terms}
        for each in root.iter("dt"):
            if anchor := anchors.get("".join(each.itertext()).strip()):
                each.set("id", anchor)
