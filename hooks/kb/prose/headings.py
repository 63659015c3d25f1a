"""Headings, with the ids that Python-Markdown's toc extension gives them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kb.prose.inline import code_spans
from kb.prose.lines import Block
from kb.prose.marks import ATTRIBUTES
from kb.prose.tree import Outline
from kb.text import Span

_ATTRIBUTES: Final = re.compile(rf"[ ]+{ATTRIBUTES.pattern}[ ]*$")
_ID: Final = re.compile(r"""[{ ]#(?P<short>[^\s{}"'=]+)|\bid=["']?(?P<long>[^\s"'{}]+)""")
_MARKUP: Final = re.compile(r"[`\\\[<@_*~^=&]")
_CODE: Final = re.compile("\x02(\\d+)\x03")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|$/~^=@:])")
_NOTE: Final = re.compile(r"\[\^[^\]]*\]")
_IMAGE: Final = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_WIKILINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>")
_TAG: Final = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
# What kb.citations finds, as far as headings need it: a floor below may not ask it.
_CITED: Final = r"(?<![^\W_])-?@(?:\w+(?:[:.#$%&\-+?<>~/]\w+)*|\{[^{}\s]+\})"
_CITATION: Final = re.compile(rf"[ ]*(?:\[[^\[\]]*{_CITED}[^\[\]]*\]|{_CITED}(?:[ ]\[[^\[\]]*\])?)")
_EMPHASIS: Final = re.compile(r"(?<![^\W_])(_{1,3})(?=\S)(.+?)(?<=\S)\1(?![^\W_])")
_COUNTED: Final = re.compile(r"^(.*)_([0-9]+)$")


class Heading(NamedTuple):
    """A heading; `text` is as a contents list shows it, `span` that of the heading's line."""

    level: int
    text: str
    id: str
    span: Span

    def moved(self, places: Sequence[int]) -> "Heading":
        """Return the heading with its span's offsets looked up in `places`."""
        return Heading(self.level, self.text, self.id, Span(places[self.span.start], places[self.span.end]))


def build_headings(leaves: Iterable[tuple[str, Block]], outline: Outline, taken: Iterable[str]) -> Iterator[Heading]:
    """Yield the headings among `leaves`; `taken` are the explicit ids of the page."""
    used = set(taken) | {f"fn:{note}" for note in outline.notes}
    for tag, block in leaves:
        if tag[0] != "h" or tag[1:] not in set("123456"):
            continue
        offset, text = block[0]
        explicit = ""
        if "{" in text and (attributes := _ATTRIBUTES.search(text)):
            explicit = "".join(match["short"] or match["long"] for match in _ID.finditer(attributes[0]))
            text = text[: attributes.start()].rstrip("#").rstrip()
        said = plain_text(text, outline.labels)
        yield Heading(
            int(tag[1:]), said, explicit or _unique(slugify(said), used), Span(offset, offset + len(block[0][1]))
        )


def plain_text(text: str, labels: Iterable[str] = ()) -> str:
    """Return the text of a heading without its markup, its footnotes and its citations."""
    if not _MARKUP.search(text):
        return text.strip()
    codes: list[str] = []
    parts, at = [], 0
    for begin, end, ticks in code_spans(text):
        parts += [text[at:begin], f"\x02{len(codes)}\x03"]
        codes.append(text[begin + ticks : end - ticks].strip())
        at = end
    text = "".join([*parts, text[at:]])

    def escape(match: re.Match[str]) -> str:
        codes.append(match[1])
        return f"\x02{len(codes) - 1}\x03"

    text = _ESCAPE.sub(escape, text)
    text = _NOTE.sub("", text)
    text = _IMAGE.sub("", text)
    text = _WIKILINK.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _CITATION.sub("", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"(\*{1,3}|~{1,2}|\^{1,2}|={2})(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = html.unescape(text)
    return _CODE.sub(lambda code: codes[int(code[1])], text).strip()


def slugify(text: str) -> str:
    """Return the id that Python-Markdown's default slugify makes of `text`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


def _unique(slug: str, used: set[str]) -> str:
    if slug in used or not slug:
        counted = _COUNTED.match(slug)
        base, count = (counted[1], int(counted[2])) if counted else (slug, 0)
        count += 1
        while f"{base}_{count}" in used:
            count += 1
        slug = f"{base}_{count}"
    used.add(slug)
    return slug
