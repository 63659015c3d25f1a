"""The parser of a page's blocks: what is common to the steps that read the kinds of block.

The steps follow Python-Markdown's block processors, in their order and with their quirks: what is prose here is what
the renderer hands to its inline patterns, and nothing simpler can promise that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kb.prose.html import Element
from kb.prose.lines import Block, split_blocks
from kb.prose.patterns import SPECIAL
from kb.prose.tree import Node, Outline

_DEPTH: Final = 40


@dataclass
class OpenBlock:
    """A `///` block that has not been closed; hungry when it waits for more, raw when it holds no text."""

    length: int
    node: Node
    parent: Node
    hungry: bool = False
    is_raw: bool = False


@dataclass
class BlockParser:
    """Parses into `outline`.

    Each of `steps` takes what it knows from the front of the blocks, or says that it knows nothing. Lines of ELEMENT
    stand for `elements`, lines of CODE perhaps for `fences`, by the place of the opening mark.
    """

    steps: Sequence["Step"]
    elements: Sequence[Element]
    fences: Mapping[int, Block]
    outline: Outline = field(default_factory=Outline)
    open: list[OpenBlock] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    depth: int = 0

    @property
    def state(self) -> str:
        """The innermost state: "list" or "looselist" within items, "detabbed" below what was indented, or another."""
        return self.states[-1] if self.states else ""

    def parse_lines(self, parent: Node, lines: Block, state: str = "") -> None:
        """Parse lines with empty ones among them."""
        self.parse(parent, split_blocks(lines), state)

    def parse(self, parent: Node, blocks: list[Block], state: str = "") -> None:
        """Parse `blocks`, which is used up."""
        if state:
            self.states.append(state)
        self.depth += 1
        while blocks:
            if not blocks[0]:
                blocks.pop(0)
            elif not self._step(parent, blocks):
                self.paragraph(parent, blocks.pop(0))
        self.depth -= 1
        if state:
            self.states.pop()

    def _step(self, parent: Node, blocks: list[Block]) -> bool:
        if self.depth > _DEPTH or not (self.open or any("|" in text or SPECIAL.match(text) for _, text in blocks[0])):
            return False
        return any(step(self, parent, blocks) for step in self.steps)

    def paragraph(self, parent: Node, block: Block) -> None:
        """Take `block` for text: of the item of a tight list, or of a paragraph of its own."""
        if self.state != "list":
            parent.add("p", block)
        elif parent.last:
            parent.last.tail += block
        else:
            parent.text += block


Step = Callable[[BlockParser, Node, list[Block]], bool]
