"""Everything the sources say, built once, immutable, and the indices over it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb import glossary
from kb.anchors import BACKLINKS, LOOPS, MAP, REFERENCES, RELATED, TABLE, node_anchor, reference_anchor
from kb.bibliography import Bibliography
from kb.citations import Citation, CitationItem, Slip, find_citation_slips, find_citations
from kb.claims import Claim, find_claims
from kb.diagnostics import Diagnostic
from kb.diagrams import Diagram, find_diagrams
from kb.glossary import Glossary
from kb.graph import Graph, Relation, build_graph, find_relations
from kb.layout import Layout, build_layout
from kb.links import PageLink, Wikilink, find_page_links, find_wikilinks
from kb.loops import Loops, build_loops
from kb.mentions import Mention, find_mentions
from kb.pages import Page, parse_page
from kb.prose import Heading, read_prose
from kb.text import Source


@dataclass(frozen=True)
class Article:
    """Everything one page says by itself; it depends on the page's source alone."""

    page: Page
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    citations: tuple[Citation, ...]
    slips: tuple[Slip, ...]
    wikilinks: tuple[Wikilink, ...]
    links: tuple[PageLink, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    diagrams: tuple[Diagram, ...] = ()

    @property
    def cited(self) -> Iterator[CitationItem]:
        """The cited works where they stand: in the text, in claims and in relations."""
        for citation in self.citations:
            yield from citation.items
        for holder in self.claims:
            yield from (*holder.supports, *holder.disputes)
        for relation in self.relations:
            yield from (*relation.cites, *relation.disputes)


def read_article(source: Source, uri: str) -> Article:
    """Return what `source` says; never raises for what an author wrote."""
    page = parse_page(source, uri)
    read = read_prose(source.text)
    prose = read.text
    claims = tuple(find_claims(page, prose))
    relations = tuple(find_relations(page))
    diagrams = tuple(find_diagrams(page, prose))
    anchors = {*read.anchors, *(heading.id for heading in read.headings), *(claim.id for claim in claims)}
    anchors.update(each.anchor for each in relations)
    anchors.update(diagram.id for diagram in diagrams if diagram.id)
    wikilinks = tuple(find_wikilinks(source.text, prose))
    links = tuple(find_page_links(source.text, prose))
    return Article(
        page,
        read.headings,
        frozenset(anchors),
        tuple(find_citations(prose)),
        tuple(find_citation_slips(prose)),
        wikilinks,
        links,
        claims,
        relations,
        tuple(find_mentions(source.text, prose, uri, (*wikilinks, *links), read.headings)),
        diagrams,
    )


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
    def graph(self) -> Graph:
        """The graph of all nodes and relations."""
        pages: dict[str, Page] = {}
        for article in self.articles.values():
            if article.page.kind:
                pages.setdefault(article.page.id, article.page)
        relations = (each for article in self.articles.values() for each in article.relations)
        return build_graph(pages, tuple(relations))

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
            for key in sorted({item.key for item in article.cited}):
                found.setdefault(key, []).append(article.page)
        return {key: tuple(pages) for key, pages in found.items()}

    def anchors(self, page: Page) -> frozenset[str]:
        """Return the ids that a link to `page` may end in: its own, and those of what the atlas adds to it."""
        article = self.articles[page.uri]
        keys = self.citing if page.uri == "references.md" else {item.key for item in article.cited}
        added = {reference_anchor(key) for key in keys}
        if page.uri == "graph.md":
            added |= {TABLE, MAP, *(node_anchor(node) for node in self.graph.nodes)}
        if page.uri == "loops.md":
            added |= {loop.anchor for loop in self.loops.found}
        if page.uri == glossary.URI:
            added |= {term.anchor for term in self.glossary.terms}
        if page.kind:
            added |= {BACKLINKS, RELATED, REFERENCES} | ({LOOPS} if self.loops.through(page.id) else set())
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
