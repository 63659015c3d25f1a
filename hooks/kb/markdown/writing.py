"""A page's tree as text: what Python-Markdown's serialiser makes of it, in half of its time."""

import re
from typing import Final
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import to_xhtml_string

# An ampersand that begins no character reference.
_AMPERSAND: Final = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_RAW: Final = frozenset(("script", "style"))


def to_xhtml(root: Element) -> str:
    """Return `root` with all that is in it, and with what follows it."""
    try:
        return _written(root)
    except TypeError:  # a comment, or a name with an address, which pages don't have
        return to_xhtml_string(root)


def _written(root: Element) -> str:
    written: list[str] = []
    ahead: list[Element | str] = [root]
    while ahead:
        current = ahead.pop()
        if isinstance(current, str):
            written.append(current)
            continue
        tag, text, tail = current.tag, current.text, current.tail
        written.append("<" + tag)
        for name, value in sorted(current.items()):
            written.append(" " + name if value is None else " " + name + '="' + _quoted(value) + '"')
        is_empty = tag.lower() in HTML_EMPTY
        end = " />" if is_empty else f"</{tag}>"
        if tail:
            end += _escaped(tail)
        if not is_empty:
            written.append(">")
            if text:
                written.append(text if tag.lower() in _RAW else _escaped(text))
            if len(current):
                ahead.append(end)
                ahead.extend(reversed(current))
                continue
        written.append(end)
    return "".join(written)


def _escaped(text: str) -> str:
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")
