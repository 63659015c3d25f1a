"""Gaps: where the atlas is thin, for those who look for something to do.

Nothing here is wrong; `kb.checks` tells that. Ages are counted to the newest review of any page and not to today, so
that the same sources always have the same gaps.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from kb.anchors import reference_anchor
from kb.articles import Article
from kb.bibliography import check_of
from kb.bibliography.records import PARTLY
from kb.citations import CitationItem
from kb.claims import Claim
from kb.glossary import Glossary, parse_glossary
from kb.knowledge import Knowledge
from kb.links import resolve
from kb.pages import Page
from kb.prose import read_prose
from kb.prose.headings import plain_text
from kb.richtext import plain
from kb.vocabulary import GRADES, LASTING, Grade, Status

WANTED: Final = "contributing/wanted.md"
LAPSE: Final = 2
"""Years after which a page should be held against its sources again."""


class Gap(NamedTuple):
    """What is thin, in plain words, and where: an anchor of the page `uri`; `detail` says how.

    `keys` are the works that carry it now, `pages` those that would gain.
    """

    uri: str
    anchor: str
    words: str
    detail: str = ""
    keys: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()


def find_wanted(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the terms of the list of wanted pages that no page has for its name: most used first."""
    article = knowledge.articles.get(WANTED)
    listed = parse_glossary(article.page.source.text).terms if article else ()
    wanted = Glossary(tuple(term for term in listed if not any(map(knowledge.find_page, term.names))))
    users: dict[str, list[Page]] = {term.title: [] for term in wanted.terms}
    for node in _nodes(knowledge) if users else ():
        prose = read_prose(node.page.source.text).text[node.page.body.start :]
        for title in {term.title for _, _, term in wanted.find_uses(prose)}:
            users[title].append(node.page)
    for term in sorted(wanted.terms, key=lambda term: (-len(users[term.title]), term.title.casefold())):
        yield Gap(WANTED, "", term.title, term.definition, pages=tuple(users[term.title]))


