"""A comparison as Markdown for a comment on GitHub."""

from typing import Final
from urllib.parse import quote

from kb.comparing.inert import code, inert
from kb.comparing.model import Change, Comparison, Reference, Statement
from kb.comparing.tables import Row, Table, render_tables
from kb.comparing.words import (
    claim_words,
    field_changes,
    grade_words,
    page_details,
    page_words,
    reference_words,
    relation_words,
    summary,
    works_words,
)
from kb.pages import Page

# GitHub refuses a comment of more than 65,536 characters; a workflow has a word to add.
LIMIT: Final = 60_000
_UNREAD: Final = 20


def to_markdown(comparison: Comparison, base: str, prefix: str = "") -> str:
    """Return what changed since `base`: a line of summary, then tables, as much of them as GitHub takes.

    Links lead to `prefix` and a page's path.
    """
    said = summary(comparison)
    if not said:
        return f"Nothing changed since {code(base)}.\n"
    unread = ", ".join(map(code, comparison.unread[:_UNREAD]))
    note = f"\nFront matter that can't be read, so that relations are missing here: {unread}\n" if unread else ""
    opening = f"**Evidence since {code(base)}.** {said[:1].upper()}{said[1:]}.\n{note}"
    claims = [_claim(each, prefix) for each in comparison.claims]
    relations = [_relation(each, prefix) for each in comparison.relations]
    references = [_reference(each) for each in comparison.references]
    pages = [_page(each, prefix) for each in comparison.pages]
    tables = (
        Table("Claims", ("Change", "Claim", "Page", "Grade", "Works"), claims),
        Table("Relations", ("Change", "Relation", "Why", "Grade", "Works"), relations),
        Table("References", ("Change", "Key", "Reference"), references),
        Table("Pages", ("Change", "Page", "What"), pages),
    )
    return opening + "".join(render_tables(tables, LIMIT - len(opening)))


def _claim(change: Change[Statement], prefix: str) -> Row:
    item = change.item
    page = _link(item.page, prefix) if change.after else inert(item.page.title)
    return ", ".join(claim_words(change)), inert(item.name) + _was(change), page, grade_words(change), _works(change)


def _relation(change: Change[Statement], prefix: str) -> Row:
    item = change.item
    words = item.name.removeprefix(item.page.title)
    source = _link(item.page, prefix) if change.after else inert(item.page.title)
    what = ", ".join(relation_words(change))
    return what, f"{source} {inert(words)}", inert(item.wording) + _was(change), grade_words(change), _works(change)


def _was(change: Change[Statement]) -> str:
    before, after = change.before, change.after
    return f" (was: {inert(before.wording)})" if before and after and before.wording != after.wording else ""


def _works(change: Change[Statement]) -> str:
    return "; ".join(f"{side} {', '.join(map(code, keys))}" for side, keys in works_words(change))


def _reference(change: Change[Reference]) -> Row:
    item = change.item
    changes = [f"{inert(name)}: {_value(old)} → {_value(new)}" for name, old, new in field_changes(change)]
    text = f"{inert(item.text)} {code(item.link)}".strip() or "no entry in the bibliography"
    return ", ".join(reference_words(change)), code(item.key), "; ".join(changes) or text


def _value(text: str) -> str:
    return inert(text) or "none"


def _page(change: Change[Page], prefix: str) -> Row:
    item = change.item
    name = _link(item, prefix) if change.after else inert(item.title)
    old = change.before.source.path if change.before else ""
    path = f"from {code(old)}" if change.after and old not in ("", item.source.path) else code(item.source.path)
    return ", ".join(page_words(change)), name, "; ".join([path, *map(inert, page_details(change))])


def _link(page: Page, prefix: str) -> str:
    path = quote(page.source.path.encode("utf-8", "surrogateescape"))
    return f"[{inert(page.title) or '…'}]({prefix}{path})"
