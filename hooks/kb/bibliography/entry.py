"""An entry of the bibliography, free of any other program's types."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.richtext import RichText, plain
from kb.text import NOWHERE, Span


@dataclass(frozen=True)
class Name:
    """A person or, with `family` alone, a group or a one-name author; decoded text."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Names:
    """The names of one role in the order of the entry; `others` when the list ends in "and others"."""

    people: tuple[Name, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.people)


@dataclass(frozen=True, order=True)
class Date:
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
    words, such as "in press"). `spans` has the place of each field's value, names included. `raw` is the entry as it
    stands in the file, without control characters.
    """

    key: str
    type: str
    span: Span
    fields: Mapping[str, RichText] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    date: Date | None = None
    original: Date | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
    raw: str = ""
    key_span: Span = NOWHERE

    def text(self, name: str) -> str:
        """Return the characters of the field `name`, or "" when the entry has none."""
        return plain(self.fields.get(name, ()))
