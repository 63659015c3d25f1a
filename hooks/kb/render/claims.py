"""Claims."""

from xml.etree.ElementTree import Element, SubElement

from kb.claims import Claim
from kb.render.elements import append, element, grade_badge, missing
from kb.render.sheet import Sheet, paragraph


def open_claim(parent: Element, claim: Claim) -> Element:
    """Add to `parent` the section of `claim`, headed by its grade and statement, and return it."""
    attributes = {"class": f"kb-claim kb-claim--{claim.grade or 'ungraded'}"}
    if claim.id:
        attributes["id"] = claim.id
    section = SubElement(parent, "section", attributes)
    # A paragraph from `close_claim` on: until then a list of definitions would take it for its first term.
    title = SubElement(section, "div", {"class": "kb-claim__title"})
    append(title, (grade_badge(claim.grade) if claim.grade else missing("no grade"), " "))
    if claim.title:
        # The statement is the author's Markdown: it is left for the inline patterns.
        SubElement(title, "span", {"class": "kb-claim__statement"}).text = claim.title
    else:
        title.append(missing("no statement"))
    if claim.id:
        # A plain link, whose address docs/assets/copy.js also copies.
        link = {"class": "kb-share", "href": f"#{claim.id}", "title": "Link to this claim"}
        append(title, (" ", element("a", link, "Link")))
    return section


def close_claim(section: Element, claim: Claim, sheet: Sheet) -> None:
    """Add to the claim's section the works for and against it."""
    section[0].tag = "p"
    if claim.supports or claim.disputes:
        section.append(paragraph("kb-sources", sheet.sources(claim.supports, claim.disputes)))