def find_drafts(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the nodes that are drafts."""
    for node in _nodes(knowledge):
        if node.page.status is Status.DRAFT:
            yield _page_gap(node.page, node.page.summary)


def find_lapsed(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the nodes that are no drafts and whose review lapsed: those without a day first, then the oldest."""
    newest = knowledge.newest_review
    due = (newest.year - LAPSE, newest.month, newest.day)
    found = [node.page for node in _nodes(knowledge) if node.page.status is not Status.DRAFT]
    for page in sorted(found, key=lambda page: page.reviewed or datetime.date.min):
        if not page.reviewed:
            yield _page_gap(page, "no day of review")
        elif (page.reviewed.year, page.reviewed.month, page.reviewed.day) < due:
            yield _page_gap(page, f"reviewed on {page.reviewed}")


def find_single_claims(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the claims that one work carries, surest first; a theoretical claim needs none."""
    found = [
        (page, claim, claim.grade)
        for page, claim in _claims(knowledge)
        if claim.grade and claim.grade is not Grade.THEORETICAL and len(_keys(claim.supports)) == 1
    ]
    for page, claim, grade in sorted(found, key=lambda each: GRADES.index(each[2])):
        yield _claim_gap(page, claim, f"{grade.words}, on {page.title}")


def find_single_relations(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the relations that one work carries, surest first; a theoretical one is an inference."""
    nodes = knowledge.graph.nodes
    relations = sorted(knowledge.graph.relations, key=lambda each: GRADES.index(each.grade))
    for each in relations:
        if each.grade is not Grade.THEORETICAL and len(_keys(each.cites)) == 1:
            words = f"{nodes[each.source].title} {each.type.label} {nodes[each.target].title}"
            yield Gap(each.page.uri, each.anchor, words, each.grade.words, _keys(each.cites))


def find_aged(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the graded claims whose newest supporting work is older than `kb.vocabulary.LASTING`, oldest first."""
    now = knowledge.newest_review.year
    found: list[tuple[int, Page, Claim]] = []
    for page, claim in _claims(knowledge):
        works = [knowledge.bibliography[key] for key in _keys(claim.supports) if key in knowledge.bibliography]
        dates = [work.date for work in works if work.date]
        # A work without a date is in press.
        if not page.level or not works or len(dates) < len(works) or claim.grade in (None, Grade.THEORETICAL):
            continue
        newest = max(dates).year
        if now - newest > LASTING[page.level]:
            found.append((newest, page, claim))
    for newest, page, claim in sorted(found, key=lambda each: each[0]):
        yield _claim_gap(page, claim, f"newest support {newest}, {page.level} level, on {page.title}")


def find_partly_checked(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the cited works of whose entries a part is unconfirmed: those that most pages cite first."""
    for key, pages in sorted(knowledge.citing.items(), key=lambda each: (-len(each[1]), each[0])):
        entry = knowledge.bibliography.get(key)
        record = check_of(entry) if entry else None
        if record and record.level == PARTLY:
            yield Gap("references.md", reference_anchor(key), key, f"not seen: {plain(record.note)}", pages=pages)


def find_orphans(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the nodes to which no link and no relation leads from another node."""
    reached = {uri for uris in _ways(knowledge).values() for uri in uris}
    for node in _nodes(knowledge):
        if node.page.uri not in reached:
            yield _page_gap(node.page, node.page.summary)


def find_dead_ends(knowledge: Knowledge) -> Iterator[Gap]:
    """Yield the nodes from which no link and no relation leads to another node."""
    ways = _ways(knowledge)
    for node in _nodes(knowledge):
        if not ways[node.page.uri]:
            yield _page_gap(node.page, node.page.summary)


def _nodes(knowledge: Knowledge) -> list[Article]:
    """Return the articles of nodes in the order of their titles."""
    found = (article for article in knowledge.articles.values() if article.page.kind)
    return sorted(found, key=lambda each: (each.page.title.casefold(), each.page.uri))


def _claims(knowledge: Knowledge) -> Iterator[tuple[Page, Claim]]:
    for node in _nodes(knowledge):
        yield from ((node.page, claim) for claim in node.claims)


def _ways(knowledge: Knowledge) -> dict[str, set[str]]:
    """Return, for each node's uri, those of the other nodes that one click on its page opens."""
    found: dict[str, set[str]] = {}
    nodes = {page.uri for page in knowledge.graph.nodes.values()}
    for node in _nodes(knowledge):
        named = (knowledge.find_page(link.target) for link in node.wikilinks if link.target)
        uris = {page.uri for page in named if page}
        uris |= {resolve(node.page.uri, link.path) for link in node.links}
        edges = knowledge.graph.neighbourhood(node.page.id)
        uris |= {knowledge.graph.nodes[edge.other].uri for edge in edges}
        found[node.page.uri] = (uris & nodes) - {node.page.uri}
    return found


def _keys(items: tuple[CitationItem, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.key for item in items))


def _page_gap(page: Page, detail: str) -> Gap:
    return Gap(page.uri, "", page.title, detail)


def _claim_gap(page: Page, claim: Claim, detail: str) -> Gap:
    return Gap(page.uri, claim.id, plain_text(claim.title) or claim.id, detail, _keys(claim.supports))


GAPS: Final[Mapping[str, Callable[[Knowledge], Iterator[Gap]]]] = {
    "wanted": find_wanted,
    "drafts": find_drafts,
    "single-source-claims": find_single_claims,
    "single-source-relations": find_single_relations,
    "aged-claims": find_aged,
    "partly-checked-works": find_partly_checked,
    "lapsed-reviews": find_lapsed,
    "orphans": find_orphans,
    "dead-ends": find_dead_ends,
}
"""What finds each kind of gap, by the anchor of its section on the page of gaps, whose text is in `kb.generated`."""
