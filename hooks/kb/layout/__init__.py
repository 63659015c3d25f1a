"""Where the nodes stand on the map of the graph, the same on every machine and steady as the atlas grows."""

from kb.layout.build import build_layout, find_areas
from kb.layout.file import LAYOUT_FILE, parse_layout
from kb.layout.model import HEIGHT, LABEL_HEIGHT, UNATTACHED, WIDTH, Layout, from_json, label_width, to_json

__all__ = [
    "HEIGHT",
    "LABEL_HEIGHT",
    "LAYOUT_FILE",
    "UNATTACHED",
    "WIDTH",
    "Layout",
    "build_layout",
    "find_areas",
    "from_json",
    "label_width",
    "parse_layout",
    "to_json",
]
