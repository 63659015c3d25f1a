"""From two states of the atlas to what changed between them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from kb.articles import Article
from kb.bibliography import Entry, Names
from kb.citations import CitationItem
from kb.comparing.model import Change, Comparison, Reference, Statement
from kb.comparing.renames import Renames, build_renames
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.richtext import RichText, plain
from kb.style import build_works, format_reference

Item = TypeVar("Item")
Keyed = tuple[tuple[str, ...], Statement]


def build_comparison(before: Knowledge, after: Knowledge) -> Comparison:
    """Return what changed from `before` to `after`, in the order of pages and of what stands on them.

    Generated pages do not count. A page that redirects from one that is gone is that page.
    """
    renames, same = build_renames(before, after), Renames()
    old, new = _articles(before), _articles(after)
    unread = (each.page.source.path for each in (*old, *new) if not each.page.is_readable)
    return Comparison(
        _changes(_numbered(_claims(old, renames)), _numbered(_claims(new, same))),
        _changes(_numbered(_relations(before, old, renames)), _numbered(_relations(after, new, same))),
        _references(before, old, after, new),
        _pages(old, new, renames),
        tuple(dict.fromkeys(unread)),
    )


def _articles(knowledge: Knowledge) -> tuple[Article, ...]:
    # A generated page is called in diagnostics by its uri alone.
    return tuple(each for uri, each in knowledge.articles.items() if each.page.source.path != uri)


def _changes(before: Mapping[Hashable, Item], after: Mapping[Hashable, Item]) -> tuple[Change[Item], ...]:
    keys = dict.fromkeys((*after, *before))
    pairs = ((before.get(key), after.get(key)) for key in keys)
    return tuple(Change(one, other) for one, other in pairs if one != other)


def _numbered(statements: Iterable[Keyed]) -> Mapping[Hashable, Statement]:
    """Return the statements by what tells them apart, and by their place among those that nothing does."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: dict[Hashable, Statement] = {}
    for key, statement in statements:
        seen[key] += 1
        found[*key, seen[key]] = statement
    return found


def _claims(articles: Iterable[Article], renames: Renames) -> Iterator[Keyed]:
    for article in articles:
        page = article.page
        uri = renames.uri(page.uri)
        for claim in article.claims:
            wording = " ".join(claim.title.split())
            text = " ".join(page.source.text[claim.body.start : claim.body.end].split())
            key = (uri, renames.anchor(uri, claim.id))
            works = _keys(claim.supports), _keys(claim.disputes)
            yield key, Statement(page, claim.id, wording or claim.id, wording, claim.grade, *works, text)


def _relations(knowledge: Knowledge, articles: Iterable[Article], renames: Renames) -> Iterator[Keyed]:
    nodes = knowledge.graph.nodes
    for article in articles:
        page = article.page
        for relation in article.relations:
            target = nodes[relation.target].title if relation.target in nodes else relation.target
            name = f"{page.title} {relation.type.label} {target}"
            wording, when = (" ".join(text.split()) for text in (relation.why, relation.when))
            key = (renames.uri(page.uri), relation.type.name, renames.id(relation.target))
            works = _keys(relation.cites), _keys(relation.disputes)
            yield key, Statement(page, relation.anchor, name, wording, relation.grade, *works, when)


def _keys(items: Iterable[CitationItem]) -> frozenset[str]:
    return frozenset(item.key for item in items)


def _references(
    before: Knowledge, old: Iterable[Article], after: Knowledge, new: Iterable[Article]
) -> tuple[Change[Reference], ...]:
    pairs = _changes(dict(_cited(before, old)), dict(_cited(after, new)))
    return tuple(Change(_formatted(before, each.before), _formatted(after, each.after)) for each in pairs)


def _cited(knowledge: Knowledge, articles: Iterable[Article]) -> Iterator[tuple[str, Reference]]:
    for key in sorted({item.key for article in articles for item in article.cited}):
        entry = knowledge.bibliography.get(key)
        yield key, Reference(key, dict(_fields(entry)) if entry else {})


def _formatted(knowledge: Knowledge, reference: Reference | None) -> Reference | None:
    entry = knowledge.bibliography.get(reference.key) if reference else None
    if not reference or not entry:
        return reference
    runs = format_reference(entry, build_works([entry]))
    links = (run.href for run in runs if run.href)
    return replace(reference, text=plain(run for run in runs if not run.href).strip(), link=next(links, ""))


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "type", entry.type
    yield from ((name, _names(names)) for name, names in entry.names.items())
    yield from ((name, _rich(text)) for name, text in entry.fields.items())


def _names(names: Names) -> str:
    people = (
        ", ".join(part for part in (f"{each.particle} {each.family}".strip(), each.suffix, each.given) if part)
        for each in names.people
    )
    return "; ".join((*people, *(["and others"] if names.others else ())))


def _rich(text: RichText) -> str:
    # Only braces and italics may differ: then the words alone would look as if nothing had changed.
    return "".join(f"{{{run.text}}}" if run.protected else f"*{run.text}*" if run.italic else run.text for run in text)


def _pages(old: Iterable[Article], new: Iterable[Article], renames: Renames) -> tuple[Change[Page], ...]:
    before = {renames.uri(each.page.uri): each.page for each in old}
    after = {each.page.uri: each.page for each in new}
    pairs = (Change(before.get(uri), after.get(uri)) for uri in sorted({*before, *after}))
    return tuple(each for each in pairs if _is_other(each))


def _is_other(change: Change[Page]) -> bool:
    if change.before is None or change.after is None:
        return True
    one, other = change.before, change.after
    return (one.uri, one.source.text) != (other.uri, other.source.text)
