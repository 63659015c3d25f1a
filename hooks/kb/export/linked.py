"""Terms, claims, relations and works as linked data: JSON-LD in the words of schema.org.

All addresses are relative to the file, so that the data are right wherever the site stands. What schema.org has no word
for comes from RDF (a relation is a reified statement) and from CiTO (a work supports or disputes a claim).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.articles import Article
from kb.citations import CitationItem
from kb.claims import Claim
from kb.export.addresses import page_address, reference_address
from kb.export.formats import json_pieces
from kb.export.works import work_ld
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.vocabulary import RELATION_TYPES, Grade

_ROOT: Final = "../"
_TERMS: Final = "#terms"
_TYPES: Final = "#relation-types"
_LINK: Final = {"@type": "@id"}
_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    "cito": "http://purl.org/spar/cito/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "author": {"@container": "@list"},
    "datePublished": {"@type": "Date"},
    "lastReviewed": {"@type": "Date"},
    **dict.fromkeys(
        ("about", "appearance", "citation", "inDefinedTermSet", "mainEntity", "mainEntityOfPage", "sameAs", "url"),
        _LINK,
    ),
    "isSupportedBy": {"@id": "cito:isSupportedBy", **_LINK},
    "isDisputedBy": {"@id": "cito:isDisputedBy", **_LINK},
    **{name: {"@id": f"rdf:{name}", **_LINK} for name in ("subject", "predicate", "object")},
}
_Node = dict[str, Any]


def graph_jsonld(knowledge: Knowledge) -> Iterator[str]:
    """Yield the graph, its pages, their claims, and the works that claims and relations cite."""
    return json_pieces({"@context": _CONTEXT, "@graph": _nodes(knowledge)})


def _nodes(knowledge: Knowledge) -> Iterator[_Node]:
    yield {"@id": _TERMS, "@type": "DefinedTermSet", "name": "Machineries and mechanisms", "url": _ROOT}
    yield {"@id": _TYPES, "@type": "DefinedTermSet", "name": "Types of relations"}
    for each in RELATION_TYPES.values():
        yield {"@id": _type(each.name), **_term(_TYPES, each.name, each.label)}
    nodes = knowledge.graph.nodes
    works = {key: _ROOT + reference_address(key) for key in sorted({item.key for item in _cited(knowledge)})}
    for page in nodes.values():
        yield from _page(page)
    uris = {page.uri for page in nodes.values()}
    for article in knowledge.articles.values():
        for claim in article.claims:
            yield _claim(article, claim, works, is_node=article.page.uri in uris)
    for relation in knowledge.graph.relations:
        yield _relation(relation, nodes[relation.target], works)
    for key in works:
        if key in knowledge.bibliography:
            yield work_ld(knowledge.bibliography[key], _ROOT)


def _page(page: Page) -> Iterator[_Node]:
    yield {
        "@id": _term_of(page),
        **_term(_TERMS, page.id, page.title),
        "description": page.summary,
        "alternateName": list(page.aliases),
        "mainEntityOfPage": _place(page),
    }
    yield {
        "@id": _place(page),
        "@type": "WebPage",
        "name": page.title,
        "keywords": [word for word in (page.kind, page.level) if word],
        "creativeWorkStatus": page.status,
        "mainEntity": _term_of(page),
        **({"lastReviewed": page.reviewed.isoformat()} if page.reviewed else {}),
    }


def _term(terms: str, code: str, name: str) -> _Node:
    return {"@type": "DefinedTerm", "termCode": code, "name": name, "inDefinedTermSet": terms}


def _claim(article: Article, claim: Claim, works: Mapping[str, str], *, is_node: bool) -> _Node:
    page = article.page
    return {
        **({"@id": _place(page, claim.id)} if claim.id else {}),
        "@type": "Claim",
        "text": claim.title,
        "appearance": _place(page),
        **({"about": _term_of(page)} if is_node else {}),
        **_evidence(claim.grade, claim.supports, claim.disputes, works),
    }


def _relation(relation: Relation, target: Page, works: Mapping[str, str]) -> _Node:
    source = relation.page
    ends = _term_of(source), _term_of(target)
    return {
        "@id": _place(source, relation.anchor),
        "@type": ["Claim", "rdf:Statement"],
        "name": f"{source.title} {relation.type.label} {target.title}",
        "text": relation.why,
        **({"disambiguatingDescription": relation.when} if relation.when else {}),
        "about": list(ends),
        "subject": ends[0],
        "predicate": _type(relation.type.name),
        "object": ends[1],
        "appearance": _place(source),
        **_evidence(relation.grade, relation.cites, relation.disputes, works),
    }


def _evidence(
    grade: Grade | None, supports: Iterable[CitationItem], disputes: Iterable[CitationItem], works: Mapping[str, str]
) -> _Node:
    yes, no = ([works[item.key] for item in items] for items in (supports, disputes))
    found: _Node = {"citation": yes + no, "isSupportedBy": yes, "isDisputedBy": no}
    if grade:
        rating = {"@type": "Rating", "ratingValue": grade, "alternateName": grade.words}
        found["review"] = {"@type": "ClaimReview", "reviewRating": rating}
    return found


def _cited(knowledge: Knowledge) -> Iterator[CitationItem]:
    for article in knowledge.articles.values():
        for claim in article.claims:
            yield from (*claim.supports, *claim.disputes)
    for relation in knowledge.graph.relations:
        yield from (*relation.cites, *relation.disputes)


def _place(page: Page, anchor: str = "") -> str:
    return _ROOT + page_address(page, anchor)


def _term_of(page: Page) -> str:
    # The notion is not the page about it.
    return _place(page, "term")


def _type(name: str) -> str:
    return f"#{name}"
