"""Lines that define something for elsewhere: footnotes, abbreviations, destinations of links."""

import re

from kb.prose import patterns
from kb.prose.lines import INDENT, Block, cut, join, loose_detab
from kb.prose.parser import BlockParser
from kb.prose.tree import Node


def parse_note(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read footnotes, which are parsed when everything else is."""
    block = blocks[0]
    starts = [index for index, line in enumerate(block) if "[^" in line[1][:5] and patterns.NOTE.match(line[1])]
    if not starts:
        return False
    blocks.pop(0)
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        line = block[start]
        match = patterns.NOTE.match(line[1])
        if match:
            text = [cut(line, *match.span("text")), *loose_detab(block[start + 1 : end])]
            parser.outline.notes[match["id"]] = text
    while blocks and blocks[0][0][1].startswith(INDENT):
        following = blocks.pop(0)
        cutting = next((i for i, line in enumerate(following) if patterns.NOTE.match(line[1])), len(following))
        text += [(0, ""), *loose_detab(following[:cutting])]
        if cutting < len(following):
            blocks.insert(0, following[cutting:])
            break
    if block[: starts[0]]:
        blocks.insert(0, block[: starts[0]])
    return True


def parse_abbreviation(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read an abbreviation, which holds no text."""
    if not any(text.startswith("*[") for _, text in blocks[0]):
        return False
    return _take_out(patterns.ABBREVIATION, blocks) is not None


def parse_reference(parser: BlockParser, parent: Node, blocks: list[Block]) -> bool:
    """Read the definition of a link."""
    if not any("[" in text[:4] for _, text in blocks[0]):
        return False
    taken = _take_out(patterns.REFERENCE, blocks)
    if not taken:
        return False
    lines, match = taken
    parser.outline.labels.add(match["label"].strip().lower())
    opening = lines[0][1].index("[")
    parser.outline.kept.append((lines[0][0] + opening, f"[{match['label']}]:".partition("\n")[0]))
    return True


def _take_out(pattern: re.Pattern[str], blocks: list[Block]) -> tuple[Block, re.Match[str]] | None:
    """Take the lines of the first match out of the first block and return them."""
    text = join(blocks[0])
    match = pattern.search(text)
    if not match or match.groupdict().get("title") == "":
        return None
    block = blocks.pop(0)
    start = text.count("\n", 0, match.start())
    end = start + match[0].count("\n") + 1
    for part in (block[end:], block[:start]):
        if part:
            blocks.insert(0, part)
    return block[start:end], match
