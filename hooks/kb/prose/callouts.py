"""Admonitions, details and tabs, with the indented blocks that belong to them."""

import re
from typing import Final

from kb.prose import patterns
from kb.prose.lines import INDENT, TAB, Block, Line, cut, detab
from kb.prose.parser import BlockParser
from kb.prose.tree import LISTS, Node

_KINDS: Final = (("admonition", patterns.ADMONITION), ("details", patterns.DETAILS), ("tabs", patterns.TAB))


def parse_callout(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a line that begins one, or an indented block after one."""
    block = blocks[0]
    for tag, pattern in _KINDS:
        for index, line in enumerate(block):
            if line[1][:1] in "!?=" and (match := pattern.match(line[1])):
                blocks.pop(0)
                parser.parse(parent, [block[:index]])
                inner, rest = detab(block[index + 1 :])
                parser.parse_lines(_begin(parent, tag, line, match), inner)
                if rest:
                    blocks.insert(0, rest)
                return True
        node, width = _continued(parent, block, tag)
        if node:
            blocks.pop(0)
            if node.tag in ("li", "dd"):
                node.loosen(len(node.kids))
            inner, rest = detab(block, width)
            target = node.kids[-1].last if node.tag == "tabs" else node
            parser.parse_lines(target or node, inner)
            if rest:
                blocks.insert(0, rest)
            return True
    return False


def _begin(parent: Node, tag: str, line: Line, match: re.Match[str]) -> Node:
    title = [cut(line, *match.span("title"))] if match["title"] else []
    if tag != "tabs":
        node = parent.add(tag)
        if title:
            node.add("p" if tag == "admonition" else "summary", title)
        return node
    group = parent.last
    if not group or group.tag != "tabs" or "!" in (match["special"] or ""):
        group = parent.add("tabs")
        group.add("labels")
        group.add("content")
    group.kids[0].add("label", title)
    return group.kids[1].add("tab")


def _continued(parent: Node, block: Block, tag: str) -> tuple[Node | None, int]:
    node = parent.last
    if not node or node.tag != tag:
        return None, 0
    inner = node.kids[-1].last if tag == "tabs" else node.last
    first = block[0][1]
    width = 0
    while inner and first.startswith(INDENT * 2):
        if inner.tag == "tab":
            inner = inner.last
        if not inner or inner.tag not in (*LISTS, "dl"):
            break
        node = inner.last
        inner = node.last if node else None
        first = first[TAB:]
        width += TAB
    return (node, width + TAB) if node and first.startswith(INDENT) else (None, 0)
