"""Everything the sources say, built once, immutable, and the indices over it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kb import glossary
from kb.anchors import (
    BACKLINKS,
    LOOPS,
    MAP,
    REFERENCES,
    RELATED,
    TABLE,
    TAKEAWAYS,
    node_anchor,
    reference_anchor,
)
from kb.articles import Article, read_article
from kb.bibliography import Bibliography
from kb.claims import Claim
from kb.diagnostics import Diagnostic
from kb.evidence import Evidence, build_evidence
from kb.glossary import Glossary
from kb.graph import Graph, build_graph
from kb.layout import Layout, build_layout, find_areas
from kb.links import PageLink, Wikilink, resolve
from kb.loops import Loops, build_loops
from kb.mentions import Mention
from kb.pages import Page
from kb.reading import URI as READING
from kb.reading import ReadingPath, build_parts_path, find_reading_paths
from kb.text import Source
from kb.vocabulary import Kind

if TYPE_CHECKING:
    from kb.indices import Index


@dataclass(frozen=True)
class Knowledge:
    """The articles by uri in sorted order, the bibliography, and the other files that a page may link to.

    `previous_layout` is the map as it was last kept, from which the map goes on; `ready_layout` the map itself.
    """

    articles: Mapping[str, Article]
    bibliography: Bibliography
    files: frozenset[str] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    previous_layout: Layout | None = None
    ready_layout: Layout | None = None

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What `remembered` functions have made of the knowledge."""
        return {}

    @cached_property
    def graph(self) -> Graph:
        """The graph of all nodes and relations."""
        pages: dict[str, Page] = {}
        for article in self.articles.values():
            if article.page.kind:
                pages.setdefault(article.page.id, article.page)
        relations = (each for article in self.articles.values() for each in article.relations)
        return build_graph(pages, tuple(relations))

    @property
    def claims(self) -> Iterator[tuple[Page, Claim]]:
        """Every claim with the page that makes it."""
        return ((article.page, claim) for article in self.articles.values() for claim in article.claims)

    @cached_property
    def layout(self) -> Layout:
        """The map of the graph."""
        return self.ready_layout or build_layout(self.graph, self.previous_layout)

    @cached_property
    def loops(self) -> Loops:
        """The feedback loops of the graph."""
        return build_loops(self.graph)

    @cached_property
    def names(self) -> Mapping[str, Page]:
        """Pages by every name, case folded: ids come before titles, titles before aliases."""
        pages = [article.page for article in self.articles.values()]
        found: dict[str, Page] = {}
        for names in (
            ((page.id, page) for page in sorted(pages, key=lambda page: page.kind is None)),
            ((page.title, page) for page in pages),
            ((alias, page) for page in pages for alias in page.aliases),
        ):
            for name, page in names:
                found.setdefault(name.casefold(), page)
        return found

    @cached_property
    def citing(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages that cite each key, in order of their titles."""
        found: dict[str, list[Page]] = {}
        for article in sorted(self.articles.values(), key=lambda each: each.page.title.casefold()):
            for key in sorted(article.keys):
                found.setdefault(key, []).append(article.page)
        return {key: tuple(pages) for key, pages in found.items()}

    def anchors(self, page: Page) -> frozenset[str]:
        """Return the ids that a link to `page` may end in: its own, and those of what the atlas adds to it."""
        article = self.articles[page.uri]
        keys = self.citing if page.uri == "references.md" else article.keys
        added = {reference_anchor(key) for key in keys} | ({REFERENCES} if keys else set())
        if page.uri == "graph.md":
            added |= {TABLE, MAP, *(node_anchor(node) for node in self.graph.nodes)}
        if page.uri == "loops.md":
            added |= {loop.anchor for loop in self.loops.found}
        if page.uri == glossary.URI:
            added |= {term.anchor for term in self.glossary.terms}
        if page.kind:
            added |= {BACKLINKS, RELATED, REFERENCES} | ({LOOPS} if self.loops.through(page.id) else set())
            added |= {TAKEAWAYS} if article.takeaways else set()
        return article.anchors | added

    @cached_property
    def glossary(self) -> Glossary:
        """The terms that the glossary's page explains."""
        article = self.articles.get(glossary.URI)
        return glossary.parse_glossary(article.page.source.text) if article else Glossary()

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[tuple[Page, Mention], ...]]:
        """The mentions of each page by its uri, with the pages that they stand on, in order of their titles."""
        found: dict[str, dict[tuple[str, str], tuple[Page, Mention]]] = {}
        for article in sorted(self.articles.values(), key=lambda each: each.page.title.casefold()):
            for mention in article.mentions:
                page = self.names.get(mention.target) if mention.is_name else None
                uri = page.uri if page else mention.target
                if uri != article.page.uri:
                    place = article.page.uri, mention.sentence
                    found.setdefault(uri, {}).setdefault(place, (article.page, mention))
        return {uri: tuple(mentions.values()) for uri, mentions in found.items()}

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """How good the evidence of each node's page is, by its uri."""
        return {
            uri: build_evidence(each.page, each.claims, (item.key for item in each.cited), self.bibliography)
            for uri, each in self.articles.items()
            if each.page.kind
        }

    @cached_property
    def reading_paths(self) -> tuple[ReadingPath, ...]:
        """The paths that are written down, then one through each machinery and its parts."""
        written = self.articles.get(READING)
        found: list[ReadingPath] = []
        if written:
            page = written.page
            links: tuple[Wikilink | PageLink, ...] = (*written.wikilinks, *written.links)
            found += find_reading_paths(page, written.headings, links, lambda link: self.led(page, link))
        parts: dict[str, dict[str, Page]] = {}
        for node, area in find_areas(self.layout).items():
            if self.graph.nodes[node].kind is Kind.MECHANISM:
                parts.setdefault(area, {})[self.graph.nodes[node].uri] = self.graph.nodes[node]
        for area, inside in sorted(parts.items()):
            if area in self.graph.nodes:
                machinery = self.graph.nodes[area]
                named = (self.led(machinery, link) for link in self.articles[machinery.uri].wikilinks)
                found.append(build_parts_path(machinery, inside, named))
        return tuple(found)

    @cached_property
    def on_paths(self) -> Mapping[str, tuple[tuple[ReadingPath, int], ...]]:
        """The paths on which each page is, by its uri, and at which step."""
        found: dict[str, list[tuple[ReadingPath, int]]] = {}
        for path in self.reading_paths:
            for index, step in enumerate(path.steps):
                found.setdefault(step.page.uri, []).append((path, index))
        return {uri: tuple(places) for uri, places in found.items()}

    def led(self, page: Page, link: Wikilink | PageLink) -> Page | None:
        """Return the page to which `link` leads from `page`, or None when there is none."""
        if isinstance(link, Wikilink):
            return self.find_page(link.target)
        article = self.articles.get(resolve(page.uri, link.path))
        return article.page if article else None

    @cached_property
    def indices(self) -> "Mapping[str, Index]":
        """The indices of pages and works, by name."""
        from kb.indices import build_indices  # with what sets references, which no check needs

        pages = [article.page for article in self.articles.values()]
        return build_indices(pages, self.graph, self.evidence, self.bibliography, self.citing)

    @cached_property
    def parts(self) -> tuple[Article, ...]:
        """The pages that the parts of long indices have."""
        from kb.indices import find_part_pages

        return tuple(read_article(Source(uri, text), uri) for uri, text in find_part_pages(self.indices))

    @cached_property
    def newest_review(self) -> datetime.date:
        """The day of the last review of any page."""
        days = (article.page.reviewed for article in self.articles.values())
        return max((day for day in days if day), default=datetime.date(1970, 1, 1))

    def find_page(self, name: str) -> Page | None:
        """Return the page called `name`: its id, title or an alias, in any case."""
        return self.names.get(name.casefold())


