"""The first stage of a page: a clean sheet."""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.serializers import to_xhtml_string

from kb.markdown.writing import to_xhtml
from kb.render.sheet import Sheet

_NAME: Final = "kb_open"
_LINKS: Final = "relpath"  # what MkDocs checks links with, and makes them relative


class Opening(Preprocessor):
    """Begins a page, so that nothing of the one before is left."""

    def __init__(self, md: Markdown, clean: Callable[[], Sheet]) -> None:
        super().__init__(md)
        self.clean = clean
        # Before every other stage.
        md.preprocessors.register(self, _NAME, 1000)

    def run(self, lines: list[str]) -> list[str]:
        """Return `lines` as they are."""
        self.sheet = self.clean()
        self.sheet.lead = self._lead
        if self.md.serializer is to_xhtml_string:  # which is known only when all extensions are there
            self.md.serializer = to_xhtml
        return lines

    def _lead(self, href: str) -> str:
        link = Element("a", {"href": href})
        if _LINKS in self.md.treeprocessors:
            self.md.treeprocessors[_LINKS].run(link)
        return link.attrib["href"]


def sheet_of(md: Markdown) -> Sheet:
    """Return the sheet of the page that `md` is converting."""
    opening = md.preprocessors[_NAME]
    if not isinstance(opening, Opening):
        raise TypeError(opening)
    return opening.sheet
