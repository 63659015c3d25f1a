"""Pieces of text with their appearance, before they are runs."""

import unicodedata
from typing import NamedTuple

from kb.bibliography.cleaning import SPACE
from kb.richtext import RichText, Run


class Style(NamedTuple):
    """The appearance of a piece."""

    italic: bool = False
    script: str = ""
    protected: bool = False
    href: str = ""


def join_pieces(pieces: list[tuple[str, Style]]) -> RichText:
    """Merge neighbours of one style, and their white space, and trim both ends."""
    merged: list[tuple[str, Style]] = []
    last = " "
    for text, style in pieces:
        text = SPACE.sub(" ", text)
        if last == " ":
            text = text.lstrip(" ")
        if not text:
            continue
        last = text[-1]
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    if merged and last == " ":
        merged[-1] = (merged[-1][0][:-1], merged[-1][1])
    return tuple(
        Run(unicodedata.normalize("NFC", text), style.italic, style.script, style.protected, style.href)
        for text, style in merged
        if text
    )
