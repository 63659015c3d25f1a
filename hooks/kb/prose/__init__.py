"""Which text of a Markdown source is prose, and what its headings and anchors are."""

from kb.prose.headings import Heading
from kb.prose.marks import ATTRIBUTES, BOUNDARY, ONE_LINE, OPAQUE, URL, begins_line
from kb.prose.reading import FRONT_MATTER, Prose, find_anchors, find_headings, mask, read_prose

__all__ = [
    "ATTRIBUTES",
    "BOUNDARY",
    "FRONT_MATTER",
    "ONE_LINE",
    "OPAQUE",
    "URL",
    "Heading",
    "Prose",
    "begins_line",
    "find_anchors",
    "find_headings",
    "mask",
    "read_prose",
]
