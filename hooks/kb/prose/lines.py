"""Lines of a source, each with its place in it: what containers are peeled from."""

from collections.abc import Iterable
from typing import Final

Line = tuple[int, str]
Block = list[Line]

TAB: Final = 4
INDENT: Final = " " * TAB
# Lines that stand for what has been taken out: code or raw HTML, and an element with Markdown in it, by its number.
CODE: Final = "\x02"
ELEMENT: Final = "\x03"


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Return the lines of `text`, the first at `start`; lines of white space are empty."""
    lines: list[Line] = []
    for line in text.split("\n"):
        lines.append((start, line if line.strip(" ") else ""))
        start += len(line) + 1
    return lines


def split_blocks(lines: Iterable[Line]) -> list[Block]:
    """Return the runs of lines between empty ones."""
    blocks: list[Block] = []
    block: Block = []
    for line in lines:
        if line[1]:
            block.append(line)
        elif block:
            blocks.append(block)
            block = []
    if block:
        blocks.append(block)
    return blocks


def join(block: Block) -> str:
    """Return the text of `block`."""
    return "\n".join([text for _, text in block])


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """Return a stretch of `line`."""
    return line[0] + start, line[1][start:end]


def strip(line: Line) -> Line:
    """Return `line` without spaces around it."""
    text = line[1].lstrip(" ")
    return line[0] + len(line[1]) - len(text), text.rstrip(" ")


def detab(block: Block, width: int = TAB) -> tuple[Block, Block]:
    """Return the first lines that are indented by `width`, without that, and the other lines."""
    indent = " " * width
    for index, (_, text) in enumerate(block):
        if not text.startswith(indent) and text.strip(" "):
            return [cut(line, width) for line in block[:index]], block[index:]
    return [cut(line, width) for line in block], []


def loose_detab(block: Block, levels: int = 1) -> Block:
    """Return `block` with every line that is indented by `levels` outdented by them."""
    indent = INDENT * levels
    return [cut(line, len(indent)) if line[1].startswith(indent) else line for line in block]
