"""Mentions: the sentences in which a page links to another."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kb.links import PageLink, Wikilink, resolve
from kb.prose import BOUNDARY, Heading
from kb.prose.marks import ONE_LINE
from kb.text import Span

# Each alternative begins with a character, so that the text between them is passed over quickly.
_EDGE: Final = re.compile(rf"{BOUNDARY}|{ONE_LINE}|\n[ ]*\n|///+(?:[ ]*[\w-]+[ ]*\|)?")
_STOP: Final = re.compile(r"[.!?…][\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-ZÀ-Þ@\[])")
# A stop after one of these ends no sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|etc|approx|p|pp|vol|no|fig|dr|prof|st)|\b[A-Z])\.$", re.IGNORECASE
)
_LINK: Final = re.compile(r"(?<=\]\()[^\s()<>]+|(?<=\]\(<)[^<>\n]+")
_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]")


class Mention(NamedTuple):
    """A sentence, as Markdown that can stand on any page, that links to `target`.

    `target` is the name of a wikilink or the uri of an ordinary link; `heading` is the one above the sentence.
    """

    target: str
    is_name: bool
    sentence: str
    heading: Heading | None


def find_mentions(
    text: str, prose: str, uri: str, links: Iterable[Wikilink | PageLink], headings: Sequence[Heading]
) -> Iterator[Mention]:
    """Yield the mentions that `links` of the page `uri` make, one for a target and sentence."""
    edges = _edges(prose)
    starts = [heading.span.start for heading in headings]
    seen: set[tuple[str, int]] = set()
    for link in links:
        is_name = isinstance(link, Wikilink)
        span = link.target_span if isinstance(link, Wikilink) else link.path_span
        target = link.target.casefold() if isinstance(link, Wikilink) else resolve(uri, link.path)
        sentence = _sentence(prose, edges, span.start)
        if not target or (target, sentence.start) in seen:
            continue
        seen.add((target, sentence.start))
        above = bisect_right(starts, sentence.start)
        words = _portable(text[sentence.start : sentence.end], uri)
        yield Mention(target, is_name, words, headings[above - 1] if above else None)


def _edges(prose: str) -> list[int]:
    """Return in order where blocks, and lines of slashes, begin and end."""
    edges = {0, len(prose)}
    for match in _EDGE.finditer(prose):
        start, end = match.span()
        if prose[start] == "/":
            before = prose[prose.rfind("\n", 0, start) + 1 : start]
            if before.strip(" "):
                continue
            start -= len(before)
        edges.update((start, end))
    return sorted(edges)


def _sentence(prose: str, edges: Sequence[int], offset: int) -> Span:
    """Return the sentence around `offset`, within its block."""
    index = bisect_right(edges, offset)
    start, end = edges[index - 1] if index else 0, edges[index] if index < len(edges) else len(prose)
    stops = list(_STOP.finditer(prose, start, end))
    before = bisect_right(stops, offset, key=re.Match.end)
    first = next((stop.end() for stop in reversed(stops[:before]) if _ends(prose, start, stop)), start)
    last = next((stop.end() for stop in stops[before:] if _ends(prose, start, stop)), end)
    return Span(first, first + len(prose[first:last].rstrip()))


def _ends(prose: str, start: int, stop: re.Match[str]) -> bool:
    return not _ABBREVIATION.search(prose, max(start, stop.start() - 8), stop.start() + 1)


def _portable(markdown: str, uri: str) -> str:
    """Return `markdown` on one line, without footnotes, its links seen from the site's root."""
    line = " ".join(_NOTE.sub("", markdown).split())
    return _LINK.sub(lambda link: _absolute(link[0], uri), line) if "](" in line else line


def _absolute(address: str, uri: str) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return address
    path, mark, anchor = address.partition("#")
    return f"/{resolve(uri, path)}{mark}{anchor}"
