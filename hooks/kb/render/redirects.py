"""Old anchors, beside those that have their place."""

import html
import re
from collections.abc import Iterable
from typing import Final

from kb.knowledge import Knowledge
from kb.pages import Page
from kb.redirects import Move, find_moves, is_anchor

# Comments are met first, so that what stands in one is no tag.
_TAG: Final = re.compile(
    r"""<!--.*?-->|<(?P<name>[a-zA-Z][\w-]*)(?=\s)[^<>]*?\sid\s*=\s*(?:"(?P<id>[^"<>]*)"|'(?P<quoted>[^'<>]*)')[^<>]*>""",
    re.DOTALL,
)
# Elements that can hold an empty link; beside any other the link stands before it.
_HOLDERS: Final = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article", "blockquote", "li", "dd", "dt", "td", "th")
)


def with_old_anchors(markup: str, page: Page, knowledge: Knowledge) -> str:
    """Return the HTML of `page` with an empty link for each old anchor, at the element that has its place."""
    moves: dict[str, list[str]] = {}
    for move in find_moves(knowledge, page):
        if _stands(move):
            moves.setdefault(move.new, []).append(move.old)
    if not moves:
        return markup

    def add(tag: re.Match[str]) -> str:
        links = _links(moves.pop(html.unescape(tag["id"] or tag["quoted"] or ""), ()))
        return tag[0] + links if (tag["name"] or "").lower() in _HOLDERS else links + tag[0]

    return _TAG.sub(add, markup)


def _stands(move: Move) -> bool:
    return is_anchor(move.old) and not move.is_taken


def _links(anchors: Iterable[str]) -> str:
    return "".join(f'<a class="kb-moved" id="{html.escape(each)}"></a>' for each in anchors)
