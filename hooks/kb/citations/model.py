"""Citations as values."""

from typing import NamedTuple

from kb.text import Span


class Locator(NamedTuple):
    """A place in a work: `label` is its canonical term ("page", "chapter", "table", ...), `value` what follows it."""

    label: str
    value: str


class CitationItem(NamedTuple):
    """One cited work within a citation; `span` is that of its key.

    `prefix` and `suffix` are the author's Markdown, trimmed; `suffix` is what follows the locator.
    """

    key: str
    span: Span
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    suppress_author: bool = False


class Citation(NamedTuple):
    """A group of citation items, or a narrative citation, whose first item stands in the sentence."""

    span: Span
    items: tuple[CitationItem, ...]
    narrative: bool = False
