"""Diagrams: what they say, where pages have them, and how they are drawn."""

from kb.diagrams.drawing import Drawing, Place, build_drawing
from kb.diagrams.finding import DIAGRAM, find_diagrams, is_drawable
from kb.diagrams.model import Arrow, ArrowKind, Box, Diagram, Fault, Sketch
from kb.diagrams.parsing import parse_sketch

__all__ = [
    "DIAGRAM",
    "Arrow",
    "ArrowKind",
    "Box",
    "Diagram",
    "Drawing",
    "Fault",
    "Place",
    "Sketch",
    "build_drawing",
    "find_diagrams",
    "is_drawable",
    "parse_sketch",
]
