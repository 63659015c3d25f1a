"""A source, read once: its prose, its headings and its anchors."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.prose import callouts, definitions, lists, simple, slashes
from kb.prose.canvas import Canvas
from kb.prose.fences import fold_fences
from kb.prose.headings import Heading, build_headings
from kb.prose.html import fold_html
from kb.prose.inline import mask_code, mask_inline
from kb.prose.lines import CODE, ELEMENT, TAB, Block, join, split_lines
from kb.prose.marks import ATTRIBUTES, BOUNDARY, ONE_LINE, OPAQUE
from kb.prose.parser import BlockParser, Step
from kb.prose.tree import Outline

# By the priorities of the block processors.
_STEPS: Final[tuple[Step, ...]] = (
    simple.parse_element,
    callouts.parse_callout,
    lists.parse_indented,
    slashes.parse_slashes,
    lists.parse_indented_definition,
    simple.parse_code,
    simple.parse_math,
    simple.parse_table,
    simple.parse_heading,
    simple.parse_underlined,
    simple.parse_rule,
    lists.parse_list,
    lists.parse_definition,
    simple.parse_quote,
    definitions.parse_note,
    definitions.parse_abbreviation,
    definitions.parse_reference,
)

# Group 1 is what stands between the lines of hyphens.
FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_INLINE: Final = re.compile(r"[`$\\\[\]<{]")
_RESERVED: Final = "\x02\x03\x1d\x1e\ufffc"
_ID: Final = re.compile(r"""[{ ]#(?P<short>[^\s{}"'=]+)|\bid\s*=\s*["']?(?P<long>[^\s"'{}>]+)""")
_NAME: Final = re.compile(r"""<a\s[^<>]*?\bname\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_ONE_LINE: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "dt"})


class Prose(NamedTuple):
    """What is prose in a source.

    `text` is as long as the source and has its newlines. What is not prose is blank, but for OPAQUE where something
    stands in a sentence, BOUNDARY or ONE_LINE where a block begins, and a little structure: the lines of `///` blocks,
    brackets of links, labels of link definitions. The text of a link stays, without the sign of a citation.
    """

    text: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]


def read_prose(source_text: str) -> Prose:
    """Return what is prose in `source_text`, and its headings and explicit anchors; never raises."""
    text = source_text
    for each in _RESERVED:
        text = text.replace(each, " ")
    if "\t" in text or "\r" in text:
        return _with_tabs(text)
    matter = FRONT_MATTER.match(text)
    start = matter.end() if matter else 0
    lines, fences = fold_fences(split_lines(text[start:], start))
    lines, elements = fold_html(lines)
    parser = BlockParser(_STEPS, elements, fences)
    outline = parser.outline
    parser.parse_lines(outline.root, lines)
    leaves = list(outline.root.leaves())
    read: set[str] = set()
    while notes := [note for note in outline.notes if note not in read]:
        for note in notes:
            read.add(note)
            root = outline.root.add("note")
            parser.parse_lines(root, outline.notes[note])
            leaves += root.leaves()
    outline.root.unlink()
    canvas = Canvas(text)
    for offset, kept in outline.kept:
        canvas.write(offset, BOUNDARY + kept[1:].replace("@", " ") if kept.startswith("[") else kept)
    for tag, block in leaves:
        _write(canvas, text, block, outline, ONE_LINE if tag in _ONE_LINE else BOUNDARY)
    tags = "".join(element.opening for element in elements)
    anchors = _anchors(tags)
    for _, block in leaves:
        if any("{" in line or "<" in line for _, line in block):
            anchors |= _anchors(mask_code(join(block)))
    headings = tuple(build_headings(leaves, outline, anchors))
    anchors |= {f"{name}:{note}" for note in outline.notes for name in ("fn", "fnref")}
    return Prose(str(canvas), headings, frozenset(anchors))


def mask(source_text: str) -> str:
    """Return `source_text`, as long as before, with everything blanked that is not prose; see Prose."""
    return read_prose(source_text).text


def find_headings(source_text: str) -> Iterator[Heading]:
    """Yield the headings in reading order, each with the id that Python-Markdown's toc gives it."""
    yield from read_prose(source_text).headings


def find_anchors(source_text: str) -> Iterator[str]:
    """Yield the ids that the source gives explicitly, in attribute lists and in HTML tags."""
    yield from sorted(read_prose(source_text).anchors)


def _write(canvas: Canvas, text: str, block: Block, outline: Outline, mark: str) -> None:
    block = [line for line in block if not line[1].startswith(ELEMENT)]
    if not block:
        return
    joined = join(block).replace(CODE, OPAQUE)
    if _INLINE.search(joined) or "://" in joined or "www." in joined:
        joined = mask_inline(joined, outline.labels, outline.notes)
    start = block[0][0]
    titled = text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("///")
    if start and text[start - 1] != "\n" and not titled:
        canvas.write(start - 1, mark)
    for (offset, _), masked in zip(block, joined.split("\n"), strict=True):
        canvas.write(offset, masked)
    end = block[-1][0] + len(block[-1][1])
    if end < len(text) and text[end] != "\n" and canvas.is_blank(end) and not titled:
        canvas.write(end, mark)


def _anchors(text: str) -> set[str]:
    found = {match["short"] or match["long"] for each in ATTRIBUTES.finditer(text) for match in _ID.finditer(each[0])}
    for tag in re.finditer(r"<[a-zA-Z][^<>]*>", text):
        found |= {match["long"] for match in _ID.finditer(tag[0]) if match["long"]}
    return found.union(_NAME.findall(text)) if "<" in text else found


def _with_tabs(text: str) -> Prose:
    """Read the text with its tabs made spaces, and lead everything back to where it stood."""
    places: list[int] = []
    column = 0
    expanded: list[str] = []
    for place, char in enumerate(text):
        width = TAB - column % TAB if char == "\t" else 1
        expanded.append(" " * width if char in "\t\r" else char)
        places += [place] * width
        column = 0 if char == "\n" else column + width
    prose = read_prose("".join(expanded))
    canvas = [" "] * len(text)
    for place, char in zip(places, prose.text, strict=True):
        if canvas[place] == " ":
            canvas[place] = char
    places.append(len(text))
    headings = tuple(heading.moved(places) for heading in prose.headings)
    return Prose("".join(canvas), headings, prose.anchors)
