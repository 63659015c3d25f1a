"""Gaps as JSON."""

from collections.abc import Iterator
from typing import Any, Final

from kb.export.addresses import page_address
from kb.export.formats import json_pieces
from kb.gaps import GAPS, Gap
from kb.knowledge import Knowledge

VERSION: Final = 1


def gaps_json(knowledge: Knowledge) -> Iterator[str]:
    """Yield the gaps of each kind in the order of the page of gaps.

    `path` is the source below docs/ with its anchor, `url` the place on the site, from its root.
    """
    kinds = {kind: (_gap(gap) for gap in find(knowledge)) for kind, find in GAPS.items()}
    return json_pieces({"version": VERSION, "gaps": kinds})


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "text": gap.words,
        "detail": gap.detail,
        "path": gap.uri + (f"#{gap.anchor}" if gap.anchor else ""),
        "url": page_address(gap.uri, gap.anchor),
        "works": list(gap.keys),
        "pages": [page.id for page in gap.pages],
    }
