"""The inline patterns that a page needs: Python-Markdown tries each of two dozen on every stretch of text."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from kb.markdown.sources import without_source

# What a text must have, one of each, for a pattern to find anything: those that take long to find nothing.
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "arithmatex-inline": ("$", "\\"),
    "autolink": ("<",),
    "automail": ("<",),
    "backtick": ("`",),
    "delimiter": ("*", "_"),
    "em_strong": ("*", "_"),
    "entity": ("&",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "html": ("<",),
    "image_link": ("![",),
    "kb_citation": ("@",),
    "kb_wikilink": ("[[",),
    "linebreak": ("  \n",),
    "link": ("](",),
}
LINK: Final = r"(?<!\!)\[(?![^\[\]]*+(?:\](?!\()|\Z))"
"""Where a link may begin: not at a citation, to whose end Python-Markdown would go letter by letter, to find no `(`."""
# These find what is defined elsewhere on the page.
_REFERENCES: Final = ("reference", "short_reference", "image_reference", "short_image_ref")


class Patterns(Treeprocessor):
    """Leaves out the patterns that can find nothing on a page, before any is tried."""

    def run(self, root: Element) -> None:
        """Read the page's tree `root`."""
        idle = tuple(_idle(self.md, "".join(map(without_source, root.itertext()))))
        needed = [each for each in self.md.inlinePatterns if not any(each is other for other in idle)]
        self.md.treeprocessors["inline"].inlinePatterns = needed  # type: ignore[attr-defined]


def _idle(md: Markdown, text: str) -> Iterator[object]:
    names = [name for name, needs in _NEEDS.items() if not any(each in text for each in needs)]
    for name in (*names, *(() if md.references else _REFERENCES)):
        if name in md.inlinePatterns:
            yield md.inlinePatterns[name]
