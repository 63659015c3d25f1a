"""Putting rich text together."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Final

from kb.richtext import RichText, Run, plain

# Everything by which one run looks unlike another.
_LOOK: Final = attrgetter(*(name for name in Run._fields if name not in ("text", "protected")))
_STOPPED: Final = re.compile(r"[.?!…][”’\"']*$")


def roman(text: str) -> RichText:
    """Return `text` as rich text without any appearance."""
    return (Run(text),) if text else ()


def italic(text: Iterable[Run]) -> RichText:
    """Return `text` in italics; what was italic within it becomes roman (APA 7 §6.23)."""
    return tuple(run._replace(italic=not run.italic) for run in text)


def joined(parts: Iterable[RichText], separator: str) -> RichText:
    """Return the parts that are not empty with `separator` between them."""
    runs: list[Run] = []
    for part in parts:
        if runs and part:
            runs.append(Run(separator))
        runs.extend(part)
    return tuple(runs)


def wrapped(text: RichText, opening: str, closing: str) -> RichText:
    """Return `text` between `opening` and `closing`, or nothing when there is none."""
    return (Run(opening), *text, Run(closing)) if text else ()


def stopped(text: RichText) -> RichText:
    """Return `text` with a full stop unless it already ends with a stop, a question or an exclamation mark."""
    return text if not text or _STOPPED.search(plain(text)) else (*text, Run("."))


def unstopped(text: RichText) -> RichText:
    """Return `text` without the full stop that ends its last word, if the word is no abbreviation."""
    if text and re.search(r"[^\W\d_]{4}\.$", plain(text)):
        return (*text[:-1], text[-1]._replace(text=text[-1].text[:-1]))
    return text


def merged(text: Iterable[Run]) -> RichText:
    """Return `text` with neighbours of one appearance as one run and nothing empty; `protected` has done its work."""
    return tuple(_one(tuple(runs)) for _, runs in groupby((run for run in text if run.text), key=_LOOK))


def _one(runs: RichText) -> Run:
    if len(runs) == 1 and not runs[0].protected:
        return runs[0]
    return runs[0]._replace(text=plain(runs), protected=False)
