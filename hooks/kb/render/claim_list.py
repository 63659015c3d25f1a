"""The page of all claims, strongest grade first."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.claims import Claim
from kb.pages import Page
from kb.render.elements import Child, count, element, ready_badge
from kb.render.forms import choice_control, filter_form, text_control
from kb.render.ready import html
from kb.render.resting import statement
from kb.render.sheet import Sheet, paragraph
from kb.vocabulary import GRADES

_LIST: Final = "claim-list"
_FILES: Final = (("claims.json", "JSON"), ("claims.csv", "a table"))


def view_claims(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield every claim of the atlas with its place and its works: by grade, then by page."""
    articles = sorted(sheet.knowledge.articles.values(), key=lambda each: (each.page.title.casefold(), each.page.uri))
    claims = [(article.page, claim) for article in articles for claim in article.claims]
    json, table = (element("a", {"href": f"/assets/{name}"}, words) for name, words in _FILES)
    yield element("p", {}, f"{count(len(claims), 'claim')}, also as ", json, " and as ", table, ".")
    pages = {page.id: page.title for page, _ in claims}
    grades = {claim.grade for _, claim in claims}
    yield filter_form(
        _LIST,
        "claims",
        text_control("Words"),
        choice_control("Grade", "grade", ((grade, grade.words) for grade in GRADES if grade in grades)),
        choice_control("Page", "page", pages.items()),
    )
    whole = element("div", {"id": _LIST})
    for grade in (*GRADES, None):
        if grade in grades:
            items = (_item(sheet, page, claim) for page, claim in claims if claim.grade is grade)
            heading = element("h2", {"id": f"grade-{grade or 'none'}"}, grade.words if grade else "Without a grade")
            whole.append(element("section", {"data-group": ""}, heading, element("ul", {"role": "list"}, *items)))
    yield element("div", {"class": "kb-claims"}, whole)


def _item(sheet: Sheet, page: Page, claim: Claim) -> Element:
    attributes = {"class": "kb-claims__item", "data-item": "", "data-grade": claim.grade or "", "data-page": page.id}
    link = html("p", {"class": "kb-claims__statement"}, sheet.link(page, statement(claim), claim.id))
    badge = ready_badge(claim.grade) if claim.grade else html("mark", {"class": "kb-missing"}, "no grade")
    line = (sheet.ready(badge, " On ", sheet.link(page), "."), *sheet.sources(claim.supports, claim.disputes))
    return element("li", attributes, sheet.ready(link), paragraph("kb-sources", line))
