"""What authors wrote, as GitHub's Markdown that only shows it: no link, picture, mention, tag or cell comes of it."""

import re
from typing import Final
from unicodedata import category

_LONGEST: Final = 400
_LOST: Final = "\ufffd"
_APART: Final = "&#8203;"
# GitHub makes links, mentions and pictures of these in what Markdown has left as text: only a character between helps.
_ACTIVE: Final = re.compile(r"@|#(?=\d)|:(?=//|[\w+-]+:)|www(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
_SIGNS: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "*_[]~"},
        **{sign: f"&#{ord(sign)};" for sign in "\\|`$"},  # an escaped escape could free a bar that ends the cell
        "&": "&amp;",
        "<": "&lt;",
    }
)


def inert(text: str) -> str:
    """Return `text` as Markdown of one line, for a paragraph or a cell of a table."""
    line = _line(text)
    parts, at = [], 0
    for found in _ACTIVE.finditer(line):
        parts += [line[at : found.end()].translate(_SIGNS), _APART]
        at = found.end()
    return "".join([*parts, line[at:].translate(_SIGNS)])


def code(text: str) -> str:
    """Return `text` as code, for keys and addresses; signs that could end the code or the cell are lost."""
    shown = re.sub(r"[`|\\]", _LOST, _line(text))
    return f"`{shown}`" if shown else ""


def _line(text: str) -> str:
    line = " ".join("".join(map(_shown, text)).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def _shown(char: str) -> str:
    kind = category(char)
    return " " if kind in ("Cc", "Zl", "Zp") else "" if kind == "Cf" else _LOST if kind == "Cs" else char
