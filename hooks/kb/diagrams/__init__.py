"""Diagrams: what they say and where pages have them; `kb.diagrams.drawing` draws them."""

from kb.diagrams.finding import DIAGRAM, find_diagrams, is_drawable
from kb.diagrams.model import Arrow, ArrowKind, Box, Diagram, Fault, Sketch
from kb.diagrams.parsing import parse_sketch

__all__ = [
    "DIAGRAM",
    "Arrow",
    "ArrowKind",
    "Box",
    "Diagram",
    "Fault",
    "Sketch",
    "find_diagrams",
    "is_drawable",
    "parse_sketch",
]
