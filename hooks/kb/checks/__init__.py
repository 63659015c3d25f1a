"""What is wrong with the knowledge: one generator a rule, its docstring the rule."""

import datetime
from collections.abc import Callable, Iterator
from typing import Final

from kb.checks import (
    citations,
    claims,
    consistency,
    diagrams,
    layout,
    links,
    markup,
    pages,
    redirects,
    relations,
    works,
)
from kb.diagnostics import Diagnostic
from kb.knowledge import Knowledge

Check = Callable[[Knowledge], Iterator[Diagnostic]]

CHECKS: Final[tuple[Check, ...]] = (
    *citations.CHECKS,
    *pages.CHECKS,
    *links.CHECKS,
    *markup.CHECKS,
    *redirects.CHECKS,
    *claims.CHECKS,
    *diagrams.CHECKS,
    *relations.CHECKS,
    *consistency.CHECKS,
    *works.CHECKS,
    *layout.CHECKS,
)


def check(knowledge: Knowledge, today: datetime.date) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, sorted by place, each fault once."""
    found = {*knowledge.problems, *knowledge.bibliography.problems}
    found.update(pages.future_review(knowledge, today), works.future_check(knowledge, today))
    for rule in CHECKS:
        found.update(rule(knowledge))
    return tuple(sorted(found))
