"""Changes of a text, by place."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from kb.text import Span

_MARK: Final = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """A stretch of a text, and what stands there instead."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits`, in whatever order they come; none may reach into another."""
    parts, at = [], 0
    for edit in sorted(set(edits)):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def find_edit(old: str, new: str) -> Edit:
    """Return the least change that makes `new` of `old`."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Edit(Span(start, len(old) - end), new[start : len(new) - end])


def rewrite(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the file `data` with `edits` of its text, in which every line ends in a newline; no other byte changes.

    Raise UnicodeDecodeError when the file is not UTF-8.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    text = data[len(mark) :].decode()
    pairs = [found.start() - index for index, found in enumerate(re.finditer("\r\n", text))]
    line_end = "\r\n" if 2 * len(pairs) > text.count("\n") else "\n"

    def place(offset: int) -> int:
        return offset + bisect_left(pairs, offset)

    placed = (
        Edit(Span(place(edit.span.start), place(edit.span.end)), edit.text.replace("\n", line_end)) for edit in edits
    )
    return mark + apply_edits(text, placed).encode()
