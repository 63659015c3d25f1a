"""The works cited on one page, and what tells them apart there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from kb.bibliography.entry import Entry, Names, remembered
from kb.richtext import plain
from kb.style.credits import Credit, credit_of
from kb.style.csl import Csl
from kb.style.dates import year
from kb.style.distinction import given_names, names_shown
from kb.style.kinds import Kind, kind_of
from kb.style.names import inverted, listing, surname
from kb.style.order import ListOrder, list_order
from kb.style.titles import label_title


@dataclass(frozen=True)
class Work:
    """A work on a page: how many names the text shows, the first author's given names there, its letter."""

    entry: Entry
    kind: Kind
    credit: Credit
    given: str = ""
    shown: int = 0
    letter: str = ""

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What `remembered` functions have made of the work as it is told here."""
        return {}

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the authors as one list of references writes them, and how the text shows them."""
        return self.author("&"), *(inverted(person) for person in self.credit.names.people)

    def author(self, conjunction: str) -> str:
        """Return the author as the text has it, or nothing when the title stands there (APA 7 §8.17-8.21)."""
        people = self.credit.names.people
        names = [surname(person) for person in people]
        if names and self.given:
            names[0] = f"{self.given} {names[0]}"
        return listing(names, conjunction, self.shown, self.credit.names.others) if names else ""


@dataclass(frozen=True)
class Works:
    """The works of a page; iteration gives their keys in the order of its list of references.

    `csl` is what another style than ours makes of them, if one does.
    """

    order: tuple[str, ...] = ()
    csl: Csl | None = field(default=None, repr=False)
    _works: Mapping[str, Work] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, key: object) -> bool:
        return key in self._works

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each key in the list of references."""
        return {key: number for number, key in enumerate(self.order)}

    def __getitem__(self, key: str) -> Work:
        return self._works[key]


def build_works(entries: Iterable[Entry], csl: Csl | None = None) -> Works:
    """Build what tells the works of one page apart; of two entries with one key the first counts."""
    known: dict[str, Entry] = {}
    for entry in entries:
        known.setdefault(entry.key, entry)
    traits = {key: _traits(entry) for key, entry in known.items()}
    given = given_names({key: names for key, (names, _, _) in traits.items()})
    shown = names_shown({key: (names, (given.get(key, ""), told)) for key, (names, told, _) in traits.items()})
    works = {key: _work(entry, given.get(key, ""), shown[key]) for key, entry in known.items()}
    order = tuple(sorted(works, key=lambda key: (traits[key][2], key)))
    letters = _letters(works, order)
    if csl:
        order = csl.ordered(order)
    told = ((key, works[key], letters.get(key, "")) for key in order)
    found = {key: replace(work, letter=letter) if letter else work for key, work, letter in told}
    return Works(order, csl, MappingProxyType(found))


@remembered
def _work(entry: Entry, given: str, shown: int) -> Work:
    kind = kind_of(entry)
    return Work(entry, kind, credit_of(entry, kind), given, shown)


@remembered
def _traits(entry: Entry) -> tuple[Names, str, ListOrder]:
    """Return what tells `entry` from other works: its names, its year, its place among all."""
    kind = kind_of(entry)
    credit = credit_of(entry, kind)
    return credit.names, year(entry), list_order(entry, kind, credit)


def _letters(works: Mapping[str, Work], order: tuple[str, ...]) -> dict[str, str]:
    """Return the letters of works that the text could not tell apart, in list order (APA 7 §8.19)."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in order:
        work = works[key]
        author = work.author("&") or plain(label_title(work.entry, work.kind)[0])
        alike[author.casefold(), year(work.entry)].append(key)
    groups = (keys for keys in alike.values() if len(keys) > 1)
    return {key: _letter(place) for keys in groups for place, key in enumerate(keys)}


def _letter(place: int) -> str:
    return (_letter(place // 26 - 1) if place > 25 else "") + chr(ord("a") + place % 26)
