"""HTML, pictures and links in a page that a reader's browser must not follow: scripts, styles, and other hosts' files.

The policy of every page stops them in the browser; here they are found where they are written.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from kb.prose import ATTRIBUTES, FRONT_MATTER, OPAQUE
from kb.text import Span


class Danger(StrEnum):
    """Why a piece of markup may not stand in a page."""

    ACTIVE = "active-markup"
    FOREIGN = "foreign-file"
    LINK = "unsafe-link"


class Markup(NamedTuple):
    """A piece of markup that may not stand in a page; `name` is what is wrong about it."""

    span: Span
    danger: Danger
    name: str


_ACTIVE: Final = frozenset({"base", "embed", "form", "iframe", "link", "meta", "object", "script", "style"})
_FILES: Final = frozenset({"background", "data", "poster", "src", "srcset"})
_ADDRESSES: Final = frozenset({"action", "cite", "formaction", "href", "xlink:href"})
_SCHEMES: Final = frozenset({"http", "https", "mailto"})

_TAG: Final = re.compile(r"""<(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_AUTOLINK: Final = re.compile(r"<(?P<address>[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*)>")
_ATTRIBUTE: Final = re.compile(
    r"""(?<![^\s"'/{:])(?P<name>[a-zA-Z][\w:-]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>{}]+))"""
)
_LABEL: Final = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
_PICTURE: Final = re.compile(rf"!(?P<text>{_LABEL})(?:\(\s*<?(?P<address>[^\s()<>]+)|(?P<label>\[[^\[\]]*\])?)")
_LINK: Final = re.compile(r"\]\(\s*<?(?P<address>[^\s()<>]+)")
_DEFINITION: Final = re.compile(r"^ {0,3}(?P<label>\[(?!\^)[^\]\n]+\]):[ \t]*<?(?P<address>[^\s<>]+)", re.MULTILINE)

_ELSEWHERE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CODE_LINE: Final = re.compile(r"\n[ \t]*\n(?:\t| {4})[^\n]*\Z")


def find_markup(text: str, prose: str) -> Iterator[Markup]:
    """Yield what may not stand in `text`, in reading order; `prose` is the text with what is no prose blanked."""
    found = [*_find_tags(text, prose), *_find_lists(text, prose), *_find_addresses(text, prose)]
    yield from sorted(found, key=lambda each: each.span)


def _find_tags(text: str, prose: str) -> Iterator[Markup]:
    tags = [*_TAG.finditer(text), *_AUTOLINK.finditer(text)] if "<" in text else []
    matter = FRONT_MATTER.match(text)
    start = matter.end() if matter else 0
    ends = [word.end() for word in re.finditer(r"\S+", prose)] if tags else []
    for tag in tags:
        if tag.start() < start or not _is_markup(text, prose, tag.start(), ends):
            continue
        if tag.re is _AUTOLINK:
            yield from _unsafe(tag["address"], tag.start("address"))
        elif tag["tag"].lower() in _ACTIVE:
            yield Markup(Span(tag.start(), tag.end("tag")), Danger.ACTIVE, f"<{tag['tag'].lower()}>")
        else:
            yield from _find_attributes(tag["attributes"], tag.start("attributes"))


def _is_markup(text: str, prose: str, at: int, ends: list[int]) -> bool:
    """Say whether a tag at `at` is markup, not code, mathematics or part of a comment; `ends` are those of words."""
    if prose[at] != OPAQUE:
        # Blank, because something began before: a block of HTML, or what is no markup.
        before = bisect_left(ends, at + 1) - 1
        place = ends[before] - 1 if before >= 0 else 0
        if prose[place] != OPAQUE:
            return not prose[at].strip() and not _CODE_LINE.search(text, max(0, place - 1), at)
        if _CODE_LINE.search(text, place, at):
            return False
        at = place
    return text[at] == "<" and text[at + 1 : at + 2].isalpha()


def _find_lists(text: str, prose: str) -> Iterator[Markup]:
    for each in ATTRIBUTES.finditer(text) if "{" in prose else ():
        if prose[each.start()] == "{":
            yield from _find_attributes(each[0], each.start())


def _find_attributes(text: str, start: int) -> Iterator[Markup]:
    for match in _ATTRIBUTE.finditer(text):
        name = match["name"].lower()
        value, span = _group(match, start, "double", "single", "bare")
        if name == "style" or name.startswith("on"):
            yield Markup(Span(start + match.start("name"), start + match.end("name")), Danger.ACTIVE, f"{name}=")
        elif name in _FILES and _ELSEWHERE.match(value):
            yield Markup(span, Danger.FOREIGN, value)
        elif name in _ADDRESSES:
            yield from _unsafe(value, span.start)


def _find_addresses(text: str, prose: str) -> Iterator[Markup]:
    shown: set[str] = set()
    for picture in _PICTURE.finditer(text) if "![" in text else ():
        if prose[picture.start()] != "!":
            continue
        label = picture["label"]
        shown.add((picture["text"] if label in (None, "[]") else label).casefold())
        if picture["address"] and _ELSEWHERE.match(picture["address"]):
            yield Markup(Span(*picture.span("address")), Danger.FOREIGN, picture["address"])
    for link in _LINK.finditer(text):
        if prose[link.start()] == "]":
            yield from _unsafe(link["address"], link.start("address"))
    for each in _DEFINITION.finditer(text) if "]:" in text else ():
        if not prose[each.start() : each.end()].strip():
            continue
        if each["label"].casefold() in shown and _ELSEWHERE.match(each["address"]):
            yield Markup(Span(*each.span("address")), Danger.FOREIGN, each["address"])
        else:
            yield from _unsafe(each["address"], each.start("address"))


def _unsafe(address: str, at: int) -> Iterator[Markup]:
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _SCHEMES:
        yield Markup(Span(at, at + len(address)), Danger.LINK, address)


def _group(match: re.Match[str], start: int, *names: str) -> tuple[str, Span]:
    """Return the text of the group that took part, and where it stands."""
    name = next(name for name in names if match[name] is not None)
    return match[name], Span(start + match.start(name), start + match.end(name))
