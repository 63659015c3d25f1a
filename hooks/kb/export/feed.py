"""What is new, as a feed (Atom, RFC 4287).

An entry is a day on which a page was reviewed, or on which its evidence changed and its author said how. All days come
from the pages, none from a clock.
"""

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.articles import Article
from kb.export.addresses import page_address
from kb.export.citing import AUTHOR, public_address
from kb.export.formats import xml_text
from kb.export.twins.shelf import LICENCE
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.prose.headings import plain_text

FEED: Final = "feed.xml"
_MOST: Final = 60  # entries: readers ask for the feed many times a day


class News(NamedTuple):
    """What a page says of a day, in words."""

    day: datetime.date
    page: Page
    what: str
    text: str


def find_news(knowledge: Knowledge) -> Iterator[News]:
    """Yield the news of the atlas, the newest first, on one day by title."""
    found = [
        each for article in knowledge.articles.values() if article.page.kind for each in _of_page(knowledge, article)
    ]
    yield from sorted(found, key=lambda each: (-each.day.toordinal(), each.page.title.casefold(), each.page.uri))


def feed(knowledge: Knowledge, site_url: str, name: str) -> str:
    """Return the feed of the site called `name`, whose entries have the ids of addresses below `site_url`."""
    news = list(find_news(knowledge))[:_MOST]
    root = f"{site_url.rstrip('/')}/"
    newest = news[0].day if news else knowledge.newest_review
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{xml_text(name)}</title>",
        "<subtitle>New pages, and what changed in the evidence</subtitle>",
        f"<id>{xml_text(root)}</id>",
        f'<link rel="alternate" type="text/html" href="{xml_text(root)}"/>',
        f'<link rel="self" type="application/atom+xml" href="{xml_text(root + FEED)}"/>',
        f"<updated>{_instant(newest)}</updated>",
        f"<author><name>{xml_text(AUTHOR)}</name></author>",
        f"<rights>{xml_text(LICENCE)}</rights>",
        *(_entry(each, site_url) for each in news),
        "</feed>",
    ]
    return "\n".join(parts) + "\n"


def _of_page(knowledge: Knowledge, article: Article) -> Iterator[News]:
    page = article.page
    changes = dict(page.changes)
    for day, text in changes.items():
        yield News(day, page, "the evidence changed", plain_text(text))
    if page.reviewed and page.reviewed not in changes:
        yield News(page.reviewed, page, "reviewed", f"{page.summary} {_standing(knowledge, page)}")


def _standing(knowledge: Knowledge, page: Page) -> str:
    evidence = knowledge.evidence[page.uri]
    grades = ", ".join(f"{number} {grade.words.lower()}" for grade, number in evidence.grades)
    works = f"{evidence.works} {'work' if evidence.works == 1 else 'works'} cited."
    return f"Claims: {grades}. {works}" if grades else works


def _entry(news: News, site_url: str) -> str:
    address = public_address(news.page, site_url) or page_address(news.page)
    return "\n".join(
        (
            "<entry>",
            f"<title>{xml_text(f'{news.page.title}: {news.what}')}</title>",
            # Of a day there is one entry a page; the fragment is no place on it, but a name that stays.
            f"<id>{xml_text(f'{address}#{news.day.isoformat()}')}</id>",
            f'<link rel="alternate" type="text/html" href="{xml_text(address)}"/>',
            f"<updated>{_instant(news.day)}</updated>",
            f'<category term="{xml_text(str(news.page.kind))}"/>',
            f'<content type="text">{xml_text(news.text)}</content>',
            "</entry>",
        )
    )


def _instant(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
