"""Views: what the atlas knows, set into a page where it says `/// view | name argument`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kb.generated import GENERATED_PAGES
from kb.glossary import URI as GLOSSARY
from kb.indices import FOLDER as INDICES
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.backlinks import backlinks
from kb.render.citing import view_cite_page
from kb.render.claim_list import view_claims
from kb.render.elements import Child
from kb.render.gaps import view_gaps
from kb.render.graph import view_graph
from kb.render.head import view_evidence
from kb.render.home import view_grades, view_nodes, view_numbers, view_reading_path, view_small_map
from kb.render.indices import view_index, view_indices
from kb.render.loops import view_loops
from kb.render.news import view_news
from kb.render.onward import view_onward
from kb.render.paths import view_paths
from kb.render.reference_list import view_references
from kb.render.related import view_related
from kb.render.sheet import Sheet

View = Callable[[Sheet, str], Iterable[Child]]

HERE: Final = "here"
"""The view that shows nothing and says which page this is."""

SEPARATOR: Final = " // "
"""What stands between views of one block: no address of a page has it."""

VIEWS: Final[Mapping[str, View]] = {
    "claims": view_claims,
    "cite-page": view_cite_page,
    "evidence": view_evidence,
    "gaps": view_gaps,
    "grades": view_grades,
    "graph": view_graph,
    "index": view_index,
    "indices": view_indices,
    "loops": view_loops,
    "news": view_news,
    "nodes": view_nodes,
    "numbers": view_numbers,
    "onward": view_onward,
    "paths": view_paths,
    "reading-path": view_reading_path,
    "references": view_references,
    "related": view_related,
    "small-map": view_small_map,
}


def frame(markdown: str, page: Page, knowledge: Knowledge) -> str:
    """Return the Markdown of `page`, between what pages have before and after their text: most of it a node's."""
    here = f"{HERE} {page.uri}"
    if page.uri in GENERATED_PAGES or page.uri.startswith(f"{INDICES}/"):
        return _views(here) + markdown
    onward, previews = f"onward {page.uri}", f"previews {page.uri}"
    if page.uri == GLOSSARY:
        return f"{_views(here)}{markdown}\n\n{_views('terms', previews)}"
    if not page.kind:
        return f"{_views(here)}{markdown}\n\n{_views(onward, previews)}"
    before = _views(here, f"evidence {page.uri}")
    after = _views(onward, f"related {page.id}", f"loops {page.id}") + backlinks(knowledge, page)
    return f"{before}{markdown}\n\n{after}\n\n{_views(f'cite-page {page.uri}', 'glossary', previews)}"


def _views(*views: str) -> str:
    return f"/// view | {SEPARATOR.join(views)}\n///\n\n"


def unreadable(page: Page) -> str:
    """Return the Markdown of a page whose front matter can't be read, under a mark that says so."""
    marks = "\n".join(f'!!! failure "{_quoted(str(each))}"\n' for each in page.problems)
    return f"{marks}\n{page.source.text[page.body.start :]}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "”").replace("<", "&lt;")
