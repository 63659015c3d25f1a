"""What one version of the knowledge may take from the version before it, in a program that goes on running.

Everything taken is what would be made again: each rule says of what it is made, and whether any of that has changed.
"""

from collections.abc import Iterator

from kb import reading
from kb.articles import Article
from kb.evidence import build_evidence
from kb.knowledge import Knowledge


def renew(knowledge: Knowledge, before: Knowledge) -> Knowledge:
    """Return `knowledge` when it has taken what `before`, the version before it, has made of what they share.

    What is taken may hold pages of the version before: their front matter, all that is shown of them elsewhere, is the
    same to the letter.
    """
    taken = knowledge.__dict__  # where a cached property keeps its value
    # The pages that parts of indices have are made of the others, and come later.
    parts = {part.page.uri for part in before.__dict__.get("parts", ())}
    known = {uri: each for uri, each in before.articles.items() if uri not in parts}
    changed = [(each, known.get(uri)) for uri, each in knowledge.articles.items()]
    changed = [(new, old) for new, old in changed if new is not old]
    is_same_bibliography = knowledge.bibliography is before.bibliography
    if is_same_bibliography and "evidence" in before.__dict__:
        fresh = {new.page.uri: _evidence(new, knowledge) for new, _ in changed if new.page.kind}
        old = before.evidence
        taken["evidence"] = {
            uri: fresh[uri] if uri in fresh else old[uri] for uri, each in knowledge.articles.items() if each.page.kind
        }
    if len(knowledge.articles) != len(known):
        return knowledge
    pairs = [(new, old) for new, old in changed if old and _front(new) == _front(old)]
    if len(pairs) < len(changed):
        return knowledge
    for name in _unchanged(pairs, knowledge, before):
        if name in before.__dict__:
            taken[name] = before.__dict__[name]
    is_same_list = is_same_bibliography and "citing" in taken and knowledge.evidence == before.evidence
    if is_same_list and "indices" in before.__dict__:
        taken["indices"], taken["parts"] = before.indices, before.parts
    return knowledge


def _unchanged(pairs: list[tuple[Article, Article]], knowledge: Knowledge, before: Knowledge) -> Iterator[str]:
    """Yield what is made of pages' front matter, and of that in their text which is the same in each pair."""
    yield from ("graph", "loops")
    is_same_map = knowledge.previous_layout == before.previous_layout
    if is_same_map and all(new.outline == old.outline and new.page.uri != reading.URI for new, old in pairs):
        yield from ("reading_paths", "on_paths")
    if all({item.key for item in new.cited} == {item.key for item in old.cited} for new, old in pairs):
        yield "citing"
    if all(new.mentions == old.mentions for new, old in pairs):
        yield "backlinks"


def _front(article: Article) -> tuple[str, str]:
    page = article.page
    return page.source.path, page.source.text[: page.body.start]


def _evidence(article: Article, knowledge: Knowledge) -> object:
    keys = (item.key for item in article.cited)
    return build_evidence(article.page, article.claims, keys, knowledge.bibliography)
