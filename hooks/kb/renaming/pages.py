"""Another id for a page."""

from collections.abc import Iterator, Mapping

from kb.anchors import node_anchor
from kb.articles import Article
from kb.edits import Edit
from kb.faults import Refusal
from kb.formatting import insertion, written
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge
from kb.links import find_page_links
from kb.pages import Page, parse_page
from kb.prose import read_prose
from kb.redirects import find_redirects, parse_address
from kb.renaming.links import (
    Anchors,
    anchor_edits,
    path_edits,
    stripped,
    target_of,
    value_edit,
    wikilinks,
)
from kb.schema import is_id


def rename_page(knowledge: Knowledge, page: Page, new: str) -> Mapping[str, tuple[Edit, ...]]:
    """Return the edits, by the uris of pages, that give `page` the id `new` and redirect its old address.

    Raise Refusal when that can't be.
    """
    _refuse(knowledge, page, new)
    anchors = _anchors(knowledge, page, new)
    found: dict[str, tuple[Edit, ...]] = {}
    for uri, article in knowledge.articles.items():
        edits = {*_name_edits(knowledge, article, page, new), *anchor_edits(knowledge, article, anchors)}
        edits.update(path_edits(uri, article.links, page.uri, new))
        if uri == page.uri:
            edits.add(_redirect(page, new))
        if edits and uri not in GENERATED_PAGES:
            found[uri] = tuple(sorted(edits))
    return found


def rename_path(text: str, page: Page, new: str) -> tuple[Edit, ...]:
    """Return the edits of a Markdown file `text` outside docs/, at the project's root, that lead to the page `new`."""
    links = find_page_links(text, read_prose(text).text)
    return tuple(path_edits("", links, f"docs/{page.uri}", new))


def _refuse(knowledge: Knowledge, page: Page, new: str) -> None:
    if page.uri in GENERATED_PAGES or page.id == "index":
        raise Refusal(f"the page '{page.uri}' has its name from the atlas itself")
    if not is_id(new) or new == "index":
        raise Refusal(f"'{new}' can't be an id: use small letters and digits, words joined by hyphens")
    if new == page.id:
        raise Refusal(f"'{new}' is its name already")
    other = knowledge.find_page(new)
    if other and other.uri != page.uri:
        raise Refusal(f"'{new}' already names {other.source.path}")
    if not page.fields.keys:
        raise Refusal(f"{page.source.path} has no front matter that can be read")
    address = _address(page.uri, new)
    for redirect in find_redirects(knowledge):
        if redirect.address == address and redirect.page.uri != page.uri:
            raise Refusal(f"{redirect.page.source.path} redirects from '{address}'")


def _anchors(knowledge: Knowledge, page: Page, new: str) -> Anchors:
    """Return the anchors that are made of the page's id."""
    found = {("graph.md", node_anchor(page.id)): node_anchor(new)}
    for article in knowledge.articles.values():
        for relation in article.relations:
            if relation.target == page.id:
                found[article.page.uri, relation.anchor] = relation.anchor.removesuffix(page.id) + new
    return found


def _name_edits(knowledge: Knowledge, article: Article, page: Page, new: str) -> Iterator[Edit]:
    """Yield the edits of links by the page's id and of relations; a link by title or alias stays what it is."""
    text = article.page.source.text
    kept = {each.casefold() for each in (page.title, *page.aliases)}
    for link in wikilinks(article):
        target = target_of(knowledge, article, link)
        name = link.target.casefold()
        if target and target.uri == page.uri and name == page.id.casefold() and name not in kept:
            yield Edit(stripped(text, link.target_span), new)
    for relation in parse_page(article.page.source, article.page.uri).relations if page.kind else ():
        to = relation.fields.get("to")
        if to and to.text.strip() == page.id:
            yield value_edit(text, to.span, page.id, new)


def _redirect(page: Page, new: str) -> Edit:
    old = parse_address(page.uri)
    if not old:
        raise Refusal(f"the address of {page.source.path} can't be redirected")
    kept = [each.text.strip() for each in page.redirects if parse_address(each.text) != _address(page.uri, new)]
    addresses = ", ".join(written(each) for each in (*kept, old))
    return insertion(page.source.text, page.fields, "redirects", f"redirects: [{addresses}]\n")


def _address(uri: str, new: str) -> str:
    """Return the address of the page with id `new` in the folder of `uri`."""
    folder, slash, _ = uri.rpartition("/")
    return f"{folder}{slash}{new}"
