"""Raw HTML blocks, found as Python-Markdown's md_in_html finds them: at the start of a line, before any other block.

A tag within a sentence is no matter of this module.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.prose.lines import CODE, ELEMENT, Line
from kb.prose.tags import BLOCK_TAGS, EMPTY_TAGS, reading_of

_AT_START: Final = re.compile(r"^ {0,3}<[a-zA-Z!?]", re.MULTILINE)
_TOKEN: Final = re.compile(
    r"<!--.*?--!?>|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![a-zA-Z][^>]*>"
    r"|</(?P<end>[a-zA-Z][^\s/>`]*)[^>]*>"
    r"""|<(?P<tag>[a-zA-Z][^\s/>`]*)(?P<attributes>(?:[^>"'`]|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""",
    re.DOTALL,
)
_CLOSE: Final = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style")}


@dataclass
class Element:
    """An element whose content is Markdown: blocks, or else one stretch of inline text."""

    tag: str
    opening: str
    blocks: bool
    lines: list[Line] = field(default_factory=list)


def fold_html(lines: list[Line]) -> tuple[list[Line], list[Element]]:
    """Return `lines` with CODE for each raw HTML block, and ELEMENT and a number for each element with Markdown."""
    text = "\n".join([line[1] for line in lines])
    if "<" not in text or ">" not in text or not _AT_START.search(text):
        return lines, []
    folder = _Folder(lines, text)
    return folder.fold(), folder.elements


class _Folder:
    """The text, and how far it has been read."""

    def __init__(self, lines: list[Line], text: str) -> None:
        self.source = lines
        self.text = text
        self.starts = [0]
        for line in lines[:-1]:
            self.starts.append(self.starts[-1] + len(line[1]) + 1)
        self.elements: list[Element] = []
        self.tokens = _TOKEN.finditer(text)

    def fold(self) -> list[Line]:
        lines: list[Line] = []
        at, tail = 0, -1
        for token in self.tokens:
            if token.start() < at or not self._is_block(token, tail):
                continue
            lines += self._piece(at, token.start())
            lines += [(0, ""), self._open(token), (0, "")]
            at = self.at
            tail = at
        return [*lines, *self._piece(at, len(self.text))]

    def _is_block(self, token: re.Match[str], tail: int) -> bool:
        name = token["tag"]
        if token["end"] or (name and name.lower() not in BLOCK_TAGS):
            return False
        before = self.text[self.text.rfind("\n", 0, token.start()) + 1 : token.start()]
        if tail >= 0 and "\n" not in self.text[tail : token.start()]:
            return True
        return len(before) <= 3 and not before.strip(" ")

    def _open(self, token: re.Match[str]) -> Line:
        """Read the block that begins with `token` and return the line that stands for it."""
        offset = self._offset(token.start())
        self.at = token.end()
        tag = (token["tag"] or "").lower()
        if not tag or token["empty"] or tag in EMPTY_TAGS:
            return offset, CODE
        how = reading_of(token, None)
        if how == "off":
            self._skip(tag, token.end())
            return offset, CODE
        read = self._read(token, tag, how)
        # With spaces before it the element is not found again by the block parser, and stays as it is.
        return offset, CODE if self.text[: token.start()].endswith(" ") else read

    def _skip(self, tag: str, start: int) -> None:
        """Read to the end of a raw element, in which every tag counts, as the stack of HTMLExtractor counts them."""
        stack = [tag]
        at = self._raw_text(tag, start)
        for token in self.tokens:
            if token.start() < at:
                continue
            if name := (token["tag"] or "").lower():
                if not token["empty"] and name not in EMPTY_TAGS:
                    stack.append(name)
                    at = self._raw_text(name, token.end())
            elif (name := (token["end"] or "").lower()) and name in stack:
                while stack.pop() != name:
                    pass
                if not stack:
                    self.at = token.end()
                    return
        self.at = len(self.text)

    def _raw_text(self, tag: str, start: int) -> int:
        if tag not in _CLOSE:
            return start
        close = _CLOSE[tag].search(self.text, start)
        return close.start() if close else len(self.text)

    def _read(self, opening: re.Match[str], tag: str, how: str) -> str:
        """Read an element with Markdown in it, and those in it, and return what stands for it."""
        number = len(self.elements)
        stack = [(tag, how, Element(tag, opening[0], how == "block"))]
        self.elements.append(stack[0][2])
        at, fresh = opening.end(), True
        for token in self.tokens:
            if token.start() < at:
                continue
            fresh = fresh and token.start() == at
            name, closes = (token["tag"] or "").lower(), (token["end"] or "").lower()
            _, state, element = stack[-1]
            if closes in [each[0] for each in stack]:
                if state != "off":
                    element.lines += self._piece(at, token.start())
                while stack.pop()[0] != closes:
                    pass
                at = token.end()
                if not stack:
                    self.at = at
                    return f"{ELEMENT}{number}"
            elif name in BLOCK_TAGS - EMPTY_TAGS and not token["empty"] and (fresh or self._is_block(token, -1)):
                if state != "off":
                    element.lines += self._piece(at, token.start())
                inner = reading_of(token, state)
                child = Element(name, token[0], inner == "block")
                if state != "off":
                    place = f"{ELEMENT}{len(self.elements)}" if inner != "off" else CODE
                    element.lines += [(0, ""), (self._offset(token.start()), place), (0, "")]
                if inner != "off":
                    self.elements.append(child)
                stack.append((name, inner, child))
                at, fresh = token.end(), True
                continue
            elif ((not name and not closes) or name in EMPTY_TAGS) and self._is_block(token, -1):
                if state != "off":
                    element.lines += self._piece(at, token.start())
                    element.lines += [(0, ""), (self._offset(token.start()), CODE), (0, "")]
                at = token.end()
            fresh = False
        _, state, element = stack[-1]
        if state != "off":
            element.lines += self._piece(at, len(self.text))
        self.at = len(self.text)
        return f"{ELEMENT}{number}"

    def _offset(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        return self.source[index][0] + at - self.starts[index]

    def _piece(self, start: int, end: int) -> Iterator[Line]:
        """Yield the lines from `start` to `end`, the first and the last of which may be parts of lines."""
        index = bisect_right(self.starts, start) - 1
        while start < end:
            offset, text = self.source[index]
            skip = start - self.starts[index]
            part = text[skip : end - self.starts[index]]
            yield offset + skip, part if part.strip(" ") else ""
            index += 1
            start = self.starts[index] if index < len(self.starts) else end
