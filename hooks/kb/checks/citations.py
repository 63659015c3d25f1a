"""Rules about what is cited."""

from collections.abc import Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.knowledge import Knowledge


def unknown_citation_key(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every cited key has an entry in the bibliography."""
    for article in knowledge.articles.values():
        for item in article.cited:
            if item.key not in knowledge.bibliography:
                message = f"no bibliography entry '{item.key}'"
                hint = did_you_mean(item.key, knowledge.bibliography.entries) or "add it to bibliography.bib"
                yield diagnose(article.page.source, item.span, "unknown-citation-key", message, hint)


def citation_slip(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No bracket looks like a citation and is none."""
    for article in knowledge.articles.values():
        for slip in article.slips:
            yield diagnose(article.page.source, slip.span, slip.code, slip.message, slip.hint)


def uncited_entry(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every entry of the bibliography is cited by a page."""
    for key, entry in knowledge.bibliography.entries.items():
        if key not in knowledge.citing:
            source = knowledge.bibliography.source
            hint = "cite it or take it out"
            yield diagnose(source, entry.key_span, "uncited-entry", f"no page cites '{key}'", hint)


CHECKS: Final = (unknown_citation_key, citation_slip, uncited_entry)
