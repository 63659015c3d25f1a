"""Links by name."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

from kb.links import match_wikilink
from kb.markdown.opening import sheet_of
from kb.pages import Page
from kb.render.elements import element, page_link

WIKILINK: Final = r"\[\["
# What Python-Markdown puts by for `\|`, the bar of a link in a table.
_BAR: Final = f"{STX}{ord('|')}{ETX}"


class WikilinkInlineProcessor(InlineProcessor):
    """Turns `[[name#anchor|label]]` into a link, or into a mark when no page has the name."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # the stubs know only the older Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link and where it stood."""
        link = match_wikilink(self._with_bars(data, m.start()), m.start())
        if not link:
            return None, None, None
        page = sheet_of(self.md).knowledge.find_page(link.target) if link.target else None
        if page:
            made = page_link(page, anchor=link.anchor)
            if label := link.label or _as_written(link.target, page):
                made.text = label
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

    def _with_bars(self, data: str, start: int) -> str:
        """Return `data` with its escaped bars up to the end of the link; spaces behind them keep every offset true."""
        end = data.find("]]", start)
        if end < 0 or STX not in data[start:end]:
            return data
        stash = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]

        def bar(found: re.Match[str]) -> str:
            return "|".ljust(len(found[0])) if stash.get(found[1]) == _BAR else found[0]

        return data[:start] + INLINE_PLACEHOLDER_RE.sub(bar, data[start:end]) + data[end:]


def _as_written(name: str, page: Page) -> str:
    """Return `name` when it is the page's title or an alias, in whatever case suits the sentence, and not its id."""
    return name if name.casefold() in (each.casefold() for each in (page.title, *page.aliases)) else ""
