"""Texts with citations, as one document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from markdown import Markdown

from kb.articles import Article, read_article
from kb.bibliography import Bibliography
from kb.knowledge import Knowledge, build_knowledge
from kb.markdown import KbExtension
from kb.style import Csl, Works, build_works
from kb.text import Source

# What the pages of the atlas are written in, but for what no short text needs.
EXTENSIONS: Final = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.details",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
}
_PARAGRAPH: Final = re.compile(r"<p>(.*)</p>", re.DOTALL)


@dataclass(frozen=True)
class Texts:
    """Texts in order, and the knowledge of nothing else."""

    articles: tuple[Article, ...]
    knowledge: Knowledge

    def works(self, csl: Csl | None = None) -> Works:
        """Return the works that any of the texts cites."""
        known = self.knowledge.bibliography
        keys = dict.fromkeys(item.key for article in self.articles for item in article.cited)
        return build_works((known[key] for key in keys if key in known), csl)


def read_texts(texts: Iterable[str], bibliography: Bibliography) -> Texts:
    """Return what `texts` say; the first is called `text 1` in diagnostics."""
    sources = (Source(f"text {number}", text) for number, text in enumerate(texts, 1))
    # The uri is what knowledge sorts by.
    articles = tuple(read_article(source, f"{number:09}.md") for number, source in enumerate(sources))
    return Texts(articles, build_knowledge(articles, bibliography))


def render_texts(texts: Texts, works: Works) -> Iterable[str]:
    """Yield each of `texts` as HTML, told apart by `works`; what is one paragraph comes without its tags."""
    extension = KbExtension(knowledge=texts.knowledge, works=works)
    markdown = Markdown(extensions=[*EXTENSIONS, extension], extension_configs=_SETTINGS)
    for article in texts.articles:
        page = article.page
        html = markdown.reset().convert(page.source.text[page.body.start :])
        paragraph = _PARAGRAPH.fullmatch(html)
        yield paragraph[1] if paragraph and "</p>" not in paragraph[1] else html
