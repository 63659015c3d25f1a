"""Links between pages: wikilinks and ordinary Markdown links, found where they stand."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from kb.prose import OPAQUE
from kb.text import Span

# `\|` is how a table cell writes the bar; from STX to ETX run Python-Markdown's placeholders.
_WIKILINK: Final = re.compile(
    r"\[\[(?P<target>[^\[\]|#\\\n\x02]*)(?:#(?P<anchor>[^\[\]|\\\n\x02]*))?(?:\\?\|(?P<label>[^\[\]\n]+))?\]\]"
)
# A path may hold spaces and pairs of round brackets, as Python-Markdown has it; a title comes after a space.
_PART: Final = r"[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*"
_TARGET: Final = rf"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>{_PART}(?: +(?![\s\"')]){_PART})*))"
_INLINE: Final = re.compile(rf"\]{_TARGET}")
_IMAGE: Final = re.compile(rf"!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]{_TARGET}\s*(?:[\"'][^)\n]*)?\)")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+))", re.MULTILINE
)
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!~^=@:])")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Wikilink(NamedTuple):
    """A link by name, `[[target#anchor|label]]`; an empty target is the page itself."""

    span: Span
    target: str
    anchor: str
    label: str
    target_span: Span
    anchor_span: Span


class PageLink(NamedTuple):
    """A Markdown link to a path within the site, `[label](path#anchor)`; an empty path is the page itself."""

    path: str
    anchor: str
    path_span: Span
    anchor_span: Span


def resolve(uri: str, path: str) -> str:
    """Return the uri that `path`, as a Markdown link on the page `uri` has it, leads to."""
    path = unquote(_ESCAPE.sub(r"\1", path)).partition("?")[0]
    if not path:
        return uri
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))


def match_wikilink(text: str, start: int) -> Wikilink | None:
    """Return the wikilink that begins at `start`."""
    match = _WIKILINK.match(text, start)
    if not match or not (match["target"].strip() or match["anchor"]):
        return None
    return Wikilink(
        Span(*match.span()),
        match["target"].strip(),
        (match["anchor"] or "").strip(),
        (match["label"] or "").strip(),
        Span(*match.span("target")),
        Span(*match.span("anchor")),
    )


def find_wikilinks(text: str, prose: str) -> Iterator[Wikilink]:
    """Yield the wikilinks of `text` in reading order; `prose` is the text with what is no prose blanked."""
    start = prose.find("[[")
    while start >= 0:
        link = match_wikilink(text, start)
        if link:
            yield link
        start = prose.find("[[", link.span.end if link else start + 1)


def find_page_links(text: str, prose: str) -> Iterator[PageLink]:
    """Yield the Markdown links and images of `text` that lead within the site, a link's target blank in `prose`."""
    matches = [match for match in _INLINE.finditer(text) if _is_link(match, prose)]
    matches += [match for match in _IMAGE.finditer(text) if prose[match.start()] == "!"]
    matches += [match for match in _DEFINITION.finditer(text) if prose[match.start() : match.end()].strip()]
    for match in sorted(matches, key=lambda each: each.start()):
        group = "angled" if match["angled"] is not None else "bare"
        target, start = match[group], match.start(group)
        if not target or _SCHEME.match(target) or target.startswith("//"):
            continue
        path, mark, anchor = target.partition("#")
        middle = start + len(path) + len(mark)
        yield PageLink(path, anchor, Span(start, start + len(path)), Span(middle, start + len(target)))


def _is_link(match: re.Match[str], prose: str) -> bool:
    return prose[match.start()] in ("]", OPAQUE) and prose[match.start() + 2 : match.end()].isspace()
