"""The first stage of a page: a clean sheet."""

from collections.abc import Callable
from typing import Final

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from kb.render.sheet import Sheet

_NAME: Final = "kb_open"


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
        return lines


def sheet_of(md: Markdown) -> Sheet:
    """Return the sheet of the page that `md` is converting."""
    opening = md.preprocessors[_NAME]
    if not isinstance(opening, Opening):
        raise TypeError(opening)
    return opening.sheet
