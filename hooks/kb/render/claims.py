"""Claims, and the line that sums them up at the top of a page."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from kb.claims import Claim
from kb.knowledge import Article, Knowledge
from kb.render.elements import Child, append, count, element, grade_badge, missing
from kb.render.sheet import Sheet, paragraph
from kb.vocabulary import GRADES, Status


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
        link = {"class": "headerlink", "href": f"#{claim.id}", "title": "Link to this claim"}
        title.append(element("a", link, "¶"))
    return section


def close_claim(section: Element, claim: Claim, sheet: Sheet) -> None:
    """Add to the claim's section the works for and against it."""
    section[0].tag = "p"
    if claim.supports or claim.disputes:
        section.append(paragraph("kb-sources", sheet.sources(claim.supports, claim.disputes)))


def view_evidence(sheet: Sheet, uri: str) -> Iterator[Child]:
    """Yield the head of the page `uri`: its summary, what it is, and how good its evidence is."""
    knowledge = sheet.knowledge
    article = knowledge.articles.get(uri)
    if not article or not article.page.kind:
        return
    page = article.page
    yield element("p", {"class": "kb-summary"}, page.summary)
    line = element("p", {"class": "kb-evidence"})
    what = f"{article.page.kind.capitalize()}, {page.level} level" if page.level else article.page.kind.capitalize()
    append(line, (f"{what}. ", *_evidence(knowledge, article)))
    yield line


def _evidence(knowledge: Knowledge, article: Article) -> Iterator[Child]:
    claims = article.claims
    grades = Counter(claim.grade for claim in claims)
    if claims:
        parts = [f"{grades[grade]} {grade.words.lower()}" for grade in GRADES if grades[grade]]
        yield f"{count(len(claims), 'claim')}: " + ", ".join(parts) + ". "
    entries = [knowledge.bibliography[key] for key in {i.key for i in article.cited} if key in knowledge.bibliography]
    if entries:
        yield count(len(entries), "work") + " cited"
        years = [entry.date.year for entry in entries if entry.date]
        yield f", the newest of {max(years)}. " if years else ". "
    page = article.page
    if page.status is Status.DRAFT:
        yield element("strong", {}, "Draft")
        yield ": not yet held against its sources by a reviewer."
    elif page.reviewed:
        day = page.reviewed
        yield f"Last reviewed {day.day} {day:%B} {day.year}."
