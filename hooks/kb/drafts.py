"""The first text of a page."""

from typing import Final

from kb.formatting import written
from kb.prose.headings import slugify
from kb.style.order import folded
from kb.vocabulary import Kind, Level, Status

SUMMARY: Final = "Not described yet."

_SECTIONS: Final = (
    (
        "How it works",
        "The steps, from what sets it off to what comes of it. Write citation keys with an at-sign, within square "
        "brackets; docs/contributing/citing.md shows how.",
    ),
    (
        "The evidence",
        'Claims, each a block with a grade and with the works for and against it: see "Claims" in '
        "docs/contributing/writing.md. Give samples and effect sizes.",
    ),
    ("What contests it", "What speaks against it, and what nobody has shown yet."),
)
_LAST: Final = {
    Kind.MECHANISM: ("Where it acts", "The machineries that it is at work in, with links to their pages."),
    Kind.MACHINERY: ("Relation to insecurity", "How it bears on insecurity, with links to the mechanisms between."),
}
_FIRST: Final = (
    "Say here what it is, plainly, so that a stranger understands it. Then take this comment, the ones below and the "
    "sentence above out, and write the summary anew. How it bears on other pages is told in the front matter: "
    "docs/contributing/relating.md."
)


def propose_id(title: str) -> str:
    """Return the id of a page with `title`: lower case, words joined by hyphens; "" when nothing is left of it."""
    return slugify(folded(title).replace("_", " ")).strip("-")


def build_draft(title: str, kind: Kind, level: Level, summary: str = SUMMARY) -> str:
    """Return a page that says that it is not written yet, with a hint in a comment below each heading."""
    fields = {"title": title, "kind": kind, "level": level, "summary": summary, "status": Status.DRAFT}
    front = "".join(f"{name}: {written(value, is_inline=False)}\n" for name, value in fields.items())
    sections = "".join(f"\n## {heading}\n\n<!-- {hint} -->\n" for heading, hint in (*_SECTIONS, _LAST[kind]))
    return f"---\n{front}---\n\nThis page is not written yet.\n\n<!-- {_FIRST} -->\n{sections}"
