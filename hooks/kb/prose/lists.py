"""Lists, definition lists, and the indented blocks that belong to their items."""

from kb.prose import patterns
from kb.prose.lines import INDENT, TAB, Block, cut, detab, loose_detab, strip
from kb.prose.parser import BlockParser
from kb.prose.tree import LISTS, Node


def parse_indented(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read what belongs to an item of the list before it."""
    return _indented(parser, parent, blocks, ("li",), LISTS)


def parse_indented_definition(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read what belongs to an item of the list or definition list before it."""
    return _indented(parser, parent, blocks, ("dd", "li"), ("dl", *LISTS))


def _indented(
    parser: BlockParser, parent: Node, blocks: list[Block], items: tuple[str, ...], lists: tuple[str, ...]
) -> bool:
    block = blocks[0]
    belongs = parent.tag in items or (parent.last and parent.last.tag in lists)
    if not belongs or not block[0][1].startswith(INDENT) or parser.state == "detabbed":
        return False
    blocks.pop(0)
    level, sibling = _level(parser, parent, block, items, lists)
    block = loose_detab(block, level)
    if parent.tag in items:
        inner = parent.last
        parser.parse(inner if inner and inner.tag in lists else parent, [block], "detabbed")
    elif sibling.tag in items:
        parser.parse(sibling, [block], "detabbed")
    elif sibling.last and sibling.last.tag in items:
        sibling.last.loosen()
        parser.parse(sibling.last, [block], "detabbed")
    else:
        parser.parse(sibling.add(items[0]), [block], "detabbed")
    return True


def _level(
    parser: BlockParser, parent: Node, block: Block, items: tuple[str, ...], lists: tuple[str, ...]
) -> tuple[int, Node]:
    text = block[0][1]
    wanted = (len(text) - len(text.lstrip(" "))) // TAB
    level = 1 if parser.state == "list" else 0
    while wanted > level:
        child = parent.last
        if not child or child.tag not in (*lists, *items):
            break
        if child.tag in lists:
            level += 1
        parent = child
    return level, parent


def parse_list(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read the items of a list."""
    first = blocks[0][0][1]
    ordered = patterns.ORDERED.match(first)
    if not ordered and not patterns.BULLET.match(first):
        return False
    items = _items(blocks.pop(0))
    sibling = parent.last
    if sibling and sibling.tag in LISTS:
        listed = sibling
        before = listed.last
        if before:
            before.loosen()
            if before.last and before.last.tail:
                tail, before.last.tail = before.last.tail, []
                before.add("p", tail)
        parser.parse(listed.add("li"), [items.pop(0)], "looselist")
    elif parent.tag in LISTS:
        listed = parent
    else:
        listed = parent.add("ol" if ordered else "ul")
    parser.states.append("list")
    for item in items:
        if item[0][1].startswith(INDENT) and listed.last:
            parser.parse(listed.last, [item])
        else:
            parser.parse(listed.add("li"), [item])
    parser.states.pop()
    return True


def parse_definition(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read one definition, with the terms before it."""
    block = blocks[0]
    found = ((index, patterns.DEFINITION.match(line[1])) for index, line in enumerate(block) if ":" in line[1][:4])
    index, match = next(((index, match) for index, match in found if match), (0, None))
    if not match:
        return False
    terms = [strip(line) for line in block[:index]]
    sibling = parent.last
    if not terms and not sibling:
        return False
    blocks.pop(0)
    after = block[index + 1 :]
    inner, rest = (after, []) if after and patterns.NOT_INDENTED.match(after[0][1]) else detab(after)
    state = "list"
    if not terms and sibling and sibling.tag == "p":
        state, terms = "looselist", sibling.text
        parent.kids.pop()
        sibling = parent.last
    if sibling and sibling.tag == "dl":
        listed = sibling
        if not terms and listed.last and listed.last.tag == "dd" and listed.last.kids:
            state = "looselist"
    else:
        listed = parent.add("dl")
    for term in terms:
        listed.add("dt", [term])
    parser.parse(listed.add("dd"), [[cut(block[index], *match.span("text")), *inner]], state)
    if rest:
        blocks.insert(0, rest)
    return True


def _items(block: Block) -> list[Block]:
    """Return the items of a list, those that are nested with their indentation."""
    items: list[Block] = []
    for line in block:
        match = patterns.ITEM.match(line[1])
        if match:
            items.append([cut(line, match.start("text"))])
        elif patterns.INDENTED_ITEM.match(line[1]) and not items[-1][0][1].startswith(INDENT):
            items.append([line])
        else:
            items[-1].append(line)
    return items
