"""What is not prose within a paragraph, a heading or a cell, in the order of Python-Markdown's inline patterns."""

import re
from collections.abc import Collection
from itertools import islice
from typing import Final

from kb.prose.links import mask_links
from kb.prose.marks import ATTRIBUTES, OPAQUE, URL, blank, veil

_TICKS: Final = re.compile("`+")
_MATH: Final = re.compile(
    rf"(?<!\\)(?:\\\\)+(?=\$)|(?<!\\)\$(?!\s)(?:\\.|[^\\${OPAQUE}])+?(?<!\s)\$"
    rf"|(?<!\\)(?:\\\\)+?(?=\\\()|(?<!\\)\\\((?:\\[^){OPAQUE}]|[^\\{OPAQUE}])+?\\\)",
    re.DOTALL,
)
# The characters that Python-Markdown lets a backslash escape, with those of the extensions and the citation's.
_ESCAPE: Final = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|$/~^=@:]")
_TAG: Final = re.compile(
    r"<[A-Za-z][A-Za-z0-9+.-]*://[^<>]*>"
    r"|<[^<> !]+@[^@<> ]+>"
    r"""|</?+[a-zA-Z][^\s"'<>@]*+(?:\s+[^\s"'=<>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>]++))?+)*+\s*+/?>"""
    r"|<!--(?:(?!<!--|-->).)*-->|<[?](?:(?!<[?]|[?]>).)*[?]>|<!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\]>",
    re.DOTALL,
)
_BRACKET: Final = re.compile(r"[\[\]]")


def mask_inline(text: str, labels: Collection[str] = (), notes: Collection[str] = ()) -> str:
    """Return `text`, as long as before, with what is not prose veiled and brackets without a partner blanked.

    `labels` are those of the page's link definitions, `notes` those of its footnotes.
    """
    if "`" in text:
        text = mask_code(text)
    if "$" in text or "\\(" in text:
        # What follows the last sign of an end cannot match, and would be searched again for each sign of a beginning.
        end = max(text.rfind("$"), text.rfind("\\)")) + 2
        text = _MATH.sub(lambda each: veil(each[0]), text[:end]) + text[end:]
    if "\\" in text:
        text = _ESCAPE.sub(OPAQUE + " ", text)
    if "[" in text:
        text = mask_links(text, labels, notes)
    if "<" in text and ">" in text:
        text = _TAG.sub(lambda each: veil(each[0]), text)
    if "://" in text or "www." in text:
        text = URL.sub(lambda each: veil(each[0]), text)
    if "{" in text:
        text = ATTRIBUTES.sub(lambda each: "{" + blank(each[0][1:-1]) + "}", text)
    return _close_brackets(text) if "[" in text or "]" in text else text


def code_spans(text: str) -> list[tuple[int, int, int]]:
    """Return begin, end and number of backticks of each code span, as BacktickInlineProcessor pairs them."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    spans: list[tuple[int, int, int]] = []
    at = 0
    for index, (start, end) in enumerate(runs):
        before = text[at:start]
        begin = max(at, start + (len(before) - len(before.rstrip("\\"))) % 2)
        if begin >= end:
            continue
        longest, close = 0, 0
        for other, stop in islice(runs, index + 1, None):
            if stop - other == end - begin:
                longest, close = stop - other, stop
                break
            if stop - other > longest:
                longest, close = stop - other, stop
        if 0 < longest <= end - begin:
            spans.append((begin, close, longest))
            at = close
        else:
            at = end + end - begin  # the library skips as many characters again
    return spans


def mask_code(text: str) -> str:
    """Return `text` with its code veiled."""
    parts, at = [], 0
    for begin, end, _ in code_spans(text):
        parts += [text[at:begin], veil(text[begin:end])]
        at = end
    return "".join([*parts, text[at:]])


def _close_brackets(text: str) -> str:
    opened: list[int] = []
    lone: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
        else:
            lone.append(bracket.start())
    if not opened and not lone:
        return text
    characters = list(text)
    for at in (*opened, *lone):
        characters[at] = OPAQUE
    return "".join(characters)
