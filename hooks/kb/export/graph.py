"""The graph as JSON: complete, and with what a reader needs to say it in words."""

from collections.abc import Iterator
from typing import Any, Final

from kb.citations import Citation, CitationItem
from kb.claims import Claim
from kb.export.addresses import page_address, reference_address
from kb.export.formats import json_pieces
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.richtext import plain
from kb.style import build_works, format_citation
from kb.text import NOWHERE
from kb.vocabulary import GRADES, RELATION_TYPES

VERSION: Final = 1


def graph_json(knowledge: Knowledge) -> Iterator[str]:
    """Yield grades, types, nodes, relations and the works that these cite, in stable order, under sorted names."""
    graph = knowledge.graph
    data = {
        "$schema": "graph.schema.json",
        "version": VERSION,
        "grades": [{"name": grade, "words": grade.words} for grade in GRADES],
        "types": [
            {
                "name": each.name,
                "label": each.label,
                "inverse": each.inverse,
                "sign": each.sign,
                "kind": each.kind,
                "symmetric": each.is_symmetric,
            }
            for each in RELATION_TYPES.values()
        ],
        "nodes": (_node(knowledge, page) for page in graph.nodes.values()),
        "relations": (_relation(relation) for relation in graph.relations),
        "works": _works(knowledge),
    }
    return json_pieces(data)


def _node(knowledge: Knowledge, page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": page.title,
        "kind": page.kind,
        "level": page.level,
        "status": page.status,
        "reviewed": page.reviewed.isoformat() if page.reviewed else None,
        "summary": page.summary,
        "aliases": list(page.aliases),
        "path": page.uri,
        "url": page_address(page),
        "claims": [_claim(claim) for claim in knowledge.articles[page.uri].claims],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id, "grade": claim.grade, "title": claim.title}


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "source": relation.source,
        "type": relation.type.name,
        "target": relation.target,
        "label": relation.type.label,
        "sign": relation.type.sign,
        "kind": relation.type.kind,
        "symmetric": relation.type.is_symmetric,
        "why": relation.why,
        "when": relation.when,
        "grade": relation.grade,
        "cites": [item.key for item in relation.cites],
        "disputes": [item.key for item in relation.disputes],
        "anchor": relation.anchor,
        "url": page_address(relation.page, relation.anchor),
    }


def _works(knowledge: Knowledge) -> dict[str, Any]:
    relations = knowledge.graph.relations
    keys = sorted({item.key for each in relations for item in (*each.cites, *each.disputes)})
    known = knowledge.bibliography
    # Of all that the atlas cites, so that letters after years are those of the page of all references.
    works = build_works(known[key] for key in knowledge.citing if key in known)

    def text(key: str) -> str:
        citation = Citation(NOWHERE, (CitationItem(key, NOWHERE),))
        return plain(format_citation(citation, works)).removeprefix("(").removesuffix(")")

    return {key: {"text": text(key), "url": reference_address(key)} for key in keys}
