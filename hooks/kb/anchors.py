"""The ids of elements that pages link to."""

from typing import Final

RELATED: Final = "related"
BACKLINKS: Final = "backlinks"
LOOPS: Final = "loops"
REFERENCES: Final = "references"


def reference_anchor(key: str) -> str:
    """Return the id of the reference with citation key `key`: ASCII, and another for every other key."""
    return "ref-" + "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f".{ord(c):x}." for c in key)
