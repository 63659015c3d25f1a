"""Blocks that end by themselves: code, mathematics, tables, headings, rules, quotations, elements."""

from kb.prose import patterns
from kb.prose.lines import CODE, ELEMENT, INDENT, Block, cut, detab, join, loose_detab, strip
from kb.prose.marks import ONE_LINE
from kb.prose.parser import BlockParser
from kb.prose.tables import split_table
from kb.prose.tree import Node


def parse_element(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read an element with Markdown in it, in the line that stands for it."""
    first = blocks[0][0][1]
    if not first.startswith(ELEMENT):
        return False
    blocks[0] = blocks[0][1:]
    element = parser.elements[int(first[1:])]
    node = parent.add(element.tag)
    if element.blocks:
        parser.parse_lines(node, element.lines)
    else:
        node.text = [line for line in element.lines if not line[1].startswith(ELEMENT)]
        for line in element.lines:
            if line[1].startswith(ELEMENT):
                parse_element(parser, node, [[line]])
    return True


def parse_code(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read indented code, which holds no text."""
    if not blocks[0][0][1].startswith(INDENT):
        return False
    _, rest = detab(_unfolded(parser, blocks.pop(0)))
    if not parent.last or parent.last.tag != "pre":
        parent.add("pre")
    if rest:
        blocks.insert(0, rest)
    return True


def _unfolded(parser: BlockParser, block: Block) -> Block:
    """Return `block` with its fences as they were: superfences takes them back from a block that begins with code."""
    lines: Block = []
    for line in block:
        level = len(line[1]) - 1
        fence = parser.fences.get(line[0] + level) if line[1].endswith(CODE) else None
        lines += (
            [cut(each, len(fence[0][1]) - len(fence[0][1].lstrip(" >")) - level) for each in fence] if fence else [line]
        )
    return lines


def parse_math(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a block of mathematics, which holds no text."""
    first = blocks[0][0][1]
    if not first.startswith(("$$", "\\")) or not patterns.MATH.match(join(blocks[0])):
        return False
    blocks.pop(0)
    parent.add("div")
    return True


def parse_table(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a table, cell by cell."""
    rows = split_table(blocks[0])
    if rows is None:
        return False
    blocks.pop(0)
    table = parent.add("table")
    for row in rows:
        for cell in row:
            table.add("td", [cell])
    return True


def parse_heading(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read the first heading with hashes, wherever in the block it stands."""
    block = blocks[0]
    for index, line in enumerate(block):
        match = patterns.HEADING.match(line[1]) if line[1].startswith("#") else None
        if match:
            blocks.pop(0)
            parser.parse(parent, [block[:index]])
            marks = len(match["level"])
            parser.outline.kept.append((line[0], ONE_LINE * marks))
            parent.add(f"h{marks}", [strip(cut(line, *match.span("text")))])
            after = block[index + 1 :]
            if after:
                blocks.insert(0, loose_detab(after) if parser.state == "looselist" else after)
            return True
    return False


def parse_underlined(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a heading that is underlined."""
    block = blocks[0]
    if len(block) < 2 or not patterns.UNDERLINE.match(block[1][1]):
        return False
    blocks.pop(0)
    parent.add("h1" if block[1][1].startswith("=") else "h2", [strip(block[0])])
    if block[2:]:
        blocks.insert(0, block[2:])
    return True


def parse_rule(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read the first rule, wherever in the block it stands."""
    block = blocks[0]
    for index, (_, text) in enumerate(block):
        if text.lstrip(" ")[:1] in "-_*" and patterns.RULE.match(text):
            blocks.pop(0)
            parser.parse(parent, [block[:index]])
            parent.add("hr")
            if block[index + 1 :]:
                blocks.insert(0, block[index + 1 :])
            return True
    return False


def parse_quote(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read a quotation, from its first line to the block's end."""
    block = blocks[0]
    start = next((index for index, line in enumerate(block) if patterns.QUOTE.match(line[1])), None)
    if start is None:
        return False
    blocks.pop(0)
    parser.parse(parent, [block[:start]])
    inner: Block = []
    for line in block[start:]:
        match = patterns.QUOTE.match(line[1])
        line = cut(line, match.start("text")) if match else line
        inner.append(line if line[1].strip(" ") not in ("", ">") or match else (line[0], ""))
    inner = [line if line[1].strip(" ") else (line[0], "") for line in inner]
    quote = parent.last
    if not quote or quote.tag != "blockquote":
        quote = parent.add("blockquote")
    parser.parse_lines(quote, inner, "blockquote")
    return True
