"""The head of a node's page: what it is, how good its evidence is, and what it says in short."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import REFERENCES, TAKEAWAYS
from kb.evidence import Evidence
from kb.pages import Page
from kb.render.elements import Child, append, count, element, grade_badge, page_link
from kb.render.ready import Html, html
from kb.render.resting import statement
from kb.render.sheet import Sheet
from kb.style.dates import day_words
from kb.vocabulary import Status

GRADES_PAGE: Final = "about/grades.md"
_POINT: Final = "•"


def view_evidence(sheet: Sheet, uri: str) -> Iterator[Child]:
    """Yield the head of the page `uri`."""
    article = sheet.knowledge.articles.get(uri)
    if not article or not article.page.kind:
        return
    page, evidence = article.page, sheet.knowledge.evidence[uri]
    yield element("p", {"class": "kb-summary"}, page.summary)
    line = element("p", {"class": "kb-evidence"})
    if evidence.claims:
        append(line, (sheet.ready(render_strip(evidence)),))
    append(line, (f"{what_it_is(page)}. ", *_evidence(sheet, evidence), *_standing(page)))
    append(line, (f" {count(evidence.minutes, 'minute')} to read.",))
    yield line
    if article.takeaways:
        yield _takeaways(sheet, uri)


def what_it_is(page: Page) -> str:
    """Return the kind of `page` and its level."""
    kind = page.kind.capitalize() if page.kind else ""
    return f"{kind}, {page.level} level" if page.level else kind


def how_sure(evidence: Evidence) -> str:
    """Return how many claims there are of which grade, in words."""
    parts = (f"{number} {grade.words.lower()}" for grade, number in evidence.grades)
    return f"{count(evidence.claims, 'claim')}: {', '.join(parts)}." if evidence.claims else ""


def render_strip(evidence: Evidence) -> Html:
    """Return a mark for each claim, strongest first: a picture of what the words beside it say.

    Each point is painted over with its grade's mark, so that a page of many strips has few elements.
    """
    marks = (html("span", {"class": f"kb-mark kb-mark--{grade}"}, _POINT * number) for grade, number in evidence.grades)
    return html("span", {"aria-hidden": "true", "class": "kb-strip"}, *marks)


def _evidence(sheet: Sheet, evidence: Evidence) -> Iterator[Child]:
    if evidence.claims:
        yield f"{how_sure(evidence)} "
        grades = sheet.knowledge.articles.get(GRADES_PAGE)
        if grades:
            yield page_link(grades.page)
            yield ". "
    if evidence.works:
        yield element("a", {"href": f"#{REFERENCES}"}, f"{count(evidence.works, 'work')} cited")
        yield f", the newest of {evidence.newest}. " if evidence.newest else ". "


def _standing(page: Page) -> Iterator[Child]:
    if page.status is Status.DRAFT:
        yield element("strong", {}, "Draft")
        yield ": not yet held against its sources by a reviewer."
    elif page.reviewed:
        day = page.reviewed
        yield "Last reviewed "
        yield element("time", {"datetime": day.isoformat()}, day_words(day))
        yield "."


def _takeaways(sheet: Sheet, uri: str) -> Element:
    article = sheet.knowledge.articles[uri]
    items = []
    for claim in article.takeaways:
        if claim.grade:
            link = element("a", {"href": f"#{claim.id}"}, statement(claim))
            items.append(element("li", {}, grade_badge(claim.grade), " ", link))
    more = sheet.knowledge.evidence[uri].claims - len(items)
    section = element("section", {"class": "kb-takeaways", "aria-labelledby": TAKEAWAYS})
    section.append(element("h2", {"id": TAKEAWAYS}, "Key takeaways"))
    section.append(element("ul", {"role": "list"}, *items))
    if more > 0:
        section.append(element("p", {}, f"{count(more, 'more claim')}, graded no higher, below."))
    return section
