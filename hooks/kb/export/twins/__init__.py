"""What is said on a page, for programs: as Markdown that needs no other program, and as data.

Both stand beside the page, the Markdown where https://llmstxt.org looks for it.
"""

from collections.abc import Callable, Iterator
from functools import partial

from kb.export.twins.data import page_json
from kb.export.twins.shelf import DATA, LICENCE, MARKDOWN, Shelf, has_twin, twin_uri
from kb.export.twins.text import page_markdown
from kb.knowledge import Knowledge

__all__ = ["DATA", "LICENCE", "MARKDOWN", "has_twin", "page_twins", "twin_uri"]


def page_twins(knowledge: Knowledge, site_url: str = "") -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of each twin and what makes it; a node's page has both.

    A page that the build makes has none, and an author's own file at the address stays."""
    shelf = Shelf(knowledge)
    for article in knowledge.articles.values():
        if has_twin(article.page) and twin_uri(article.page, MARKDOWN) not in knowledge.files:
            yield twin_uri(article.page, MARKDOWN), partial(page_markdown, shelf, article, site_url)
        if article.page.kind and twin_uri(article.page, DATA) not in knowledge.files:
            yield twin_uri(article.page, DATA), partial(page_json, shelf, article, site_url)
