"""A page of the atlas as a work that others cite."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from kb.bibliography.entry import Date, Entry, Name, Names
from kb.export.addresses import page_address
from kb.export.record import one_line
from kb.pages import Page
from kb.richtext import Run
from kb.text import NOWHERE

AUTHOR: Final = "Machineries"
LANGUAGE: Final = "en"
_PACKAGE: Final = "machineries"


@cache
def atlas_version() -> str:
    """Return the version of the atlas, or "" when it was never installed."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return ""


def page_entry(page: Page, site_url: str = "") -> Entry:
    """Return `page` as an entry: undated when nobody has reviewed it, without address when `site_url` is empty."""
    day = page.reviewed
    texts = {
        "title": one_line(page.title),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "version": atlas_version(),
        "url": public_address(page, site_url),
    }
    return Entry(
        key=_key(page),
        type="misc",
        span=NOWHERE,
        fields={name: (Run(text),) for name, text in texts.items() if text},
        names={"author": Names((Name(AUTHOR),))},
        date=Date(day.year, day.month, day.day) if day else None,
    )


def public_address(page: Page, site_url: str) -> str:
    """Return where `page` is for all the world, or "" when the site's own address is not known."""
    return f"{site_url.rstrip('/')}/{page_address(page).removeprefix('./')}" if site_url else ""


def highwire(page: Page, site_url: str = "") -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the meta tags by which Zotero and search engines know `page`."""
    day = page.reviewed
    pairs = (
        ("citation_title", one_line(page.title)),
        ("citation_author", AUTHOR),
        ("citation_publication_date", f"{day:%Y/%m/%d}" if day else ""),
        ("citation_public_url", public_address(page, site_url)),
        ("citation_language", LANGUAGE),
        ("DC.type", "webpage"),  # without it Zotero takes what has a title for an article in a journal
    )
    return ((name, content) for name, content in pairs if content)


def _key(page: Page) -> str:
    words = re.sub(r"[^A-Za-z0-9-]+", "-", page.id).strip("-").lower()
    return f"machineries-{words or 'page'}"
