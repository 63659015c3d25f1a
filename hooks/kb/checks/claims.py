"""Rules about claims."""

from collections.abc import Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge
from kb.vocabulary import Grade


def well_formed(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every claim has a statement, an end, an id and a grade."""
    for _, claim in knowledge.claims:
        yield from claim.problems


def duplicate_claim_id(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A claim's id is its own on the page: no heading and no other claim has it."""
    for article in knowledge.articles.values():
        taken = {heading.id for heading in article.headings}
        for claim in article.claims:
            if claim.id in taken:
                message = f"the id '{claim.id}' is taken by a heading or another claim"
                yield diagnose(article.page.source, claim.place("id"), "duplicate-claim-id", message, "choose another")
            taken.add(claim.id)


def unsupported_claim(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A claim of any grade but theoretical rests on a supporting work."""
    for page, claim in knowledge.claims:
        if claim.grade and claim.grade is not Grade.THEORETICAL and not claim.supports:
            message = f"a claim graded {claim.grade} needs a supporting work"
            hint = "add 'supports: [key]' or grade it theoretical"
            yield diagnose(page.source, claim.place("grade"), "unsupported-claim", message, hint)


def undisputed_claim(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A mixed or contested claim names a work against it."""
    for page, claim in knowledge.claims:
        if claim.grade and claim.grade.is_disputed and not claim.disputes:
            message = f"a claim graded {claim.grade} needs a disputing work"
            hint = "add 'disputes: [key]' or change the grade"
            yield diagnose(page.source, claim.place("grade"), "undisputed-claim", message, hint)


def work_on_both_sides(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No work stands both for and against a claim."""
    for page, claim in knowledge.claims:
        supporting = {item.key for item in claim.supports}
        for item in claim.disputes:
            if item.key in supporting:
                message = f"'{item.key}' both supports and disputes the claim"
                yield diagnose(page.source, item.span, "work-on-both-sides", message, "keep the one that holds")


CHECKS: Final = (well_formed, duplicate_claim_id, unsupported_claim, undisputed_claim, work_on_both_sides)
