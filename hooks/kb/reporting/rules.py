"""What the page of diagnostics says about each code."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from kb.prose import find_headings

RULES_URI: Final = "contributing/diagnostics.md"
_SEVERITY: Final = re.compile(r"^\*\w+\.\*\s*")
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z*`])")


class Rule(NamedTuple):
    """A code's section, in Markdown, with its heading."""

    code: str
    markdown: str

    @property
    def paragraph(self) -> str:
        """The first paragraph, which says what the fault is, as plain text."""
        text = self.markdown.partition("\n\n")[2].partition("\n\n")[0]
        return " ".join(_LINK.sub(r"\1", _SEVERITY.sub("", text)).split())

    @property
    def sentence(self) -> str:
        """The first sentence of the first paragraph."""
        return _SENTENCE.split(self.paragraph, maxsplit=1)[0]


def parse_rules(text: str) -> Mapping[str, Rule]:
    """Return the rule of each code that has a heading of the second level in the Markdown `text`."""
    headings = [each for each in find_headings(text) if each.level == 2]
    ends = [*(text.rfind("\n", 0, each.span.start) + 1 for each in headings), len(text)]
    places = zip(headings, pairwise(ends), strict=True)
    return {heading.text: Rule(heading.text, text[start:end].strip()) for heading, (start, end) in places}
