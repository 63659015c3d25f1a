"""Markup that is begun and stays plain text, since its end or its name is not what Markdown knows."""

import re
from collections.abc import Iterator
from typing import Final

from kb.citations import Slip
from kb.diagnostics import did_you_mean
from kb.prose import OPAQUE, begins_line
from kb.text import Span

BLOCKS: Final = ("claim", "diagram", "view")

_OPAQUE: Final = re.compile(re.escape(OPAQUE))
# Each begins with characters, what must not stand before them is looked for behind: so a search passes text quickly.
_BLOCK: Final = re.compile(r"///+[ ]*([\w-]+)")
# Two brackets that open and two that close, though apart, are brackets in brackets.
_LINK: Final = re.compile(r"\[\[(?<![\\\[]\[\[)([^\[\]\n]*[^\[\]\s])\](?![\[(\]])(?![^\[\]\n]*\])")
_CITATION: Final = re.compile(r"\[(?<![\\\]\[]\[)(-?@\w(?:[^\[\]\n]|\n(?![ \t]*(?:\n|\Z)))*+)(?=\n|\Z|\[)")


def find_unfinished(text: str, prose: str) -> Iterator[Slip]:
    """Yield what of `text` begins like a block, a link by name or a citation and is none, kind by kind.

    `prose` is the text with what is no prose blanked, and so is a bracket without an end.
    """
    prose = _OPAQUE.sub(lambda mark: "[" if text[mark.start()] == "[" else OPAQUE, prose)
    for block in _BLOCK.finditer(prose):
        if block[1] not in BLOCKS and begins_line(prose, block.start()):
            hint = did_you_mean(block[1], BLOCKS) or "one of: " + ", ".join(BLOCKS)
            yield Slip(Span(*block.span(1)), "unknown-block", f"no block is called '{block[1]}'", hint)
    for link in _LINK.finditer(prose) if "[[" in prose else ():
        yield Slip(Span(*link.span()), "unclosed-bracket", "the link has no end", f"write '[[{link[1]}]]'")
    for citation in _CITATION.finditer(prose) if "@" in prose else ():
        key = re.match(r"\S+", citation[1])
        span = Span(citation.start(), citation.start() + 1 + (key.end() if key else 0))
        yield Slip(span, "unclosed-bracket", "the citation has no end", "close it with ']' behind its last word")
