"""Addresses that pages once had, and anchors of theirs: where old links still arrive."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from kb.knowledge import Knowledge
from kb.pages import Page
from kb.text import Span

_ADDRESS: Final = re.compile(r"[\w-](?:[\w -]*[\w-])?(?:/[\w-](?:[\w -]*[\w-])?)*")
_ANCHOR: Final = re.compile(r"[^\s\"'<>&#]+")
_LONGEST: Final = 200


class Redirect(NamedTuple):
    """The address of a page that is no more, as `mechanisms/old-id`, which leads to `page` instead.

    `holder` is the path of what is at that address all the same, or leads from it elsewhere: then nothing is made.
    """

    page: Page
    address: str
    span: Span
    holder: str = ""

    @property
    def file(self) -> str:
        """The path, on the site, of what the address opens."""
        return built_path(self.address)


class Move(NamedTuple):
    """An anchor that `page` once had, and the one that has its place."""

    page: Page
    old: str
    new: str
    old_span: Span
    new_span: Span
    is_taken: bool


def built_path(uri: str) -> str:
    """Return the path, on the site, of the page `uri`, as MkDocs makes directories of pages."""
    path = PurePosixPath(uri.removesuffix(".md"))
    return f"{path.parent if path.name in ('index', 'README') else path}/index.html".removeprefix("./")


def parse_address(text: str) -> str:
    """Return the address that `text` means, "" when it is none: it may lead nowhere but below the site's root."""
    address = text.strip().removesuffix(".md").strip("/")
    is_short = all(len(part.encode()) <= _LONGEST for part in address.split("/"))
    return address if _ADDRESS.fullmatch(address) and is_short else ""


def is_anchor(text: str) -> bool:
    """Whether `text` can be the id of an element."""
    return bool(_ANCHOR.fullmatch(text))


def find_redirects(knowledge: Knowledge) -> Iterator[Redirect]:
    """Yield the redirects of all pages, each with its holder if it has one."""
    articles = knowledge.articles.values()
    declared = [article for article in articles if article.page.redirects]
    if not declared:
        return
    # Two names that differ in their case alone are one file on many systems.
    holders = {file.casefold(): f"docs/{file}" for file in knowledge.files}
    holders |= {built_path(article.page.uri).casefold(): article.page.source.path for article in articles}
    for article in declared:
        page = article.page
        for value in page.redirects:
            address = parse_address(value.text)
            if not address:
                continue
            redirect = partial(Redirect, page, address, value.span)
            file = built_path(address).casefold()
            above = (str(parent) for parent in PurePosixPath(file).parents)
            yield redirect(holders.get(file) or next((holders[each] for each in above if each in holders), ""))
            holders.setdefault(file, page.source.path)


def former_names(knowledge: Knowledge) -> Mapping[str, str]:
    """Return the ids of pages by those that they once had."""
    redirects = (each for each in find_redirects(knowledge) if not each.holder)
    return {each.address.rpartition("/")[2]: each.page.id for each in redirects}


def find_moves(knowledge: Knowledge, page: Page) -> Iterator[Move]:
    """Yield the anchors of `page` that have another name now."""
    if page.moved:
        anchors = knowledge.anchors(page)
        for old, (span, value) in page.moved.items():
            yield Move(page, old, value.text.strip(), span, value.span, old in anchors)
