"""Citations in the text that Python-Markdown parses."""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from kb.citations import CANDIDATE, match_citation

# Where a citation may begin; kb.citations says whether one does.
CITATION: Final = CANDIDATE


class CitationInlineProcessor(InlineProcessor):
    """Puts a span in the place of each citation, and the citation in `md.kb_citations`.

    The span's data-citation is the citation's index there. The span has one child for each prefix and suffix, in order,
    whose text is Markdown that is still to be rendered, with citations of its own perhaps.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        if "@" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]

    def handleMatch(  # type: ignore[override]  # the stubs know only old patterns
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the span of the citation that begins at the match, and where it stands."""
        citation = match_citation(data, m.start())
        if not citation:
            return None, None, None
        citations: list[Any] = getattr(self.md, "kb_citations")  # noqa: B009  # the host of the extension sets it
        span = Element("span", {"class": "citation", "data-citation": str(len(citations))})
        citations.append(citation)
        for item in citation.items:
            for markup in filter(None, (item.prefix, item.suffix)):
                SubElement(span, "span", {"data-markup": "RAW"}).text = markup
        return span, citation.span.start, citation.span.end
