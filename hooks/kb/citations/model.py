"""Citations as values."""

from dataclasses import dataclass

from kb.text import Span


@dataclass(frozen=True)
class Locator:
    """A place in a work: `label` is its canonical term ("page", "chapter", "table", ...), `value` what follows it."""

    label: str
    value: str


@dataclass(frozen=True)
class CitationItem:
    """One cited work within a citation; `span` is that of its key.

    `prefix` and `suffix` are the author's Markdown, trimmed; `suffix` is what follows the locator.
    """

    key: str
    span: Span
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True)
class Citation:
    """A group of citation items, or a narrative citation, whose first item stands in the sentence."""

    span: Span
    items: tuple[CitationItem, ...]
    narrative: bool = False
