"""What one page says by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kb.citations import Citation, CitationItem, Slip, find_citation_slips, find_citations
from kb.claims import Claim, find_claims
from kb.diagrams import Diagram, find_diagrams
from kb.evidence import find_takeaways
from kb.graph import Relation, find_relations
from kb.links import PageLink, Wikilink, find_page_links, find_wikilinks
from kb.markup import Markup, find_markup
from kb.mentions import Mention, find_mentions
from kb.outlines import digest_outline
from kb.pages import Page, parse_page
from kb.prose import Heading, read_prose
from kb.text import Source
from kb.unfinished import find_unfinished


@dataclass(frozen=True)
class Article:
    """Everything one page says by itself; it depends on the page's source alone.

    `written_anchors` are the ids that its author gives to anything but headings, claims and diagrams.
    """

    page: Page
    headings: tuple[Heading, ...]
    written_anchors: frozenset[str]
    citations: tuple[Citation, ...]
    slips: tuple[Slip, ...]
    wikilinks: tuple[Wikilink, ...]
    links: tuple[PageLink, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    diagrams: tuple[Diagram, ...] = ()
    markup: tuple[Markup, ...] = ()

    @property
    def takeaways(self) -> Sequence[Claim]:
        """The claims that the page's key takeaways are made of."""
        return find_takeaways(self.claims, self.anchors) if self.page.kind else ()

    @property
    def anchors(self) -> frozenset[str]:
        """The ids of what is on the page: headings, claims, relations, diagrams, and what else has one."""
        found = {*self.written_anchors, *(each.id for each in self.headings), *(each.id for each in self.claims)}
        found.update(each.anchor for each in self.relations)
        return frozenset(found.union(each.id for each in self.diagrams if each.id))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the cited works."""
        return frozenset([item.key for item in self.cited])

    @cached_property
    def outline(self) -> bytes:
        """A digest of what other pages may show of it: all but its prose."""
        links = self.wikilinks, self.links, self.mentions
        return digest_outline(self.page, self.headings, self.anchors, self.keys, self.claims, links)

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
    written = parse_page(source, uri)
    page = _without_relations(written)
    read = read_prose(source.text)
    prose = read.text
    claims = tuple(find_claims(page, prose))
    relations = tuple(each._replace(page=page) for each in find_relations(written))
    diagrams = tuple(find_diagrams(page, prose))
    wikilinks = tuple(find_wikilinks(source.text, prose))
    links = tuple(find_page_links(source.text, prose))
    return Article(
        page,
        read.headings,
        read.anchors,
        tuple(find_citations(prose)),
        (*find_citation_slips(prose), *find_unfinished(source.text, prose)),
        wikilinks,
        links,
        claims,
        relations,
        tuple(find_mentions(source.text, prose, uri, (*wikilinks, *links), read.headings)),
        diagrams,
        tuple(find_markup(source.text, prose)),
    )


def _without_relations(page: Page) -> Page:
    """Return `page` without the fields of its relations: two thirds of its front matter, which nobody needs again."""
    fields = dict(page.fields.fields)
    if "relations" not in fields:
        return page
    fields["relations"] = fields["relations"]._replace(data=())
    return replace(page, fields=page.fields._replace(data=fields))
