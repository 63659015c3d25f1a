"""The tags of HTML, and how Python-Markdown reads what they hold."""

import re
from typing import Final

# markdown.util.BLOCK_LEVEL_ELEMENTS
BLOCK_TAGS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption figure
        footer form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main map math menu nav noscript
        object ol option output p pre progress script section style summary table tbody td textarea tfoot th thead
        tr ul video
        """,
    )
)
_SPAN_TAGS: Final = frozenset(re.findall(r"\w+", "address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th"))
_RAW_TAGS: Final = frozenset(re.findall(r"\w+", "canvas math option pre script style textarea"))
EMPTY_TAGS: Final = frozenset(["hr"])
_MARKDOWN: Final = re.compile(r"""\smarkdown(?:\s*=\s*["']?(?P<how>[\w-]*))?(?=["'\s/]|$)""")


def reading_of(token: re.Match[str], parent: str | None) -> str:
    """Return "block", "span" or "off": how the content of an element is to be read."""
    tag = token["tag"].lower()
    attribute = _MARKDOWN.search(token["attributes"])
    how = "0" if not attribute else (attribute["how"] or "1")
    if how == "markdown":
        how = "1"
    if parent == "off" or (parent == "span" and how != "0"):
        how = parent
    if tag in _RAW_TAGS or tag in EMPTY_TAGS:
        return "off"
    if (how == "1" and tag not in _SPAN_TAGS) or how == "block":
        return "block"
    return "span" if how in ("1", "span") else "off"
