"""Where the nodes stand on the map of the graph, the same on every machine and steady as the atlas grows."""

from kb.layout.build import build_layout
from kb.layout.model import HEIGHT, LABEL_HEIGHT, UNATTACHED, WIDTH, Layout, from_json, label_width, to_json

__all__ = [
    "HEIGHT",
    "LABEL_HEIGHT",
    "UNATTACHED",
    "WIDTH",
    "Layout",
    "build_layout",
    "from_json",
    "label_width",
    "to_json",
]
