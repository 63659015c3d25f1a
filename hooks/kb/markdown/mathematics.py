"""Mathematics, from LaTeX to MathML at build time, so that a browser and a screen reader need no script for it."""

import inspect
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from markdown.treeprocessors import Treeprocessor

# The library's errors have no base class of their own; the built-in ones are what its tables raise on odd input.
_FAULTS: Final[tuple[type[Exception], ...]] = (
    *(each for _, each in inspect.getmembers(exceptions, inspect.isclass) if issubclass(each, Exception)),
    IndexError,
    KeyError,
    ValueError,
    RecursionError,
    StopIteration,
)
_DELIMITERS: Final = {"\\(": ("\\)", "inline"), "\\[": ("\\]", "block")}


class Mathematics(Treeprocessor):
    """Turns what arithmatex found into MathML; what can't be read stays as it was written, marked."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        for place in root.iter():
            if place.get("class") == "arithmatex" and not len(place):
                _convert(place)


def _convert(place: Element) -> None:
    text = (place.text or "").strip()
    closing, display = _DELIMITERS.get(text[:2], ("", ""))
    if not closing or not text.endswith(closing):
        return
    # arithmatex escapes what it found in a block, and not what it found in a line.
    latex = text[2:-2].strip() if display == "inline" else unescape(text[2:-2]).strip()
    try:
        mathematics = convert_to_element(latex, display=display)
    except _FAULTS:
        place.set("class", "arithmatex kb-missing")
        return
    mathematics.set("alttext", latex.replace("&", "&amp;"))
    place.text = None
    place.append(mathematics)
