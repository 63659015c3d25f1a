"""Rules about links between pages."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from kb.articles import Article
from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.knowledge import Knowledge
from kb.links import PageLink, resolve
from kb.pages import Page
from kb.redirects import former_names
from kb.text import Span


def wikilink(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every wikilink, in the text or in a diagram, names a page, and a heading or claim of it."""
    former = former_names(knowledge)
    for article in knowledge.articles.values():
        for link in (*article.wikilinks, *(link for diagram in article.diagrams for link in diagram.links)):
            page = knowledge.find_page(link.target) if link.target else article.page
            if page:
                yield from _anchor(knowledge, article, page, link.anchor, link.anchor_span)
                continue
            hint = did_you_mean(link.target, knowledge.names) or "write a page's id, title or alias"
            if link.target in former:
                hint = f"it is called '{former[link.target]}' now"
            message = f"no page is called '{link.target}'"
            yield diagnose(article.page.source, link.target_span, "unknown-page", message, hint)


def page_link(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every Markdown link within the site leads to a file, and to an anchor of it."""
    for article in knowledge.articles.values():
        for link in article.links:
            yield from _page_link(knowledge, article, link)


def _page_link(knowledge: Knowledge, article: Article, link: PageLink) -> Iterator[Diagnostic]:
    uri = resolve(article.page.uri, link.path)
    target = knowledge.articles.get(uri)
    if target:
        yield from _anchor(knowledge, article, target.page, unquote(link.anchor), link.anchor_span)
    elif uri not in knowledge.files:
        known = {_relative(each, article.page.uri) for each in (*knowledge.articles, *knowledge.files)}
        hint = did_you_mean(link.path, known) or "link to a file in docs/ by its path from this page"
        yield diagnose(article.page.source, link.path_span, "broken-link", f"no file '{link.path}'", hint)


def _relative(uri: str, base: str) -> str:
    there, here = uri.split("/"), base.split("/")[:-1]
    shared = next((at for at, (one, other) in enumerate(zip(there, here, strict=False)) if one != other), len(here))
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def _anchor(knowledge: Knowledge, article: Article, page: Page, anchor: str, span: Span) -> Iterator[Diagnostic]:
    # Most links have no anchor, and a page's anchors take time to gather.
    if anchor and anchor not in (known := knowledge.anchors(page)):
        message = f"'{page.id}' has no heading or claim '#{anchor}'"
        hint = did_you_mean(anchor, known)
        if anchor in page.moved:
            hint = f"it is called '{page.moved[anchor][1].text}' now"
        yield diagnose(article.page.source, span, "unknown-anchor", message, hint or "link to the page alone")


CHECKS: Final = (wikilink, page_link)
