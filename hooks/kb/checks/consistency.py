"""Rules about what several places say of the same thing."""

from collections.abc import Iterator
from typing import Final

from kb.articles import Article
from kb.claims import Claim
from kb.diagnostics import Diagnostic, diagnose
from kb.glossary import URI as GLOSSARY
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.vocabulary import Level

_LEVELS: Final = tuple(Level)


def grade_disagreement(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A relation and a claim of its page that links to the target and rests on the same works have one grade."""
    for article in knowledge.articles.values():
        for relation in article.relations:
            for claim in _same_evidence(knowledge, article, relation):
                if claim.grade and claim.grade is not relation.grade:
                    message = f"the relation is graded {relation.grade}, the claim '{claim.id}' {claim.grade}"
                    place = relation.places.get("grade", relation.span)
                    hint = "the same works carry both: give both the lower grade"
                    yield diagnose(article.page.source, place, "grade-disagreement", message, hint)


def _same_evidence(knowledge: Knowledge, article: Article, relation: Relation) -> Iterator[Claim]:
    works = {item.key for item in relation.cites}
    for claim in article.claims:
        if works and works == {item.key for item in claim.supports}:
            inside = [link for link in article.wikilinks if claim.body.start <= link.span.start < claim.body.end]
            pages = (knowledge.find_page(link.target) for link in inside if link.target)
            if any(page and page.id == relation.target for page in pages):
                yield claim


def unbridged_levels(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A relation across levels of description rests on a work that both pages cite, else a note says so."""
    nodes = knowledge.graph.nodes
    for relation in knowledge.graph.relations:
        source, target = relation.page, nodes[relation.target]
        if not source.level or not target.level:
            continue
        if abs(_LEVELS.index(source.level) - _LEVELS.index(target.level)) < 2:
            continue
        known = knowledge.articles[target.uri].keys
        if not any(item.key in known for item in relation.cites):
            message = f"from the {source.level} to the {target.level} level, and no cited work is cited by both pages"
            hint = "cite a work that measures both, if there is one"
            place = relation.places.get("cites", relation.span)
            yield diagnose(source.source, place, "unbridged-levels", message, hint)


def duplicate_term(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """The glossary explains no term twice."""
    seen: dict[str, str] = {}
    for term in knowledge.glossary.terms:
        for name in term.names:
            first = seen.setdefault(name.casefold(), term.title)
            if first is not term.title:
                source = knowledge.articles[GLOSSARY].page.source
                message = f"'{name}' is already explained under '{first}'"
                yield diagnose(source, term.span, "duplicate-term", message, "keep one of the two")


CHECKS: Final = (duplicate_term, grade_disagreement, unbridged_levels)
