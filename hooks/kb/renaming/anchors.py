"""Another anchor for a heading, a claim or a diagram."""

import re
from collections.abc import Mapping
from typing import Final

from kb.articles import Article, read_article
from kb.diagnostics import did_you_mean
from kb.edits import Edit, apply_edits
from kb.faults import Refusal
from kb.formatting import insertion, written
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.prose import ATTRIBUTES, Heading
from kb.renaming.links import anchor_edits, value_edit
from kb.schema import is_id
from kb.text import Source, Span

_ATTRIBUTES: Final = re.compile(rf"[ ]+(?P<list>{ATTRIBUTES.pattern})[ ]*$")


def rename_anchor(knowledge: Knowledge, page: Page, old: str, new: str) -> Mapping[str, tuple[Edit, ...]]:
    """Return the edits, by the uris of pages, that give what has the anchor `old` on `page` the anchor `new`.

    The front matter keeps the old one, so that links to it arrive. Raise Refusal when that can't be.
    """
    if not is_id(new):
        raise Refusal(f"'{new}' can't be an anchor: use small letters and digits, words joined by hyphens")
    if new in knowledge.anchors(page):
        raise Refusal(f"{page.source.path} already has the anchor '{new}'")
    article = knowledge.articles[page.uri]
    own = _holder(article, old, new)
    _refuse_others(article, own, old, new)
    if not page.fields.keys:
        raise Refusal(f"{page.source.path} has no front matter that can be read")
    found: dict[str, tuple[Edit, ...]] = {}
    for uri, each in knowledge.articles.items():
        edits = set(anchor_edits(knowledge, each, {(page.uri, old): new}))
        if uri == page.uri:
            edits |= {own, _moved(page, old, new)}
        if edits:
            found[uri] = tuple(sorted(edits))
    return found


def _holder(article: Article, old: str, new: str) -> Edit:
    """Return the edit of what has the anchor `old`."""
    text = article.page.source.text
    for claim in article.claims:
        if claim.id == old:
            return value_edit(text, claim.place("id"), old, new)
    for diagram in article.diagrams:
        if diagram.id == old:
            return value_edit(text, diagram.id_span, old, new)
    for heading in article.headings:
        if heading.id == old:
            return _heading_edit(text, heading, old, new)
    known = [*(each.id for each in article.claims), *(each.id for each in article.headings)]
    hint = did_you_mean(old, known)
    raise Refusal(f"{article.page.source.path} has no heading or claim '#{old}'" + (f" ({hint})" if hint else ""))


def _heading_edit(text: str, heading: Heading, old: str, new: str) -> Edit:
    end = text.find("\n", heading.span.start)
    line = text[heading.span.start : end if end >= 0 else len(text)]
    end = heading.span.start + len(line.rstrip())
    attributes = _ATTRIBUTES.search(line)
    if not attributes:
        return Edit(Span(end, end), f" {{#{new}}}")
    start = heading.span.start + attributes.start("list")
    written_id = re.search(rf"(?<=#){re.escape(old)}(?=[ }}])", attributes["list"])
    if written_id:
        return Edit(Span(start + written_id.start(), start + written_id.end()), new)
    inner = start + (2 if attributes["list"].startswith("{:") else 1)
    return Edit(Span(inner, inner), f" #{new} " if text[inner - 1] == ":" else f"#{new} ")


def _refuse_others(article: Article, own: Edit, old: str, new: str) -> None:
    """Refuse when another anchor would change by it, as the second of two headings with the same words does."""
    page = article.page
    after = read_article(Source(page.source.path, apply_edits(page.source.text, [own])), page.uri)
    lost = sorted((article.anchors - {old}) - after.anchors)
    if lost:
        raise Refusal(f"'#{lost[0]}' of {page.source.path} would change too: give it an id of its own first")
    if old in after.anchors or new not in after.anchors:
        raise Refusal(f"{page.source.path} has '#{old}' in a way that can't be changed: rename it by hand")


def _moved(page: Page, old: str, new: str) -> Edit:
    before = {name: value.text.strip() for name, (_, value) in page.moved.items() if name != new}
    after = {**{name: new if now == old else now for name, now in before.items()}, old: new}
    pairs = ", ".join(f"{written(name)}: {written(now)}" for name, now in after.items())
    return insertion(page.source.text, page.fields, "moved", f"moved: {{{pairs}}}\n")
