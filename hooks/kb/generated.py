"""The pages that the atlas makes of what it knows; each is Markdown with a view in it."""

from collections.abc import Mapping
from typing import Final


def _page(title: str, about: str, view: str, *hidden: str) -> str:
    hide = f"hide: [{', '.join(hidden)}]\n" if hidden else ""
    return f"---\ntitle: {title}\n{hide}search:\n  exclude: true\n---\n\n{about}\n\n/// view | {view}\n///\n"


GENERATED_PAGES: Final[Mapping[str, str]] = {
    "claims.md": _page(
        "All claims",
        "Every claim of the atlas with its page and the works for and against it, the surest grade first.",
        "claims",
    ),
    "references.md": _page(
        "All references",
        "Every work that a page of the atlas cites, with the pages, claims and relations that rest on it.",
        "references",
    ),
    "loops.md": _page(
        "Loops",
        "Where mechanisms feed back into themselves, by which cited steps, and how sure the weakest step is.",
        "loops",
    ),
    "paths.md": _page(
        "Paths",
        "How one page of the atlas bears on another: the shortest way, and the way whose weakest step is surest.",
        "paths",
    ),
    "graph.md": _page(
        "Graph",
        "Every relation between two pages of the atlas, each with its reason, its grade and its works: "
        "first as a table, then as a [map](#map).",
        "graph",
        "toc",
    ),
}
