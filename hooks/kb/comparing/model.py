"""What two states of the atlas are compared by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kb.pages import Page
from kb.vocabulary import Grade

Item = TypeVar("Item")


@dataclass(frozen=True)
class Statement:
    """A claim or a relation.

    `name` is what it says in a line, `wording` what its author wrote for it: a claim's statement, a relation's reason.
    `rest` is what else is written of it: a claim's text, a relation's conditions. Where it stands, and what the pages
    that it names are called, makes no other statement of it.
    """

    page: Page = field(compare=False)
    id: str = field(compare=False)
    name: str = field(compare=False)
    wording: str
    grade: Grade | None
    supports: frozenset[str]
    disputes: frozenset[str]
    rest: str


@dataclass(frozen=True)
class Reference:
    """A cited work: its reference, the address at its end, and what its entry says; nothing where there is no entry."""

    key: str
    fields: Mapping[str, str]
    text: str = field(default="", compare=False)
    link: str = field(default="", compare=False)


@dataclass(frozen=True)
class Change(Generic[Item]):
    """What something was and what it is: None before it was added, None after it was removed."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """What it is, or was if it is no more."""
        item = self.after if self.after is not None else self.before
        assert item is not None  # noqa: S101  # one of the two is always there
        return item


@dataclass(frozen=True)
class Comparison:
    """All changes; `pages` have the new state first. `unread` are the paths of pages that could not be read."""

    claims: tuple[Change[Statement], ...]
    relations: tuple[Change[Statement], ...]
    references: tuple[Change[Reference], ...]
    pages: tuple[Change[Page], ...]
    unread: tuple[str, ...] = ()
