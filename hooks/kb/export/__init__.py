"""What machines get: files beside the pages, each a pure function of the knowledge."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from kb.export.claims import claims_csv, claims_json
from kb.export.downloads import page_downloads, references_bib, references_json, references_ris
from kb.export.gaps import gaps_json
from kb.export.graph import graph_json
from kb.export.graph_schema import graph_schema
from kb.export.graphml import graphml
from kb.export.linked import graph_jsonld
from kb.export.redirects import redirect_pages
from kb.export.search import search_files
from kb.export.tables import edges_csv, nodes_csv
from kb.knowledge import Knowledge

__all__ = ["EXPORTS", "exports", "search_files"]

# What makes a file that may be large yields it in pieces.
EXPORTS: Final[Mapping[str, Callable[[Knowledge], str | Iterable[str]]]] = {
    "assets/claims.csv": claims_csv,
    "assets/claims.json": claims_json,
    "assets/edges.csv": edges_csv,
    "assets/gaps.json": gaps_json,
    "assets/graph.graphml": graphml,
    "assets/graph.json": graph_json,
    "assets/graph.jsonld": graph_jsonld,
    "assets/graph.schema.json": graph_schema,
    "assets/nodes.csv": nodes_csv,
    "assets/references.bib": references_bib,
    "assets/references.json": references_json,
    "assets/references.ris": references_ris,
}


def exports(knowledge: Knowledge) -> Iterator[tuple[str, Callable[[], str | Iterable[str]]]]:
    """Yield the address of every file but the search's and what makes its text: first files of the whole atlas."""
    for uri, make in EXPORTS.items():
        yield uri, partial(make, knowledge)
    yield from page_downloads(knowledge)
    yield from redirect_pages(knowledge)
