"""Rules about diagrams."""

from collections.abc import Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge


def well_formed_diagram(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every diagram has a caption, an end and lines that are arrows, and no more than one can take in."""
    for article in knowledge.articles.values():
        for diagram in article.diagrams:
            yield from diagram.problems


def duplicate_diagram_id(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A diagram's id is its own on the page: no heading, no claim and no other diagram has it."""
    for article in knowledge.articles.values():
        taken = {heading.id for heading in article.headings} | {claim.id for claim in article.claims}
        for diagram in article.diagrams:
            if diagram.id and diagram.id in taken:
                message = f"the id '{diagram.id}' is taken by a heading, a claim or another diagram"
                hint = "choose another"
                yield diagnose(article.page.source, diagram.id_span, "duplicate-diagram-id", message, hint)
            taken.add(diagram.id)


CHECKS: Final = (well_formed_diagram, duplicate_diagram_id)
