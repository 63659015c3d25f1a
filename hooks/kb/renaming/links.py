"""What leads to a page or an anchor, as edits."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from kb.articles import Article
from kb.edits import Edit
from kb.knowledge import Knowledge
from kb.links import PageLink, Wikilink, resolve
from kb.pages import Page
from kb.text import Span

Anchors = Mapping[tuple[str, str], str]
"""New anchors by the uri of their page and the old anchor."""


def wikilinks(article: Article) -> Iterator[Wikilink]:
    """Yield the links by name of `article`, in its text and in the boxes of its diagrams."""
    yield from article.wikilinks
    for diagram in article.diagrams:
        yield from diagram.links


def target_of(knowledge: Knowledge, article: Article, link: Wikilink) -> Page | None:
    """Return the page that `link` on the page of `article` leads to."""
    return knowledge.find_page(link.target) if link.target else article.page


def anchor_edits(knowledge: Knowledge, article: Article, anchors: Anchors) -> Iterator[Edit]:
    """Yield the edits that lead the links of `article` to the new `anchors`."""
    text = article.page.source.text
    for link in wikilinks(article):
        page = target_of(knowledge, article, link) if link.anchor else None
        if page and (new := anchors.get((page.uri, link.anchor))):
            yield Edit(stripped(text, link.anchor_span), new)
    for each in article.links:
        if each.anchor and (new := anchors.get((resolve(article.page.uri, each.path), unquote(each.anchor)))):
            yield Edit(each.anchor_span, new)


def path_edits(uri: str, links: Iterable[PageLink], old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that lead `links` of the page `uri` from the page with uri `old` to its new id, in its folder."""
    for link in links:
        if link.path and resolve(uri, link.path) == old:
            path = link.path.partition("?")[0]
            start = link.path_span.start + path.rfind("/") + 1
            yield Edit(Span(start, link.path_span.start + len(path)), f"{new}.md")


def value_edit(text: str, span: Span, old: str, new: str) -> Edit:
    """Return the edit of the YAML scalar in `span` that holds `old`; its quotes stay."""
    said = text[span.start : span.end]
    start = span.start + said.find(old)
    return Edit(Span(start, start + len(old)), new) if said.count(old) == 1 else Edit(span, new)


def stripped(text: str, span: Span) -> Span:
    """Return `span` without the space at its ends."""
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, max(start, span.start + len(said.rstrip())))
