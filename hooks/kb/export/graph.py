"""The graph as JSON: complete, and with what a reader needs to say it in words."""

from typing import Any, Final

from kb.claims import Claim
from kb.export.addresses import page_address
from kb.export.formats import json_text
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.vocabulary import GRADES, RELATION_TYPES

VERSION: Final = 1


def graph_json(knowledge: Knowledge) -> str:
    """Return grades, types, nodes and relations, in stable order, under sorted names."""
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
        "nodes": [_node(knowledge, page) for page in graph.nodes.values()],
        "relations": [_relation(relation) for relation in graph.relations],
    }
    return json_text(data)


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
