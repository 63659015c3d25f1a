"""What the cards of links to other nodes show: summary and evidence, once a page for each node that it links to."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import preview_anchor
from kb.bibliography.entry import remembered
from kb.knowledge import Knowledge
from kb.links import resolve
from kb.pages import Page
from kb.render.elements import element, has_class
from kb.render.head import how_sure, render_strip, what_it_is
from kb.render.ready import Html, html, joined
from kb.render.sheet import Sheet

# Where a link has no card: what is no text, and where the summary stands beside it already.
_CLOSED: Final = frozenset(("svg", "template", "pre", "code", "h1", "h2", "h3", "h4", "h5", "h6"))
_CLOSED_CLASSES: Final = frozenset(("kb-nodes", "kb-onward", "kb-references", "kb-home__path", "kb-cite"))
_TAKEN: Final = ("role", "data-card", "class")


def mark_previews(root: Element, knowledge: Knowledge, uri: str) -> tuple[Page, ...]:
    """Give each link to another node in the tree `root` of the page `uri` its card; return the nodes in order."""
    found: dict[str, Page] = {}
    for link in _links(root):
        path = link.get("href", "").partition("#")[0]
        if not path.endswith(".md"):
            continue
        article = knowledge.articles.get(resolve(uri, path))
        if article and article.page.kind and article.page.uri != uri:
            found[article.page.id] = article.page
            link.set("data-card", preview_anchor(article.page.id))
    return tuple(found.values())


def previews(pages: tuple[Page, ...], sheet: Sheet) -> Iterator[Element]:
    """Yield what the cards of `pages` show."""
    for page in pages:
        yield element("template", {"id": preview_anchor(page.id)}, sheet.ready(_card(sheet.knowledge, page.uri)))


@remembered
def _card(knowledge: Knowledge, uri: str) -> Html:
    page, evidence = knowledge.articles[uri].page, knowledge.evidence[uri]
    title = html("p", {"class": "kb-card__title"}, html("strong", {}, page.title), f" {what_it_is(page)}")
    summary = html("p", {}, page.summary)
    if not evidence.claims:
        return joined((title, summary))
    strip = html("p", {"class": "kb-card__evidence"}, render_strip(evidence), how_sure(evidence))
    return joined((title, summary, strip))


def _links(root: Element) -> Iterator[Element]:
    ahead = [root]
    while ahead:
        current = ahead.pop()
        if current.tag == "a":
            if not any(name in current.attrib for name in _TAKEN):
                yield current
        elif len(current) and current.tag not in _CLOSED and not has_class(current, _CLOSED_CLASSES):
            ahead += reversed(current)
