"""Diagrams in the body of a page, and what is wrong with them."""

import re
from collections.abc import Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.diagrams.model import Diagram, Sketch
from kb.diagrams.parsing import parse_sketch
from kb.fields import EMPTY, Value, parse_fields
from kb.pages import Page
from kb.prose import begins_line
from kb.schema import Id, Record, problems
from kb.text import Span

DIAGRAM: Final = Record({"id": Id("the diagram's anchor, unique on its page")})

# What a reader can still take in, and what the page's width can still hold.
READABLE_BOXES: Final = 12
READABLE_ARROWS: Final = 14
READABLE_TEXT: Final = 32
MOST_BOXES: Final = 24
MOST_ARROWS: Final = 32

_OPENING: Final = re.compile(r"(///+)[ ]*diagram[ ]*(?:\|[ ]*(.*?)[ ]*)?$", re.MULTILINE | re.IGNORECASE)
_OPTIONS: Final = re.compile(r"\n((?:[ \t]{4,}\S.*(?:\n|\Z))+)")
_CLOSING: Final = r"^[ \t]*{}[ ]*$"


def find_diagrams(page: Page, prose: str) -> Iterator[Diagram]:
    """Yield the diagrams of `page` in reading order; `prose` is its text with what is no prose blanked."""
    source, text = page.source, page.source.text
    for opening in _OPENING.finditer(prose, page.body.start):
        if not begins_line(prose, opening.start()):
            continue
        options = _OPTIONS.match(text, opening.end())
        start = options.end() if options else opening.end()
        closing = re.compile(_CLOSING.format(opening[1]), re.MULTILINE).search(prose, start)
        fields, found = parse_fields(source, Span(*options.span(1))) if options else (EMPTY, ())
        line = Span(opening.start(1), opening.end())
        if not found:
            found = tuple(problems(DIAGRAM, fields, "the diagram", source))
        caption = text[slice(*opening.span(2))] if opening[2] else ""
        # Without an end, the rest of the page would be read as lines of the diagram.
        sketch = parse_sketch(text, Span(start, closing.start())) if closing else Sketch()
        named = fields.fields.get("id", Value(line, ""))
        diagram = Diagram(named.text.strip(), caption, sketch, line, named.span)
        if closing:
            found += tuple(_problems(page, diagram))
        else:
            hint = f"end it with a line '{opening[1]}'"
            found += (diagnose(source, line, "malformed-diagram", "the diagram has no end", hint),)
        yield Diagram(diagram.id, caption, sketch, line, named.span, found)


def _problems(page: Page, diagram: Diagram) -> Iterator[Diagnostic]:
    source, sketch = page.source, diagram.sketch
    if not diagram.caption:
        hint = "write '/// diagram | A sentence that says what it shows.'"
        yield diagnose(source, diagram.span, "diagram-without-caption", "the diagram has no caption", hint)
    for fault in sketch.faults:
        yield diagnose(source, fault.span, "malformed-diagram", fault.message, fault.hint)
    if not sketch.arrows and not sketch.faults:
        hint = "write 'A box -> Another box: label' between its lines of slashes"
        yield diagnose(source, diagram.span, "empty-diagram", "the diagram has no arrow", hint)
    if len(sketch.boxes) > READABLE_BOXES or len(sketch.arrows) > READABLE_ARROWS:
        message = f"{len(sketch.boxes)} boxes and {len(sketch.arrows)} arrows are hard to take in"
        if not is_drawable(sketch):
            message = f"{len(sketch.boxes)} boxes and {len(sketch.arrows)} arrows are too many to be drawn"
        hint = f"keep to {READABLE_BOXES} boxes and {READABLE_ARROWS} arrows, or make two diagrams of it"
        yield diagnose(source, diagram.span, "crowded-diagram", message, hint)
    for box in sketch.boxes:
        if len(box.text) > READABLE_TEXT:
            message = f"a box with {len(box.text)} characters"
            hint = f"keep to {READABLE_TEXT}, with '[[page|fewer words]]' for a page"
            yield diagnose(source, box.span, "crowded-diagram", message, hint)


def is_drawable(sketch: Sketch) -> bool:
    """Whether there is something to draw, and not too much."""
    return 0 < len(sketch.arrows) <= MOST_ARROWS and len(sketch.boxes) <= MOST_BOXES
