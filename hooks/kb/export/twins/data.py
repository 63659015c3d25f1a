"""What the page of a node says, as data."""

from collections.abc import Iterable
from typing import Final

from kb.articles import Article
from kb.citations import CitationItem
from kb.export.addresses import page_address
from kb.export.citing import public_address
from kb.export.formats import json_text
from kb.export.twins.shelf import Shelf

VERSION: Final = 1


def page_json(shelf: Shelf, article: Article, site_url: str = "") -> str:
    """Return the node of the page, its claims, its relations, and the works of all of these."""
    knowledge, page = shelf.knowledge, article.page
    works = shelf.works(page)
    return json_text(
        {
            "version": VERSION,
            "id": page.id,
            "title": page.title,
            "kind": page.kind,
            "level": page.level,
            "status": page.status,
            "reviewed": page.reviewed.isoformat() if page.reviewed else None,
            "changes": {day.isoformat(): text for day, text in page.changes},
            "summary": page.summary,
            "aliases": list(page.aliases),
            "url": public_address(page, site_url) or page_address(page),
            "claims": [
                {
                    "id": claim.id,
                    "title": claim.title,
                    "grade": claim.grade,
                    "supports": _keys(claim.supports),
                    "disputes": _keys(claim.disputes),
                }
                for claim in article.claims
            ],
            "relations": [
                {
                    "type": edge.relation.type.name,
                    "label": edge.label,
                    "page": edge.other,
                    "declared": not edge.is_implied,
                    "why": edge.relation.why,
                    "when": edge.relation.when,
                    "grade": edge.relation.grade,
                    "supports": _keys(edge.relation.cites),
                    "disputes": _keys(edge.relation.disputes),
                }
                for edge in knowledge.graph.neighbourhood(page.id)
            ],
            "references": {key: {"text": shelf.reference(key, works), "doi": shelf.doi(key, works)} for key in works},
        }
    )


def _keys(items: Iterable[CitationItem]) -> list[str]:
    return [item.key for item in items]
