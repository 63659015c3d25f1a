"""An entry of the bibliography, free of any other program's types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, Protocol, TypeVar, TypeVarTuple

from kb.richtext import RichText, plain
from kb.text import NOWHERE, Span


class Remembering(Protocol):
    """What keeps what is made of it."""

    @property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What `remembered` functions have made of it."""


Places = Mapping[str, Span]
_Known = TypeVar("_Known", bound=Remembering)
_Made = TypeVar("_Made")
_More = TypeVarTuple("_More")


class Name(NamedTuple):
    """A person or, with `family` alone, a group or a one-name author; decoded text."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


class Names(NamedTuple):
    """The names of one role in the order of the entry; `others` when the list ends in "and others"."""

    people: tuple[Name, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.people)


class Date(NamedTuple):
    """A date as exactly as it is known; 0 where month or day is not."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True)
class Entry:
    """One cited work.

    `type` is lower case, as written. `span` is the place of the whole entry, `key_span` that of its key. `fields` holds
    every field but the names, decoded, under its BibTeX name whichever of BibTeX and BibLaTeX the entry uses
    (`journaltitle` is `journal`, `location` is `address`, ...); a subtitle stands in its title. `date` is the date of
    publication, `original` that of the original, None when not given or not a date (then `fields["year"]` has the
    words, such as "in press"). `raw` is the entry as it stands in the file, without control characters.
    """

    key: str
    type: str
    span: Span
    fields: Mapping[str, RichText] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    date: Date | None = None
    original: Date | None = None
    raw: str = ""
    key_span: Span = NOWHERE

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What `remembered` functions have made of the entry."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy or a file of the entry has: what it says."""
        return {name: value for name, value in self.__dict__.items() if name != "made"}

    def text(self, name: str) -> str:
        """Return the characters of the field `name`, or "" when the entry has none."""
        return plain(self.fields.get(name, ()))


def remembered(function: Callable[[_Known, *_More], _Made]) -> Callable[[_Known, *_More], _Made]:
    """Have `function` make the same of the same once; a work that many pages cite is formatted for all of them.

    What is made must be immutable, and of nothing but the arguments.
    """

    @wraps(function)
    def answer(known: _Known, *more: *_More) -> _Made:
        place = (function, *more)
        try:
            found: _Made = known.made[place]
        except KeyError:
            found = known.made.setdefault(place, function(known, *more))
        return found

    return answer
