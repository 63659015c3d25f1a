"""What other pages may show of a page, as a digest."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kb.pages import Page
from kb.text import Span


def digest_outline(page: Page, *said: object) -> bytes:
    """Return a digest of the front matter of `page` and of the values that it has `said`, wherever they stand in it."""
    front = page.uri, page.source.path, page.source.text[: page.body.start]
    return hashlib.sha256(repr((front, _plain(said))).encode()).digest()


def _plain(value: Any) -> Any:
    """Return `value` without the places at which it was said, alike for alike values in every process."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return [(key, _plain(each)) for key, each in value.items()]
    if isinstance(value, Page):
        return value.uri
    return [_plain(getattr(value, each.name)) for each in fields(value)]