def build_knowledge(
    articles: Iterable[Article],
    bibliography: Bibliography,
    files: Iterable[str] = (),
    problems: tuple[Diagnostic, ...] = (),
    previous_layout: Layout | None = None,
) -> Knowledge:
    """Return the knowledge of `articles`, whatever their order."""
    by_uri = {article.page.uri: article for article in sorted(articles, key=lambda each: each.page.uri)}
    return Knowledge(by_uri, bibliography, frozenset(files), problems, previous_layout)


def with_parts(knowledge: Knowledge) -> Knowledge:
    """Return `knowledge` with the pages that the parts of long indices have."""
    if not knowledge.parts:
        return knowledge
    articles = {**knowledge.articles, **{part.page.uri: part for part in knowledge.parts}}
    return changed(knowledge, "names", articles=dict(sorted(articles.items())))


def changed(knowledge: Knowledge, *stale: str, **fields: Any) -> Knowledge:
    """Return `knowledge` with other `fields`, with all it has derived but what is `stale`, which the caller knows."""
    made = replace(knowledge, **fields)
    made.__dict__.update({name: each for name, each in knowledge.__dict__.items() if name not in {*stale, *_FIELDS}})
    return made


# What is each version's own.
_FIELDS: Final = frozenset((*(each.name for each in dataclass_fields(Knowledge)), "made"))
