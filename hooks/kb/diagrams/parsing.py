"""The grammar of a diagram: a line an arrow, "A box -> Another box: label"."""

import re
from collections.abc import Callable
from typing import Final

from kb.diagrams.model import Arrow, ArrowKind, Box, Fault, Sketch
from kb.links import Wikilink, match_wikilink
from kb.text import Span

Names = Callable[[Wikilink], tuple[str, str]]

_LINE: Final = re.compile(r"[^\n]+")
_QUOTED: Final = re.compile(r"[ \t>]*")
_ARROW: Final = re.compile(r"(?<!\S)(?:->|-\||--|\.\.>|\.\.\|)(?!\S)")
_HINT: Final = "write 'A box -> Another box: label', with one of -> -| -- ..> ..|"


def names_as_written(link: Wikilink) -> tuple[str, str]:
    """Return what tells the page of `link` from others, and what it is called, without knowing any page."""
    return link.target.casefold(), link.target


def parse_sketch(text: str, span: Span, names: Names = names_as_written) -> Sketch:
    """Return what the lines of `text` within `span` say; `names` returns a page's key and name."""
    reader = _Reader(text, names)
    for line in _LINE.finditer(text, span.start, span.end):
        start, end = line.span()
        start = min(_QUOTED.match(text, start, end).end(), end)  # type: ignore[union-attr]  # matches nothing at worst
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            reader.read(Span(start, end))
    return Sketch(tuple(reader.boxes), tuple(reader.arrows), tuple(reader.links), tuple(reader.faults))


class _Reader:
    """The boxes found so far, by page and by text."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.boxes: list[Box] = []
        self.arrows: list[Arrow] = []
        self.links: list[Wikilink] = []
        self.faults: list[Fault] = []
        self.by_page: dict[tuple[str, str], int] = {}
        self.by_text: dict[str, int] = {}

    def read(self, line: Span) -> None:
        """Read one line that is not empty."""
        at, tail = self._end(line.start, line.end)
        arrow = _ARROW.match(self.text, at, line.end)
        if not arrow:
            self._fault(line, "no arrow between two boxes")
            return
        start = arrow.end()
        while start < line.end and self.text[start].isspace():
            start += 1
        at, head = self._end(start, line.end, last=True)
        label = self.text[at : line.end].strip()
        if not tail or not head:
            self._fault(line, "an arrow without a box at each of its ends")
        elif label and not label.startswith(":"):
            self._fault(line, "words between the second box and its label")
        elif _ARROW.search(self.text, at if head.link else start, line.end):
            self._fault(line, "two arrows in one line", "write each arrow on a line of its own")
        else:
            first, second = self._place(tail), self._place(head)
            if first == second:
                self._fault(line, "an arrow from a box to itself", "name two boxes")
            else:
                self.arrows.append(Arrow(first, second, ArrowKind(arrow[0]), label.removeprefix(":").strip(), line))

    def _end(self, start: int, end: int, last: bool = False) -> tuple[int, Box | None]:
        """Return where the box that begins at `start` ends, with the space after it, and the box."""
        box: Box | None
        link = match_wikilink(self.text, start)
        if link and link.span.end <= end:
            at, box = link.span.end, Box(link.label or self.names(link)[1] or link.anchor, link, link.span)
        else:
            arrow = None if last else _ARROW.search(self.text, start, end)
            at = arrow.start() if arrow else end
            if last:
                colon = self.text.rfind(":", start, end)
                at = colon if colon >= 0 else end
            words = " ".join(self.text[start:at].split())
            box = Box(words, None, Span(start, at)) if words and "[[" not in words else None
        while at < end and self.text[at].isspace():
            at += 1
        return at, box

    def _place(self, box: Box) -> int:
        """Return the index of `box`, which is new or the one of the same page or of the same text."""
        text = box.text.casefold()
        if not box.link:
            if text not in self.by_text:
                self.by_text[text] = self._new(box)
            return self.by_text[text]
        self.links.append(box.link)
        page = self.names(box.link)[0], box.link.anchor
        known = self.by_page.get(page, self.by_text.get(text))
        if known is None:
            known = self._new(box)
        else:
            self._join(known, box, page)
        self.by_page.setdefault(page, known)
        self.by_text.setdefault(text, known)
        return known

    def _join(self, known: int, box: Box, page: tuple[str, str]) -> None:
        """Make one box of the one that is `known` and of `box`, which links to `page`."""
        other = self.boxes[known]
        if not other.link:
            self.boxes[known] = other._replace(link=box.link)
        elif page not in self.by_page:
            self._fault(box.span, f"'{box.text}' stands for two pages", "give each page's box words of its own")
        elif box.link and box.link.label and not other.link.label:
            self.boxes[known] = other._replace(text=box.text)
        elif box.link and box.link.label and box.text.casefold() != other.text.casefold():
            hint = "give one page one box, with the same words each time"
            self._fault(box.span, f"the page of '{box.text}' has the box '{other.text}'", hint)

    def _new(self, box: Box) -> int:
        self.boxes.append(box)
        return len(self.boxes) - 1

    def _fault(self, span: Span, message: str, hint: str = _HINT) -> None:
        self.faults.append(Fault(span, message, hint))
