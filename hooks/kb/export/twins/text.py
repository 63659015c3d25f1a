"""What is said on a page, in Markdown that needs no other program."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kb.articles import Article
from kb.citations import Citation, CitationItem
from kb.claims import Claim
from kb.diagrams import Diagram
from kb.edits import Edit, apply_edits
from kb.export.addresses import page_address
from kb.export.citing import public_address
from kb.export.twins.shelf import LICENCE, MARKDOWN, Shelf, has_twin, twin_uri
from kb.graph import Edge
from kb.knowledge import Knowledge
from kb.links import PageLink, Wikilink, resolve
from kb.pages import Page
from kb.style import Works
from kb.text import NOWHERE, Span

_DIAGRAM: Final = re.compile(r"\n.*?^/{3,} *$", re.DOTALL | re.MULTILINE)
# What only our build reads: views, lists of attributes, the tags of bare boxes. Code and mathematics may look like it.
_OURS: Final = re.compile(
    r"(?P<kept>^[ ]*(`{3,}|~{3,})[^\n]*\n.*?^[ ]*\2|(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\3(?!`)"
    r"|\$\$.+?\$\$|\$[^$\n]+\$)"
    r"|^/{3,} *view *\|[^\n]*\n/{3,} *$\n?|[ \t]*\{[:#.][^{}\n]*\}|^[ \t]*</?div[^<>\n]*>[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
# What is in every such thing: most pages have none, and need not be searched for code.
_MAY_BE_OURS: Final = re.compile(r"\{[:#.]|///[ ]*view|</?div")
_CLOSING: Final = re.compile(r"[ \t]*/{3,}[ ]*")


def page_markdown(shelf: Shelf, article: Article, site_url: str = "") -> str:
    """Return the page: its citations as they read, its links in full, then its relations and its references."""
    knowledge, page = shelf.knowledge, article.page
    works = shelf.works(page)
    parts = [f"# {page.title}", *(f"> {text}" for text in (page.summary, _about(knowledge, page)) if text)]
    parts.append(_body(shelf, article, works, site_url))
    relations = [_relation(shelf, edge, works, site_url) for edge in knowledge.graph.neighbourhood(page.id)]
    if page.kind and relations:
        parts += ["## Related", "\n".join(relations)]
    if works.order:
        parts += ["## References", "\n".join(f"- {shelf.reference(key, works)}" for key in works)]
    address = public_address(page, site_url)
    parts.append(f"---\n\nSource: {address or page_address(page)}\nLicence: {LICENCE}")
    text = "\n\n".join(part.strip() for part in parts)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return f"{text}\n"


def _about(knowledge: Knowledge, page: Page) -> str:
    if not page.kind:
        return ""
    evidence = knowledge.evidence[page.uri]
    grades = ", ".join(f"{number} {grade.words.lower()}" for grade, number in evidence.grades)
    words = [f"{page.kind.capitalize()}, {page.level} level." if page.level else f"{page.kind.capitalize()}."]
    words += [f"Claims: {grades}."] if grades else []
    words += [f"Last reviewed {page.reviewed.isoformat()}."] if page.reviewed else ["Draft, not yet reviewed."]
    return " ".join(words)


def _body(shelf: Shelf, article: Article, works: Works, site_url: str) -> str:
    """Return the text of the page in Markdown that everyone reads."""
    page = article.page
    text = page.source.text
    edits = [Edit(Span(0, page.body.start), "")]
    taken = [edits[0].span]
    for diagram in article.diagrams:
        lines = _DIAGRAM.match(text, diagram.span.end)
        if lines:
            span = Span(diagram.span.start, lines.end())
            edits.append(Edit(span, f"Diagram: {diagram.caption}\n\n{_arrows(diagram)}"))
            taken.append(span)
    for claim in article.claims:
        edits += _claim(shelf, text, claim, works)
        taken.append(Span(claim.span.end, claim.body.start))
    edits += _inline(shelf, article, works, site_url, taken)
    text = apply_edits(text, edits)
    return (_OURS.sub(lambda match: match["kept"] or "", text) if _MAY_BE_OURS.search(text) else text).strip()


def _arrows(diagram: Diagram) -> str:
    boxes = [box.text for box in diagram.sketch.boxes]
    labels = (f": {arrow.label}" if arrow.label else "" for arrow in diagram.sketch.arrows)
    return "\n".join(
        f"- {boxes[arrow.tail]} → {boxes[arrow.head]} ({arrow.kind.words}){label}"
        for arrow, label in zip(diagram.sketch.arrows, labels, strict=True)
    )


def _inline(shelf: Shelf, article: Article, works: Works, site_url: str, taken: Iterable[Span]) -> Iterator[Edit]:
    """Yield what stands for citations and links, but not within what is replaced already or within a citation."""
    knowledge, end = shelf.knowledge, -1
    found: list[tuple[Span, Citation | Wikilink | PageLink | None]] = [
        *((span, None) for span in taken),
        *((citation.span, citation) for citation in article.citations),
        *((link.span, link) for link in article.wikilinks),
        *((Span(link.path_span.start, link.anchor_span.end), link) for link in article.links),
    ]
    for span, each in sorted(found, key=lambda one: (one[0].start, one[1] is not None, -one[0].end)):
        if each and span.start < end:
            continue
        end = max(end, span.end)
        match each:
            case Citation():
                yield Edit(span, shelf.citation(each, works))
            case Wikilink():
                page = knowledge.find_page(each.target) if each.target else article.page
                words = each.label or (page.title if page else each.target) or each.anchor
                yield Edit(span, f"[{words}]({_address(page, each.anchor, site_url)})" if page else words)
            case PageLink():
                target = knowledge.articles.get(resolve(article.page.uri, each.path))
                if target:
                    yield Edit(span, _address(target.page, each.anchor, site_url))


def _claim(shelf: Shelf, text: str, claim: Claim, works: Works) -> Iterator[Edit]:
    """Yield what makes a quotation of a claim: its grade and statement, its text, its works."""
    grade = f"{claim.grade.words} claim" if claim.grade else "Claim"
    bar = text.find("|", claim.span.start, claim.span.end) + 1 or claim.span.end
    yield Edit(Span(claim.span.start, bar), f"**{grade}:")
    yield Edit(Span(claim.span.end, claim.body.start), "**\n\n")
    closing = _CLOSING.match(text, claim.body.end)
    yield Edit(
        Span(claim.body.end, closing.end() if closing else claim.body.end),
        _sources(shelf, claim.supports, claim.disputes, works),
    )


def _sources(shelf: Shelf, supports: tuple[CitationItem, ...], disputes: tuple[CitationItem, ...], works: Works) -> str:
    sides = (("Supported by", supports), ("Disputed by", disputes))
    return "".join(f"\n{words} {_cited(shelf, items, works)}.\n" for words, items in sides if items)


def _cited(shelf: Shelf, items: tuple[CitationItem, ...], works: Works) -> str:
    return shelf.citation(Citation(NOWHERE, items), works).removeprefix("(").removesuffix(")")


def _relation(shelf: Shelf, edge: Edge, works: Works, site_url: str) -> str:
    relation, other = edge.relation, shelf.knowledge.graph.nodes[edge.other]
    when = f" ({relation.when})" if relation.when else ""
    sources = " ".join(_sources(shelf, relation.cites, relation.disputes, works).split())
    link = f"[{other.title}]({_address(other, '', site_url)})"
    return f"- {edge.label} {link} ({relation.grade.words.lower()}): {relation.why}{when} {sources}".rstrip()


def _address(page: Page, anchor: str, site_url: str) -> str:
    """Return where `page` is read: its twin if it has one, or the page itself."""
    root = f"{site_url.rstrip('/')}/" if site_url else "/"
    path = twin_uri(page, MARKDOWN) if has_twin(page) and not anchor else page_address(page, anchor).removeprefix("./")
    return root + path
