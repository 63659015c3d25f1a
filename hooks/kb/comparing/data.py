"""A comparison as JSON."""

from typing import Any

from kb.comparing.model import Change, Comparison, Reference, Statement
from kb.comparing.words import (
    claim_words,
    field_changes,
    page_details,
    page_words,
    reference_words,
    relation_words,
    summary,
)
from kb.export.formats import json_text
from kb.pages import Page


def to_json(comparison: Comparison, base: str) -> str:
    """Return what changed since `base`: of every change what happened, and what there was before and is after it."""
    return json_text(
        {
            "base": base,
            "summary": summary(comparison),
            "claims": [_statement(each, claim_words(each)) for each in comparison.claims],
            "relations": [_statement(each, relation_words(each)) for each in comparison.relations],
            "references": [_reference(each) for each in comparison.references],
            "pages": [_page(each) for each in comparison.pages],
            "unread": comparison.unread,
        }
    )


def _statement(change: Change[Statement], words: tuple[str, ...]) -> dict[str, Any]:
    return {"what": words, "before": _side(change.before), "after": _side(change.after)}


def _side(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "path": statement.page.source.path,
        "id": statement.id,
        "name": statement.name,
        "wording": statement.wording,
        "grade": statement.grade,
        "supports": sorted(statement.supports),
        "disputes": sorted(statement.disputes),
        "rest": statement.rest,
    }


def _reference(change: Change[Reference]) -> dict[str, Any]:
    fields = [{"name": name, "before": old, "after": new} for name, old, new in field_changes(change)]
    return {
        "what": reference_words(change),
        "key": change.item.key,
        "reference": change.item.text,
        "link": change.item.link,
        "fields": fields,
    }


def _page(change: Change[Page]) -> dict[str, Any]:
    return {
        "what": page_words(change),
        "before": change.before and change.before.source.path,
        "after": change.after and change.after.source.path,
        "title": change.item.title,
        "details": tuple(page_details(change)),
    }
