"""What a diagram says: boxes, and arrows from one to another."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kb.diagnostics import Diagnostic
from kb.links import Wikilink
from kb.text import NOWHERE, Span


class ArrowKind(StrEnum):
    """What an arrow says, as it is written."""

    RAISES = "->"
    LOWERS = "-|"
    BESIDE = "--"
    MAY_RAISE = "..>"
    MAY_LOWER = "..|"

    @property
    def words(self) -> str:
        """The arrow as it is read aloud."""
        return {
            ArrowKind.RAISES: "raises or leads to",
            ArrowKind.LOWERS: "lowers",
            ArrowKind.BESIDE: "stands beside",
            ArrowKind.MAY_RAISE: "is thought to raise or lead to",
            ArrowKind.MAY_LOWER: "is thought to lower",
        }[self]

    @property
    def css(self) -> str:
        """The arrow's name in style sheets."""
        return self.name.lower().replace("_", "-")

    @property
    def lowers(self) -> bool:
        """Whether the arrow ends in a bar."""
        return self in (ArrowKind.LOWERS, ArrowKind.MAY_LOWER)

    @property
    def has_head(self) -> bool:
        """Whether the arrow leads from the one box to the other."""
        return self is not ArrowKind.BESIDE


class Box(NamedTuple):
    """A box by its text, and the link that makes it one; `span` is where it stands first."""

    text: str
    link: Wikilink | None = None
    span: Span = NOWHERE


class Arrow(NamedTuple):
    """An arrow between two boxes, by their places among the diagram's boxes."""

    tail: int
    head: int
    kind: ArrowKind
    label: str = ""
    span: Span = NOWHERE


class Fault(NamedTuple):
    """Why a line is no arrow, or not quite one, and the cure."""

    span: Span
    message: str
    hint: str


class Sketch(NamedTuple):
    """Boxes in order of appearance, arrows in the order written, and what could not be read.

    `links` are all the links of the boxes, where they stand.
    """

    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    links: tuple[Wikilink, ...] = ()
    faults: tuple[Fault, ...] = ()


class Diagram(NamedTuple):
    """A diagram where a page has it: `span` is the opening line's, `id_span` that of its id."""

    id: str
    caption: str
    sketch: Sketch
    span: Span
    id_span: Span
    problems: tuple[Diagnostic, ...] = ()

    @property
    def links(self) -> Iterator[Wikilink]:
        """The links of the boxes, which lead from the page as its wikilinks do, but from no sentence."""
        yield from self.sketch.links
