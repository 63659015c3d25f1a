"""The tree of a page's blocks, as far as it says what is prose."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.prose.lines import Block, Line

LISTS = ("ul", "ol")


@dataclass(eq=False, slots=True)
class Node:
    """A block; `text` and `tail` are runs of inline text, as in an element of ElementTree."""

    tag: str
    parent: "Node | None" = None
    kids: list["Node"] = field(default_factory=list)
    text: Block = field(default_factory=list)
    tail: Block = field(default_factory=list)

    def add(self, tag: str, text: Block | None = None) -> "Node":
        """Append a new block and return it."""
        node = Node(tag, self, text=text or [])
        self.kids.append(node)
        return node

    @property
    def last(self) -> "Node | None":
        """The last block within."""
        return self.kids[-1] if self.kids else None

    def loosen(self, place: int = 0) -> None:
        """Move the text of a tight list's item into a paragraph at `place` among its blocks."""
        if self.text:
            self.kids.insert(place, Node("p", self, text=self.text))
            self.text = []

    def unlink(self) -> None:
        """Let go of all parents within: who holds no parent that holds it is gone with its last user."""
        for kid in self.kids:
            kid.parent = None
            kid.unlink()

    def leaves(self) -> Iterator[tuple[str, Block]]:
        """Yield the runs of inline text in reading order, each with the tag of its block."""
        if self.text:
            yield self.tag, self.text
        for kid in self.kids:
            yield from kid.leaves()
            if kid.tail and kid.tag != "pre":  # highlighting drops what follows code
                yield self.tag, kid.tail


@dataclass
class Outline:
    """What stands in a page beside its tree.

    `kept` are stretches of structure that masked text shows: the hashes of headings as ONE_LINE, the lines of `///`
    blocks, the labels of link definitions. `labels` and `notes` are those of links and of footnotes.
    """

    root: Node = field(default_factory=lambda: Node("root"))
    kept: list[Line] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    notes: dict[str, Block] = field(default_factory=dict)
