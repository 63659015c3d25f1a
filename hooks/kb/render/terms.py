"""Terms of the glossary where a page uses them, each marked at its first use and explained in a card."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kb.glossary import URI, Glossary, Term
from kb.knowledge import Knowledge
from kb.render.elements import element, has_class, page_link

# Where a term is no word of the page's own prose, or could not be a link.
_CLOSED: Final = frozenset(
    (
        "a",
        "code",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "math",
        "svg",
        "mark",
        "summary",
        "button",
        "template",
        "dt",
    )
)
_CLOSED_CLASSES: Final = frozenset(
    ("kb-view", "kb-citation", "kb-sources", "kb-references", "kb-diagram", "arithmatex")
)


def mark_terms(root: Element, glossary: Glossary) -> tuple[Term, ...]:
    """Make the first use of each term in the tree `root` a link to the glossary; return the terms in use."""
    if not glossary.pattern:
        return ()
    used: dict[str, Term] = {}
    for holder in tuple(_open(root)):
        _mark(holder, glossary, used)
    return tuple(used.values())


def definitions(terms: Iterable[Term], knowledge: Knowledge) -> Iterator[Element]:
    """Yield what the cards of `terms` show: the definition, and the page that treats the matter."""
    for term in terms:
        made = element("template", {"id": f"card-{term.anchor}"})
        made.append(element("p", {}, element("strong", {}, term.title), ". ", term.definition))
        page = knowledge.find_page(term.page) if term.page else None
        if page:
            made.append(element("p", {}, "More: ", page_link(page)))
        yield made


def _open(root: Element) -> Iterator[Element]:
    """Yield the elements whose text and whose children's tails may hold terms, in reading order."""
    ahead = [root]
    while ahead:
        current = ahead.pop()
        if current.tag in _CLOSED or has_class(current, _CLOSED_CLASSES):
            continue
        yield current
        ahead += reversed(current)


def _mark(holder: Element, glossary: Glossary, used: dict[str, Term]) -> None:
    children: list[Element] = []
    if holder.text:
        holder.text, children = _split(holder.text, glossary, used)
    for child in holder:
        children.append(child)
        if child.tail:
            child.tail, links = _split(child.tail, glossary, used)
            children += links
    if len(children) > len(holder):
        holder[:] = children


def _split(text: str, glossary: Glossary, used: dict[str, Term]) -> tuple[str, list[Element]]:
    """Return the text before the first new term in `text`, and the links to new terms, each with what follows it."""
    links: list[Element] = []
    before, at = "", 0
    for start, end, term in glossary.find_uses(text):
        if term.anchor in used:
            continue
        used[term.anchor] = term
        if links:
            links[-1].tail = text[at:start]
        else:
            before = text[:start]
        attributes = {"class": "kb-term", "href": f"/{URI}#{term.anchor}", "data-card": f"card-{term.anchor}"}
        links.append(element("a", attributes, text[start:end]))
        at = end
    if not links:
        return text, []
    links[-1].tail = text[at:]
    return before, links
