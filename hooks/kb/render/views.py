"""Views: what the atlas knows, set into a page where it says `/// view | name argument`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kb.glossary import URI as GLOSSARY
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.backlinks import backlinks
from kb.render.citing import view_cite_page
from kb.render.claim_list import view_claims
from kb.render.claims import view_evidence
from kb.render.elements import Child
from kb.render.graph import view_graph, view_nodes
from kb.render.loops import view_loops
from kb.render.paths import view_paths
from kb.render.reference_list import view_references
from kb.render.related import view_related
from kb.render.sheet import Sheet

View = Callable[[Sheet, str], Iterable[Child]]

VIEWS: Final[Mapping[str, View]] = {
    "claims": view_claims,
    "cite-page": view_cite_page,
    "evidence": view_evidence,
    "graph": view_graph,
    "loops": view_loops,
    "nodes": view_nodes,
    "paths": view_paths,
    "references": view_references,
    "related": view_related,
}


def frame(markdown: str, page: Page, knowledge: Knowledge) -> str:
    """Return the Markdown of `page`, between what every node's page has before and after its text."""
    if page.uri == GLOSSARY:
        return f"{markdown}\n\n/// view | terms\n///\n"
    if not page.kind:
        return markdown
    after = "".join(f"/// view | {name} {page.id}\n///\n\n" for name in ("related", "loops"))
    cite = f"\n\n/// view | cite-page {page.uri}\n///\n\n/// view | glossary\n///\n"
    return f"/// view | evidence {page.uri}\n///\n\n{markdown}\n\n{after}{backlinks(knowledge, page)}{cite}"


def unreadable(page: Page) -> str:
    """Return the Markdown of a page whose front matter can't be read, under a mark that says so."""
    marks = "\n".join(f'!!! failure "{_quoted(str(each))}"\n' for each in page.problems)
    return f"{marks}\n{page.source.text[page.body.start :]}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "”").replace("<", "&lt;")
