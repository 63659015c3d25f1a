"""The ids of elements that pages link to."""

import re
from typing import Final

RELATED: Final = "related"
BACKLINKS: Final = "backlinks"
LOOPS: Final = "loops"
REFERENCES: Final = "references"
TABLE: Final = "table"
MAP: Final = "map"
TAKEAWAYS: Final = "key-takeaways"

_PLAIN: Final = re.compile(r"[\w-]*", re.ASCII)


def reference_anchor(key: str) -> str:
    """Return the id of the reference with citation key `key`: ASCII, and another for every other key."""
    return f"ref-{_ascii(key)}"


def node_anchor(node: str) -> str:
    """Return the id of the node `node` on the map: ASCII, and another for every other node."""
    return f"node-{_ascii(node)}"


def preview_anchor(node: str) -> str:
    """Return the id of what the cards of links to the node `node` show: ASCII, and another for every other node."""
    return f"preview-{_ascii(node)}"


def _ascii(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return "".join(char if _PLAIN.fullmatch(char) else f".{ord(char):x}." for char in text)
