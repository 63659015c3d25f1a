"""What only a site that knows its own address and name can give machines: files, and the head of each page."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from kb.export.addresses import page_address
from kb.export.brief import brief
from kb.export.citing import public_address
from kb.export.feed import FEED, feed
from kb.export.guides import SEARCH, llms_txt, opensearch, robots_txt
from kb.export.structured import page_ld
from kb.export.twins import DATA, MARKDOWN, has_twin, twin_uri
from kb.knowledge import Knowledge
from kb.pages import Page

PICTURE: Final = "card.png"
_HOME: Final = "index.md"


class Site(NamedTuple):
    """The site's address for all the world, its name, and what it is in a sentence."""

    url: str
    name: str
    about: str = ""


class Head(NamedTuple):
    """What a page's head tells: elements of `meta` by name, links with relation, type, title and path; JSON-LD.

    The paths are from the site's root.
    """

    description: str
    properties: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str, str], ...]
    data: str


def site_exports(knowledge: Knowledge, site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of every file that tells of the whole site, and what makes its text; an author's file stays."""
    files: dict[str, Callable[[], str]] = {
        FEED: partial(feed, knowledge, site.url, site.name),
        "llms.txt": partial(llms_txt, knowledge, site.url, site.name, site.about),
        "robots.txt": partial(robots_txt, site.url),
        SEARCH: partial(opensearch, site.url, site.name),
    }
    for uri, make in files.items() if site.url else ():
        if uri not in knowledge.files:
            yield uri, make


def page_head(knowledge: Knowledge, page: Page, site: Site) -> Head:
    """Return the head of `page`."""
    picture = picture_uri(page)
    address = f"{site.url.rstrip('/')}/{picture}" if site.url else ""
    description = site.about if page.uri == _HOME else brief(page) or site.about
    alt = f"{page.title}: {page.summary}" if page.kind else f"{site.name}: {site.about}"
    properties = (
        ("og:type", "article" if page.kind else "website"),
        ("og:site_name", site.name),
        ("og:title", page.title if page.uri != _HOME else site.name),
        ("og:description", description),
        ("og:url", public_address(page, site.url)),
        ("og:image", address),
        ("og:image:width", "1200" if address else ""),
        ("og:image:height", "630" if address else ""),
        ("og:image:alt", alt if address else ""),
        ("article:modified_time", page.reviewed.isoformat() if page.kind and page.reviewed else ""),
        ("twitter:card", "summary_large_image" if address else "summary"),
    )
    links = (
        [("alternate", "text/markdown", "This page as Markdown", twin_uri(page, MARKDOWN))] if has_twin(page) else []
    )
    if page.kind:
        links.append(("alternate", "application/json", "This page as data", twin_uri(page, DATA)))
    if site.url:
        links.append(("alternate", "application/atom+xml", "What is new", FEED))
        links.append(("search", "application/opensearchdescription+xml", site.name, SEARCH))
    data = page_ld(knowledge, page, site.url, site.name, address) if site.url else ""
    return Head(description, tuple(pair for pair in properties if pair[1]), tuple(links), data)


def picture_uri(page: Page) -> str:
    """Return the picture that stands for `page`: a node's own, or that of the home page."""
    return page_address(page if page.kind else _HOME).removeprefix("./") + PICTURE
