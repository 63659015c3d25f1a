"""Rules about works: whether their entries were checked, and whether they still stand."""

import datetime
from bisect import bisect
from collections.abc import Iterator, Mapping
from typing import Final

from kb.articles import Article
from kb.bibliography import Bibliography, Entry, check_of, status_of
from kb.bibliography.entry import remembered
from kb.citations import CitationItem
from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge
from kb.text import Source, Span


def unchecked_entry(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every entry says whether it was checked, unless what is wrong with it is that it lost fields, or has none."""
    source = knowledge.bibliography.source
    for entry in _unchecked(knowledge.bibliography):
        hint = "look the work up and add checked, checkedon and checkedby"
        yield diagnose(source, entry.key_span, "unchecked-entry", f"nobody has checked '{entry.key}'", hint)


@remembered
def _unchecked(bibliography: Bibliography) -> tuple[Entry, ...]:
    damaged = _damaged(bibliography)
    return tuple(each for each in bibliography if not each.text("checked") and each.key not in damaged)


def _damaged(bibliography: Bibliography) -> frozenset[str]:
    lost = [each.line for each in bibliography.problems if each.code in ("empty-entry", "lost-field")]
    if not lost:
        return frozenset()
    begins = sorted((bibliography.source.position(each.key_span.start)[0], each.key) for each in bibliography)
    return frozenset(begins[bisect(begins, line, key=lambda each: each[0]) - 1][1] for line in lost if begins)


def future_check(knowledge: Knowledge, today: datetime.date) -> Iterator[Diagnostic]:
    """No entry was checked after `today`."""
    source = knowledge.bibliography.source
    for key, day in _checked(knowledge.bibliography):
        if day > today:
            message = f"'{key}' was checked on {day}, which is to come"
            place = knowledge.bibliography.place(key, "checkedon")
            yield diagnose(source, place, "future-check", message, "write the day of the check")


@remembered
def _checked(bibliography: Bibliography) -> tuple[tuple[str, datetime.date], ...]:
    """Return when each work was checked that says so."""
    return tuple((entry.key, check.day) for entry in bibliography if (check := check_of(entry)))


def fallen_work_cited(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A page that cites a work which was retracted, or is under concern, says why it does."""
    fallen = _fallen(knowledge.bibliography)
    for article in knowledge.articles.values() if fallen else ():
        page = article.page
        for item in _first_places(article):
            if item.key not in fallen or item.key in page.acknowledges:
                continue
            retracted = fallen[item.key]
            code = "retracted-work-cited" if retracted else "doubted-work-cited"
            message = f"'{item.key}' was retracted" if retracted else f"'{item.key}' is under an expression of concern"
            hint = f"cite another work, or say why with 'acknowledges: {{{item.key}: reason}}'"
            yield diagnose(page.source, item.span, code, message, hint)


def needless_acknowledgement(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A page acknowledges only what it cites and what no longer stands."""
    fallen = _fallen(knowledge.bibliography)
    for article in knowledge.articles.values():
        page = article.page
        if not page.acknowledges:
            continue
        cited = {item.key for item in article.cited}
        for key, span in page.acknowledges.items():
            if key not in fallen or key not in cited:
                message = f"'{key}' " + ("is not cited on this page" if key in fallen else "has no mark of retraction")
                yield diagnose(page.source, span, "needless-acknowledgement", message, "take the line out")


def lost_support(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No claim and no relation rests on retracted works alone, acknowledged or not."""
    retracted = {key for key, is_retracted in _fallen(knowledge.bibliography).items() if is_retracted}
    for article in knowledge.articles.values() if retracted else ():
        source = article.page.source
        for claim in article.claims:
            yield from _lost(source, claim.place("supports"), "claim", claim.supports, retracted)
        for relation in article.relations:
            place = relation.places.get("cites", relation.span)
            yield from _lost(source, place, "relation", relation.cites, retracted)


def _lost(
    source: Source, place: Span, what: str, works: tuple[CitationItem, ...], retracted: set[str]
) -> Iterator[Diagnostic]:
    if works and all(item.key in retracted for item in works):
        message = f"every work that carries this {what} was retracted"
        yield diagnose(source, place, "lost-support", message, f"name a work that stands, or take the {what} out")


@remembered
def _fallen(bibliography: Bibliography) -> Mapping[str, bool]:
    """Return the works that no longer stand as published, and whether they were retracted."""
    statuses = ((entry.key, status_of(entry)) for entry in bibliography)
    return {key: status.is_retracted for key, status in statuses if status}


def _first_places(article: Article) -> Iterator[CitationItem]:
    """Yield each work that the page cites where it does so first."""
    seen: set[str] = set()
    for item in sorted(article.cited, key=lambda item: item.span):
        if item.key not in seen:
            seen.add(item.key)
            yield item


CHECKS: Final = (unchecked_entry, fallen_work_cited, needless_acknowledgement, lost_support)
