"""Text with the little typography that a reference needs."""

from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text of one appearance.

    `script` is "", "sub" or "sup". `protected` text keeps its case. `href` makes it an outward link. `key` says that it
    stands for the entry of that citation key. `markup` says that it is Markdown of the page's author, not plain text.
    `caution` text warns of the work and is set apart.
    """

    text: str
    italic: bool = False
    script: str = ""
    protected: bool = False
    href: str = ""
    key: str = ""
    markup: bool = False
    caution: bool = False
    bold: bool = False
    small_caps: bool = False


RichText = tuple[Run, ...]


def plain(text: Iterable[Run]) -> str:
    """Return the characters of `text` without their appearance."""
    return "".join([run.text for run in text])
