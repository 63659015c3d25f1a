"""What happened to something, in words."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from kb.comparing.model import Change, Comparison, Reference, Statement
from kb.pages import Page
from kb.vocabulary import GRADES, Grade

_ORDER: Final = (
    *("added", "new", "removed", "lost", "no longer cited", "renamed"),
    *("re-graded", "re-worded", "other works", "other conditions", "text changed", "changed", "touched"),
)


def claim_words(change: Change[Statement]) -> tuple[str, ...]:
    """Return what happened to a claim."""
    return _statement_words(change, "removed", "text changed")


def relation_words(change: Change[Statement]) -> tuple[str, ...]:
    """Return what happened to a relation."""
    return _statement_words(change, "lost", "other conditions")


def _statement_words(change: Change[Statement], gone: str, rest: str) -> tuple[str, ...]:
    before, after = change.before, change.after
    if before is None or after is None:
        return (gone if before else "added",)
    words = {
        "re-graded": before.grade != after.grade,
        "re-worded": before.wording != after.wording,
        "other works": (before.supports, before.disputes) != (after.supports, after.disputes),
        rest: before.rest != after.rest,
    }
    return tuple(word for word, holds in words.items() if holds)


def grade_words(change: Change[Statement]) -> str:
    """Return the grade, with the one it had before and whether it is stronger or weaker now."""
    before, after = change.before, change.after
    if before is None or after is None or before.grade == after.grade:
        return _grade(change.item.grade)
    moved = f"{_grade(before.grade)} → {_grade(after.grade)}"
    if not before.grade or not after.grade:
        return moved
    is_weaker = GRADES.index(before.grade) < GRADES.index(after.grade)
    return f"{moved} ({'weaker' if is_weaker else 'stronger'})"


def works_words(change: Change[Statement]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield on which side of a statement works are new or missing, and their keys."""
    before, after = change.before, change.after
    new, gone = ("newly ", "no longer ") if before and after else ("", "")
    for side in ("supports", "disputes"):
        old = getattr(before, side) if before else frozenset()
        now = getattr(after, side) if after else frozenset()
        word = "for" if side == "supports" else "against"
        yield from (
            (f"{when}{word}", tuple(sorted(keys))) for when, keys in ((new, now - old), (gone, old - now)) if keys
        )


def reference_words(change: Change[Reference]) -> tuple[str, ...]:
    """Return what happened to a reference."""
    return ("new" if not change.before else "changed" if change.after else "no longer cited",)


def field_changes(change: Change[Reference]) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the old and the new value of each field of an entry that is another; "" stands for none."""
    before = change.before.fields if change.before else {}
    after = change.after.fields if change.after else {}
    if change.before and change.after:
        for name in dict.fromkeys((*after, *before)):
            if before.get(name) != after.get(name):
                yield name, before.get(name, ""), after.get(name, "")


def page_words(change: Change[Page]) -> tuple[str, ...]:
    """Return what happened to a page."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ("removed" if before else "added",)
    return ("renamed",) if before.uri != after.uri else ("touched",)


def page_details(change: Change[Page]) -> Iterator[str]:
    """Yield which parts of a page are others, with the old and the new value where they are short."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    for name in ("title", "kind", "level", "status", "reviewed"):
        old, new = (getattr(page, name) for page in (before, after))
        if old != new:
            yield f"{name}: {old or 'none'} → {new or 'none'}"
    if before.summary != after.summary:
        yield "summary"
    if _body(before) != _body(after):
        yield "text"


def summary(comparison: Comparison) -> str:
    """Return how much of what changed, "" when nothing did."""
    parts = (
        ("claims", [claim_words(each) for each in comparison.claims]),
        ("relations", [relation_words(each) for each in comparison.relations]),
        ("references", [reference_words(each) for each in comparison.references]),
        ("pages", [page_words(each) for each in comparison.pages]),
    )
    return "; ".join(f"{name}: {_counted(tuple(chain(*found)))}" for name, found in parts if found)


def _counted(words: tuple[str, ...]) -> str:
    return ", ".join(f"{words.count(word)} {word}" for word in _ORDER if word in words)


def _grade(grade: Grade | None) -> str:
    return grade or "no grade"


def _body(page: Page) -> str:
    return page.source.text[page.body.start : page.body.end]
