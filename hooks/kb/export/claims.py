"""All claims, as JSON and as a table."""

from collections.abc import Iterator
from typing import Any, Final

from kb.claims import Claim
from kb.export.addresses import page_address
from kb.export.formats import csv_text, json_pieces
from kb.knowledge import Knowledge
from kb.pages import Page

VERSION: Final = 1
_COLUMNS: Final = ("id", "page", "title", "grade", "supports", "disputes", "path", "url")


def claims_json(knowledge: Knowledge) -> Iterator[str]:
    """Yield every claim by page, in reading order.

    `title` is the author's Markdown; `path` is the source below docs/ with the claim's anchor, `url` the element on the
    site, from its root.
    """
    claims = (_claim(page, claim) for page, claim in knowledge.claims)
    return json_pieces({"version": VERSION, "claims": claims})


def claims_csv(knowledge: Knowledge) -> str:
    """Return the same as a table, with citation keys joined by "; "."""
    claims = (_claim(page, claim) for page, claim in knowledge.claims)
    return csv_text(_COLUMNS, ([_cell(claim[name]) for name in _COLUMNS] for claim in claims))


def _claim(page: Page, claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "page": page.id,
        "title": claim.title,
        "grade": claim.grade,
        "supports": [item.key for item in claim.supports],
        "disputes": [item.key for item in claim.disputes],
        "path": f"{page.uri}#{claim.id}",
        "url": page_address(page, claim.id),
    }


def _cell(value: str | list[str] | None) -> str:
    return "; ".join(value) if isinstance(value, list) else value or ""
