"""Faults found while reading, before they have a line."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

_SHOWN: Final = 60
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


class Fault(NamedTuple):
    """What is wrong at one offset of the file."""

    offset: int
    code: str
    message: str
    hint: str = ""


Report = Callable[[Fault], None]


def quoted(text: str) -> str:
    """Return the author's words in quotes, on one line, shortened and free of control characters."""
    head = " ".join(_UNPRINTABLE.sub(" ", text[: 2 * _SHOWN]).split())
    return f"'{head[: _SHOWN - 1]}…'" if len(head) > _SHOWN or len(text) > 2 * _SHOWN else f"'{head}'"
