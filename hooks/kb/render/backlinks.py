"""Backlinks: the pages whose text links to a page, each with the sentence around the link.

They are Markdown and not elements, so that what an author wrote (links, emphasis, citations) is rendered as anywhere.
"""

from collections.abc import Iterator

from kb.anchors import BACKLINKS
from kb.knowledge import Knowledge
from kb.mentions import Mention
from kb.pages import Page


def backlinks(knowledge: Knowledge, page: Page) -> str:
    """Return the section of the mentions of `page`, or "" when no page mentions it."""
    items = list(_items(knowledge, page))
    return "\n".join((f"## Mentioned in {{#{BACKLINKS}}}", "", *items, "")) if items else ""


def _items(knowledge: Knowledge, page: Page) -> Iterator[str]:
    for source, mention in knowledge.backlinks.get(page.uri, ()):
        yield f"- **[{_escaped(source.title)}]({_address(source, mention)}):** {mention.sentence}"


def _address(source: Page, mention: Mention) -> str:
    return f"/{source.uri}" + (f"#{mention.heading.id}" if mention.heading else "")


def _escaped(title: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+-.!|@$" else char for char in title)
