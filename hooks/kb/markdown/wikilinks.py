"""Links by name."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from kb.links import match_wikilink
from kb.markdown.opening import sheet_of
from kb.render.elements import element, page_link

WIKILINK: Final = r"\[\["


class WikilinkInlineProcessor(InlineProcessor):
    """Turns `[[name#anchor|label]]` into a link, or into a mark when no page has the name."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # the stubs know only the older Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link and where it stood."""
        link = match_wikilink(data, m.start())
        if not link:
            return None, None, None
        page = sheet_of(self.md).knowledge.find_page(link.target) if link.target else None
        if page:
            made = page_link(page, anchor=link.anchor)
            if link.label:
                made.text = link.label
        elif link.target:
            made = element(
                "mark",
                {"class": "kb-missing", "title": f"no page is called {link.target}"},
                link.target + "?",
            )
        else:
            made = Element("a", {"href": f"#{link.anchor}"})
            made.text = link.label or link.anchor
        return made, link.span.start, link.span.end
