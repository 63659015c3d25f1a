"""The page of what is new: reviews, and changes of the evidence, by day."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Final

from kb.export.feed import FEED, find_news
from kb.render.elements import Child, element, page_link
from kb.render.sheet import Sheet
from kb.style.dates import day_words

_MOST: Final = 200


def view_news(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield the news, the newest first, and where programs find them."""
    if sheet.site_url:
        yield element("p", {}, "Also as a ", element("a", {"href": f"/{FEED}"}, "feed"), ".")
    for day, news in groupby(islice(find_news(sheet.knowledge), _MOST), key=lambda each: each.day):
        items = (element("li", {}, page_link(each.page), f", {each.what}: {each.text}") for each in news)
        yield element("h2", {"id": f"day-{day.isoformat()}"}, day_words(day))
        yield element("ul", {"class": "kb-news"}, *items)
