"""Rules about pages and their front matter."""

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.text import NOWHERE, Span


def front_matter(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every page has front matter that can be read and holds what its kind needs."""
    for article in knowledge.articles.values():
        yield from article.page.problems


def misplaced_page(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Machineries live in docs/machineries, mechanisms in docs/mechanisms."""
    for article in knowledge.articles.values():
        page = article.page
        if page.kind and PurePosixPath(page.uri).parent.as_posix() != page.kind.folder:
            hint = f"move it to docs/{page.kind.folder}/"
            yield diagnose(page.source, page.place("kind"), "misplaced-page", f"a {page.kind} lives elsewhere", hint)


def duplicate_name(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No two pages share an id, a title or an alias."""
    for article in knowledge.articles.values():
        page = article.page
        for name, span in _names(page):
            other = knowledge.names[name.casefold()]
            if other.uri != page.uri:
                message = f"'{name}' already names {other.source.path}"
                yield diagnose(page.source, span, "duplicate-name", message, "choose another name")


def _names(page: Page) -> Iterator[tuple[str, Span]]:
    if page.kind:
        yield page.id, NOWHERE
        yield page.title, page.place("title")
    aliases = page.fields.fields.get("aliases")
    for alias in aliases.items if aliases else ():
        if alias.text:
            yield alias.text, alias.span


def second_title(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A page has one heading of the first level: its title, in the front matter."""
    for article in knowledge.articles.values():
        for heading in article.headings:
            if heading.level == 1:
                message = "a heading of the first level beside the title"
                yield diagnose(article.page.source, heading.span, "second-title", message, "write it with '##'")


def future_review(knowledge: Knowledge, today: datetime.date) -> Iterator[Diagnostic]:
    """No page was reviewed after `today`, and no evidence changed then."""
    for article in knowledge.articles.values():
        page = article.page
        if page.reviewed and page.reviewed > today:
            message = f"the page was reviewed on {page.reviewed}, which is to come"
            yield diagnose(page.source, page.place("reviewed"), "future-review", message, "write the day of the review")
        for day, _ in page.changes:
            if day > today:
                message = f"the evidence changed on {day}, which is to come"
                yield diagnose(
                    page.source, page.place("changes"), "future-review", message, "write the day of the change"
                )


def not_utf_8(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every page is in UTF-8; what is not was read as U+FFFD, which nobody writes."""
    for article in knowledge.articles.values():
        source = article.page.source
        if "\ufffd" in source.text:
            message = "the page holds bytes that are not UTF-8, or a character that was lost before"
            yield diagnose(source, source.text.index("\ufffd"), "not-utf-8", message, "save the file as UTF-8")


CHECKS: Final = (front_matter, misplaced_page, duplicate_name, second_title, not_utf_8)
