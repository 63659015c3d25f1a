"""The kinds of block that a page needs: Python-Markdown tries each of two dozen on every block."""

from collections.abc import Iterator, Mapping
from typing import Final

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from kb.markdown.writing import to_xhtml

# What a page must have, one of each, for a block to be of a kind: its sign, or that of what it goes on with.
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "abbr": ("*[",),
    "admonition": ("!!!", "admonition"),
    "arithmatex-block": ("$", "\\"),
    "details": ("???", "<details"),
    "footnote": ("[^",),
    "quote": (">",),
    "reference": ("]:",),
    "tabbed": ("===", "tabbed-set"),
}


class Kinds(Preprocessor):
    """Leaves out the kinds that no block of a page is of, when only blocks are left of its text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._all = md.parser.blockprocessors

    def run(self, lines: list[str]) -> list[str]:
        """Return `lines` as they are."""
        text = "\n".join((*lines, *_put_by(self.md)))
        idle = {name for name, needs in _NEEDS.items() if not any(each in text for each in needs)}
        left_out = {id(self._all[name]) for name in idle if name in self._all}
        needed = [each for each in self._all if id(each) not in left_out]
        self.md.parser.blockprocessors = needed  # type: ignore[assignment]  # it is only iterated over
        return lines


def _put_by(md: Markdown) -> Iterator[str]:
    """Yield the HTML that is not among the lines: what stands in it may be Markdown."""
    for each in md.htmlStash.rawHtmlBlocks:
        yield each if isinstance(each, str) else to_xhtml(each)
