"""Blocks between lines of slashes, as pymdownx.blocks reads them."""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.prose import patterns
from kb.prose.lines import TAB, Block, cut, detab
from kb.prose.parser import BlockParser, OpenBlock
from kb.prose.tree import Node

# The `///` blocks of pymdownx and our own.
_BLOCKS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("admonition", "note", "attention", "caution", "danger", "error"), "admonition"),
    **dict.fromkeys(("tip", "hint", "warning", "important"), "admonition"),
    "details": "details",
    "claim": "section",
    "diagram": "figure",
    "view": "div",
}
# Those whose lines are none of Markdown's.
_RAW: Final = frozenset({"diagram"})


def parse_slashes(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a block that begins, or more of one that has begun."""
    if hungry := _hungry(parser, parent):
        entry = next(each for each in parser.open if each.hungry and each.parent is hungry)
        leaked = hungry.last
        if leaked and leaked is not entry.node:
            hungry.kids.pop()
            leaked.parent = entry.node
            entry.node.kids.append(leaked)
        entry.hungry = False
        _fill(parser, blocks, hungry)
        return True
    block = blocks[0]
    for index, line in enumerate(block):
        match = patterns.OPENING.match(line[1]) if "///" in line[1][:6] else None
        if not match or match["name"].lower() not in _BLOCKS:
            continue
        end = next(_ends(block[index + 1 :], len(match["marks"])), len(block))
        at = index + 1
        while at < min(len(block), index + 1 + end) and patterns.OPTION.match(block[at][1]):
            at += 1
        if not _are_options(block[index + 1 : at]):
            return False
        blocks.pop(0)
        parser.parse(parent, [block[:index]])
        blocks.insert(0, block[at:])
        if parent.tag in ("li", "dd"):
            parent.loosen(len(parent.kids))
        parser.outline.kept.append(cut(line, 0, match.start("title") if match["title"] else None))
        node = parent.add(_BLOCKS[match["name"].lower()])
        if match["title"]:
            node.add("p", [cut(line, *match.span("title"))])
        parser.open.append(OpenBlock(len(match["marks"]), node, parent, is_raw=match["name"].lower() in _RAW))
        _fill(parser, blocks, parent)
        return True
    return False


def _hungry(parser: BlockParser, parent: Node | None) -> Node | None:
    if not parser.open or not parser.open[-1].hungry:
        return None
    while parent and parent is not parser.open[-1].parent:
        parent = parent.last
    return parent


def _fill(parser: BlockParser, blocks: list[Block], parent: Node) -> None:
    while blocks and parser.open:
        entry = parser.open[-1]
        block = blocks.pop(0)
        items, node = 0, entry.node if len(parser.open) > 1 else parent
        while node is not parent and node.parent:
            node = node.parent
            items += node.tag in ("li", "dd")
        inner, rest = detab(block, items * TAB)
        if not inner:
            inner, rest = rest, []
        if rest:
            blocks.insert(0, rest)
        end = next(_ends(inner, entry.length), None)
        if end is not None:
            parser.outline.kept.append(inner[end])
            if inner[end + 1 :]:
                blocks.insert(0, inner[end + 1 :])
            inner = inner[:end]
        if not entry.is_raw:
            parser.parse(entry.node, [inner], "blocks")
        if end is not None:
            parser.open.pop()
    if parser.open:
        parser.open[-1].hungry = True


def _ends(block: Block, length: int) -> Iterator[int]:
    for index, (_, text) in enumerate(block):
        if "///" in text and (match := patterns.CLOSING.match(text)) and len(match[1]) == length:
            yield index


def _are_options(block: Block) -> bool:
    """Tell whether lines are YAML as far as `name:` or a list's dash shows, or there are none."""
    if not block:
        return True
    indent = len(block[0][1]) - len(block[0][1].lstrip(" "))
    base = [text for _, text in block if text[: indent + 1].strip(" ")]
    return bool(patterns.OPTIONS.match(block[0][1])) and all(patterns.OPTIONS.match(text) for text in base)
