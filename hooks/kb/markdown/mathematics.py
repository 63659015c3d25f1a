"""Mathematics, from LaTeX to MathML at build time, so that a browser and a screen reader need no script for it."""

from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_DELIMITERS: Final = {"\\(": ("\\)", "inline"), "\\[": ("\\]", "block")}


class Mathematics(Treeprocessor):
    """Turns what arithmatex found into MathML; what can't be read stays as it was written, marked."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        for place in root.iter():
            if place.get("class") == "arithmatex" and not len(place):
                _convert(place)


def _convert(place: Element) -> None:
    from kb.markdown.formulas import to_mathml  # whose tables take long to be read, and few pages have formulas

    text = (place.text or "").strip()
    closing, display = _DELIMITERS.get(text[:2], ("", ""))
    if not closing or not text.endswith(closing):
        return
    # arithmatex escapes what it found in a block, and not what it found in a line.
    latex = text[2:-2].strip() if display == "inline" else unescape(text[2:-2]).strip()
    mathematics = to_mathml(latex, display)
    if mathematics is None:
        place.set("class", "arithmatex kb-missing")
        return
    place.text = None
    place.append(mathematics)
