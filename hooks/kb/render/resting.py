"""What rests on each work: the pages that cite it, and the claims and relations that it carries or speaks against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.anchors import reference_anchor
from kb.claims import Claim
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.prose.headings import plain_text
from kb.render.elements import count, join, ready_badge
from kb.render.ready import Html, html
from kb.render.sheet import Sheet
from kb.vocabulary import GRADES, Grade


@dataclass
class Resting:
    """The uses of one work; of a claim or a relation, whether the work speaks against it."""

    pages: tuple[Page, ...]
    claims: list[tuple[Page, Claim, bool]] = field(default_factory=list)
    relations: list[tuple[Relation, bool]] = field(default_factory=list)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades of what the work carries, strongest first."""
        carried = {claim.grade for _, claim, against in self.claims if not against}
        carried |= {relation.grade for relation, against in self.relations if not against}
        return tuple(grade for grade in GRADES if grade in carried)


def find_resting(knowledge: Knowledge) -> Mapping[str, Resting]:
    """Return what rests on each cited work, by its key, in the order of pages."""
    found = {key: Resting(pages) for key, pages in knowledge.citing.items()}
    for article in knowledge.articles.values():
        for claim in article.claims:
            for against, items in ((False, claim.supports), (True, claim.disputes)):
                for key in dict.fromkeys(item.key for item in items):
                    found[key].claims.append((article.page, claim, against))
    for relation in knowledge.graph.relations:
        for against, items in ((False, relation.cites), (True, relation.disputes)):
            for key in dict.fromkeys(item.key for item in items):
                found[key].relations.append((relation, against))
    return found


def render_resting(key: str, resting: Resting, sheet: Sheet) -> Html:
    """Return the folded list of what rests on the work `key`."""
    parts = [count(len(resting.claims), "claim")] if resting.claims else []
    parts += [count(len(resting.relations), "relation")] if resting.relations else []
    summary = f"Cited on {count(len(resting.pages), 'page')}" + (f", for {' and '.join(parts)}" if parts else "")
    items = (html("li", {}, *use) for use in _uses(key, resting, sheet))
    return html("details", {"class": "kb-resting"}, html("summary", {}, summary), html("ul", {}, *items))


def _uses(key: str, resting: Resting, sheet: Sheet) -> Iterator[tuple[str, ...]]:
    anchor = reference_anchor(key)
    yield ("Pages: ", *join(sheet.link(page, anchor=anchor) for page in resting.pages))
    for page, claim, against in resting.claims:
        badge: tuple[str, ...] = (ready_badge(claim.grade), " ") if claim.grade else ()
        yield (*_side(against), *badge, sheet.link(page, statement(claim), claim.id))
    nodes = sheet.knowledge.graph.nodes
    for relation, against in resting.relations:
        words = f"{nodes[relation.source].title} {relation.type.label} {nodes[relation.target].title}"
        link = sheet.link(relation.page, words, relation.anchor)
        yield (*_side(against), ready_badge(relation.grade), " ", link)


def statement(claim: Claim) -> str:
    """Return what the claim says, without the markup of its author."""
    return plain_text(claim.title) or claim.id or "A claim without a statement"


def _side(against: bool) -> tuple[str, ...]:
    return ("Against: ",) if against else ()
