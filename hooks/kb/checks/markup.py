"""The rule about what a reader's browser must not run, fetch or follow."""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge
from kb.markup import Danger

_WORDS: Final[Mapping[Danger, tuple[str, str]]] = {
    Danger.ACTIVE: (
        "'{}' does nothing here: pages hold no scripts, styles, frames or forms",
        "write it in Markdown; a look is a class in docs/assets/",
    ),
    Danger.FOREIGN: (
        "'{}' lies on another host, from which no page fetches anything",
        "put the file into docs/assets/, if its licence allows, and name it there",
    ),
    Danger.LINK: ("'{}' is no address that a reader can follow safely", "link by http, https or mailto"),
}


def unsafe_markup(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No page holds scripts or styles, shows files of other hosts, or links to anything but http, https and mail."""
    for article in knowledge.articles.values():
        for each in article.markup:
            message, hint = _WORDS[each.danger]
            yield diagnose(article.page.source, each.span, each.danger, message.format(each.name), hint)


CHECKS: Final = (unsafe_markup,)
