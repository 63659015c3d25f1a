"""Lists in which a reader finds pages and works by what is known of them.

An index is one page as long as it is short. A long one has a page for each of its parts, and on its own page the list
of these, so that no page grows with the atlas.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from kb.bibliography import Bibliography, Entry
from kb.evidence import Evidence
from kb.generated import INDICES, generated_page
from kb.graph import Graph
from kb.pages import Page
from kb.richtext import plain
from kb.style.kinds import kind_of
from kb.style.names import inverted
from kb.style.order import folded
from kb.style.titles import work_title
from kb.vocabulary import GRADES, Kind, Level

FOLDER: Final = "find"
MOST: Final = 1_000  # lines of an index that is one page
_FIGURES: Final = "0–9"
_LONGEST: Final = 5  # letters of a heading


class Line(NamedTuple):
    """A page under a name, or works under the name of who wrote them; `note` is what else to say of it."""

    words: str
    page: Page | None = None
    note: str = ""
    works: tuple[Entry, ...] = ()


class Group(NamedTuple):
    """Lines under a heading; groups of one `part` stand together when the index is split."""

    heading: str
    lines: tuple[Line, ...]
    part: str
    page: Page | None = None


@dataclass(frozen=True)
class Index:
    """An index: `name` is its file's, `about` says what it is for."""

    name: str
    title: str
    about: str
    groups: tuple[Group, ...]

    @property
    def uri(self) -> str:
        """The page of the index."""
        return f"{FOLDER}/{self.name}.md"

    @cached_property
    def parts(self) -> Mapping[str, tuple[Group, ...]]:
        """The groups by part, or nothing when the index is one page."""
        if sum(len(group.lines) for group in self.groups) <= MOST:
            return {}
        return {part: tuple(groups) for part, groups in groupby(self.groups, key=lambda group: group.part)}

    def part_uri(self, part: str) -> str:
        """Return the page of a part."""
        letters = (c if c.isascii() and c.isalnum() else "-" if c in " ,–" else f"{ord(c):x}" for c in part.lower())
        return f"{FOLDER}/{self.name}/{''.join(letters)}.md"


def find_part_pages(indices: Mapping[str, Index]) -> Iterator[tuple[str, str]]:
    """Yield the uri and the Markdown of every page that a part of an index has."""
    for index in indices.values():
        for part in index.parts:
            yield (
                index.part_uri(part),
                generated_page(f"{index.title}: {part}", index.about, f"index {index.name} {part}"),
            )


def build_indices(
    pages: Iterable[Page],
    graph: Graph,
    evidence: Mapping[str, Evidence],
    bibliography: Bibliography,
    keys: Iterable[str],
) -> Mapping[str, Index]:
    """Return the indices by name: of `pages`, of the nodes of `graph`, and of the works with `keys`."""
    nodes = sorted(graph.nodes.values(), key=_by_title)
    works = [bibliography[key] for key in keys if key in bibliography]
    groups: Mapping[str, Iterable[Group]] = {
        "titles": _titles(pages),
        "machineries": _machineries(nodes, graph),
        "levels": _levels(nodes),
        "grades": _grades(nodes, evidence),
        "authors": _authors(works),
        "years": _years(works),
    }
    return {name: Index(name, *INDICES[name], tuple(each)) for name, each in groups.items()}


def _titles(pages: Iterable[Page]) -> Iterator[Group]:
    # The pages of parts are not there yet when the parts are counted, and must not change them.
    lines = [Line(page.title, page) for page in pages if page.uri.count("/") < 2 or not page.uri.startswith(FOLDER)]
    lines += [Line(alias, line.page, "see") for line in lines if line.page for alias in line.page.aliases]
    yield from _lettered(lines)


def _machineries(nodes: Sequence[Page], graph: Graph) -> Iterator[Group]:
    loose = {page.id: page for page in nodes if page.kind is Kind.MECHANISM}
    left = dict(loose)
    for page in nodes:
        if page.kind is not Kind.MACHINERY:
            continue
        labels: dict[str, list[str]] = {}
        for edge in graph.neighbourhood(page.id):
            if edge.other in loose:
                # The label is read from the mechanism, whose line it stands in.
                type_ = edge.relation.type
                labels.setdefault(edge.other, []).append(type_.label if edge.is_implied else type_.inverse)
                left.pop(edge.other, None)
        found = sorted((graph.nodes[other] for other in labels), key=_by_title)
        lines = tuple(Line(each.title, each, ", ".join(dict.fromkeys(labels[each.id]))) for each in found)
        yield Group(page.title, lines, _letter(page.title), page)
    if left:
        yield Group("No machinery", tuple(Line(page.title, page) for page in left.values()), "No machinery")


def _levels(nodes: Sequence[Page]) -> Iterator[Group]:
    for level in Level:
        lines = tuple(Line(page.title, page, page.summary) for page in nodes if page.level is level)
        if lines:
            yield Group(level.capitalize(), lines, level.capitalize())


def _grades(nodes: Sequence[Page], evidence: Mapping[str, Evidence]) -> Iterator[Group]:
    for grade in GRADES:
        counts = [(page, dict(evidence[page.uri].grades).get(grade, 0)) for page in nodes]
        counts.sort(key=lambda each: -each[1])
        lines = tuple(Line(page.title, page, f"{n} claim{'s' if n > 1 else ''}") for page, n in counts if n)
        if lines:
            yield Group(grade.words, lines, grade.words)


def _authors(works: Iterable[Entry]) -> Iterator[Group]:
    written: dict[str, dict[str, Entry]] = {}
    for entry in works:
        for role in ("author", "editor"):
            for name in entry.names[role].people if role in entry.names else ():
                written.setdefault(inverted(name), {})[entry.key] = entry
    yield from _lettered(
        Line(name, works=tuple(sorted(entries.values(), key=_by_year))) for name, entries in written.items()
    )


def _years(works: Iterable[Entry]) -> Iterator[Group]:
    for year, entries in groupby(sorted(works, key=_by_year), key=_year):
        lines = tuple(Line(title_of(entry), works=(entry,)) for entry in entries)
        heading = str(year) if year else "Undated"
        yield Group(heading, lines, heading)


def title_of(entry: Entry) -> str:
    """Return the title of a work as its reference has it."""
    return plain(work_title(entry, kind_of(entry))) or "Untitled"


def _lettered(lines: Iterable[Line]) -> Iterator[Group]:
    """Yield `lines` by their first letter."""
    ordered = sorted(lines, key=lambda line: (_letter(line.words) != _FIGURES, folded(line.words), line.words))
    for letter, inside in groupby(ordered, key=lambda line: _letter(line.words)):
        yield from _divided(letter, tuple(inside), 1)


def _divided(heading: str, lines: tuple[Line, ...], letters: int) -> Iterator[Group]:
    """Yield `lines`, which have so many first letters in common, by as many more as leave no group too long."""
    if len(lines) <= MOST // 2 or letters == _LONGEST:
        yield Group(heading, lines, heading)
        return
    for start, inside in groupby(lines, key=lambda line: folded(line.words)[: letters + 1].strip(" ,.").capitalize()):
        yield from _divided(start, tuple(inside), letters + 1)


def _letter(words: str) -> str:
    first = folded(words)[:1].upper()
    return first if first.isalpha() else _FIGURES


def _by_title(page: Page) -> tuple[str, str]:
    return page.title.casefold(), page.uri


def _year(entry: Entry) -> int:
    return entry.date.year if entry.date else 0


def _by_year(entry: Entry) -> tuple[int, str, str]:
    return -_year(entry), title_of(entry).casefold(), entry.key
