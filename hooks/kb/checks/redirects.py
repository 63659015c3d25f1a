"""Rules about old addresses: every link from elsewhere still arrives."""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.redirects import Move, built_path, find_moves, find_redirects, is_anchor, parse_address
from kb.text import Source


def redirect(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """An old address is that of no page or file, and leads to one page."""
    for each in find_redirects(knowledge):
        if built_path(each.page.uri) == each.file:
            message = f"'{each.address}' is this page"
            yield diagnose(each.page.source, each.span, "redirect-loop", message, "take it out")
        elif each.holder:
            message = f"'{each.address}' already belongs to {each.holder}"
            yield diagnose(each.page.source, each.span, "redirect-taken", message, "take it out of one of them")


def address(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """An old address is written as a page's folder and id."""
    for article in knowledge.articles.values():
        for value in article.page.redirects:
            if value.text and not parse_address(value.text):
                message = f"'{value.text}' is no address of a page"
                hint = "write it as 'mechanisms/old-id'"
                yield diagnose(article.page.source, value.span, "invalid-field", message, hint)


def moved_anchor(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """An old anchor is on the page no more, and leads straight to one that is."""
    for article in knowledge.articles.values():
        moves = tuple(find_moves(knowledge, article.page))
        for move in moves:
            yield from _move(knowledge, article.page, move)


def _move(knowledge: Knowledge, page: Page, move: Move) -> Iterator[Diagnostic]:
    anchors = knowledge.anchors(page)
    if not is_anchor(move.old):
        message = f"'{move.old}' is no anchor"
        yield diagnose(page.source, move.old_span, "invalid-field", message, "write it without '#' and spaces")
    elif move.new in page.moved:
        message = f"'{move.new}' is moved itself"
        hint = f"write '{move.old}: ' and the anchor that is on the page"
        yield diagnose(page.source, move.new_span, "redirect-loop", message, hint)
    elif move.is_taken:
        message = f"the page still has the anchor '{move.old}'"
        yield diagnose(page.source, move.old_span, "redirect-taken", message, "take it out, or rename what has it now")
    elif move.new and move.new not in anchors:
        message = f"the page has no heading or claim '#{move.new}'"
        hint = did_you_mean(move.new, anchors) or "name an anchor of this page"
        yield diagnose(page.source, move.new_span, "unknown-anchor", message, hint)


def lost_page(knowledge: Knowledge, before: Iterable[str]) -> Iterator[Diagnostic]:
    """Everything at the uris `before` still is a page, or its address leads to another."""
    present = {built_path(uri) for uri in knowledge.articles} | {each.file for each in find_redirects(knowledge)}
    for uri in sorted(set(before)):
        if built_path(uri) not in present:
            old = uri.removesuffix(".md")
            message = f"the page '{old}' is gone, and links to it lead nowhere"
            hint = f"add 'redirects: [{old}]' to the page that takes its place, or rename it with 'kb rename'"
            yield diagnose(Source(f"docs/{uri}", ""), 0, "lost-page", message, hint)


CHECKS: Final = (redirect, address, moved_anchor)
