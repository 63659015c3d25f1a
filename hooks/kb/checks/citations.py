"""Rules about what is cited."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.knowledge import Knowledge

_YEAR: Final = re.compile(r"\d{4}")


def unknown_citation_key(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every cited key has an entry in the bibliography."""
    entries = knowledge.bibliography.entries
    for article in knowledge.articles.values():
        unknown = article.keys.difference(entries)
        for item in article.cited if unknown else ():
            if item.key in unknown:
                message = f"no bibliography entry '{item.key}'"
                hint = (
                    did_you_mean(item.key, filter(partial(_may_mean, item.key), entries))
                    or "add it to bibliography.bib: 'kb add' and its DOI"
                )
                yield diagnose(article.page.source, item.span, "unknown-citation-key", message, hint)


def _may_mean(written: str, key: str) -> bool:
    """Whether `key` begins as `written` does or has its year; titles share words, and a shared one says nothing."""
    year = _YEAR.search(written)
    return written[:2].casefold() == key[:2].casefold() or (year is not None and year[0] in key)


def citation_slip(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No bracket looks like a citation and is none."""
    for article in knowledge.articles.values():
        for slip in article.slips:
            yield diagnose(article.page.source, slip.span, slip.code, slip.message, slip.hint)


def uncited_entry(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every entry of the bibliography is cited by a page, unless its key is one that cannot be."""
    bibliography = knowledge.bibliography
    malformed = {(each.line, each.column) for each in bibliography.problems if each.code == "malformed-key"}
    for key, entry in bibliography.entries.items():
        if key in knowledge.citing or bibliography.source.position(entry.key_span.start) in malformed:
            continue
        hint = "cite it or take it out"
        yield diagnose(bibliography.source, entry.key_span, "uncited-entry", f"no page cites '{key}'", hint)


CHECKS: Final = (unknown_citation_key, citation_slip, uncited_entry)
