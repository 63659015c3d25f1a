"""Citations in the text that Python-Markdown parses."""

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from kb.citations import CANDIDATE, Citation, match_citation

# Where a citation may begin; kb.citations says whether one does.
CITATION: Final = CANDIDATE


class CitationInlineProcessor(InlineProcessor):
    """Puts the element that `place` makes in the place of each citation.

    The element gets one child for each prefix and suffix, in order. Its text is Markdown that is still to be rendered,
    perhaps with citations of its own.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown, place: Callable[[Citation], Element]) -> None:
        super().__init__(pattern, md)
        self.place = place
        if "@" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]

    def handleMatch(  # type: ignore[override]  # the stubs know only old patterns
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element of the citation that begins at the match, and where the citation stands."""
        citation = match_citation(data, m.start())
        if not citation:
            return None, None, None
        span = self.place(citation)
        for item in citation.items:
            for markup in filter(None, (item.prefix, item.suffix)):
                SubElement(span, "span", {"data-markup": "RAW"}).text = markup
        return span, citation.span.start, citation.span.end
