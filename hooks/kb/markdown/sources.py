"""The pages that backlinks come from, as `kb.render.backlinks` writes them: `**[title](address):**`."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# Only where no other pattern could find anything within, and the bold can begin and end nowhere else.
SOURCE: Final = r"\A\*\*\[((?:[^\W_]|[ ,’-])+)\]\(([\w/.#-]+)\):\*\*(?=\s)"
_SOURCE: Final = re.compile(SOURCE)


class SourceInlineProcessor(InlineProcessor):
    """Does at once what the patterns of links and of emphasis would do."""

    def handleMatch(  # type: ignore[override]  # the stubs know only the older Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link in bold and where it stood."""
        made = Element("strong")
        made.text = AtomicString("")  # so that its children are not searched twice
        link = SubElement(made, "a", {"href": m[2]})
        link.text, link.tail = m[1], ":"
        return made, m.start(), m.end()


def without_source(text: str) -> str:
    """Return `text` without the page that it begins with."""
    found = _SOURCE.match(text)
    return text[found.end() :] if found else text
