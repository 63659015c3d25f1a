"""What tells programs their way about the site: llms.txt, robots.txt, and the description of the search."""

from collections.abc import Iterator
from typing import Final

from kb.export.addresses import page_address
from kb.export.brief import brief
from kb.export.formats import xml_text
from kb.export.twins.shelf import MARKDOWN, has_twin, twin_uri
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.vocabulary import Kind

SEARCH: Final = "opensearch.xml"
_SECTIONS: Final = ((Kind.MACHINERY, "Machineries"), (Kind.MECHANISM, "Mechanisms"))
_DATA: Final = (
    ("graph.json", "The graph", "every page, claim and relation with its grade and works"),
    ("claims.json", "All claims", "each with its grade and the works for and against it"),
    ("references.json", "All references", "every cited work in CSL-JSON"),
    ("graph.jsonld", "Linked data", "the same in the words of schema.org, RDF and CiTO"),
)


def llms_txt(knowledge: Knowledge, site_url: str, name: str, about: str) -> str:
    """Return the guide for language models that https://llmstxt.org describes; all links lead to plain text or data."""
    root = f"{site_url.rstrip('/')}/"
    pages = sorted((each.page for each in knowledge.articles.values() if has_twin(each.page)), key=_by_title)
    parts = [
        f"# {name}",
        f"> {about}",
        "Every page is also Markdown at its address with `index.html.md` after it, and a machinery or a mechanism also "
        "JSON with `index.json` after it. Every claim has a grade: well replicated, supported, mixed, contested or "
        "theoretical. Cite a claim with its grade, with the works against it, and with the address of its page.",
    ]
    for kind, title in _SECTIONS:
        parts += [f"## {title}", "\n".join(_links((page for page in pages if page.kind is kind), root))]
    data = (f"- [{title}]({root}assets/{file}): {what}" for file, title, what in _DATA)
    others = (page for page in pages if not page.kind)
    parts += ["## Data", "\n".join(data), "## Optional", "\n".join(_links(others, root))]
    return "\n\n".join(part for part in parts if part) + "\n"


def robots_txt(site_url: str) -> str:
    """Return the rules for crawlers: everything is open."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url.rstrip('/')}/sitemap.xml\n"


def opensearch(site_url: str, name: str) -> str:
    """Return the description by which browsers offer the site's search (OpenSearch 1.1)."""
    address = f"{site_url.rstrip('/')}/{page_address('find/index.md')}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(name[:16])}</ShortName>\n"
        f"<Description>Search {xml_text(name)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{xml_text(address)}"/>\n'
        "</OpenSearchDescription>\n"
    )


def _links(pages: Iterator[Page], root: str) -> Iterator[str]:
    for page in pages:
        summary = f": {words}" if (words := brief(page)) else ""
        yield f"- [{page.title.replace('[', '(').replace(']', ')')}]({root}{twin_uri(page, MARKDOWN)}){summary}"


def _by_title(page: Page) -> tuple[str, str]:
    return page.title.casefold(), page.uri
