"""Where pages are on the site, from its root."""

import re
from typing import Final
from urllib.parse import quote

from kb.anchors import reference_anchor
from kb.pages import Page

# What may stand bare in a path's segment or a fragment (RFC 3986 §3.3), but for the colon, which would make a scheme.
_SAFE: Final = "!$&'()*+,;=@-._~"
_BARE: Final = re.compile(rf"[\w/{re.escape(_SAFE)}]*", re.ASCII)


def page_address(page: Page | str, anchor: str = "") -> str:
    """Return the address of a page, or of an element on it, as MkDocs makes directories of pages."""
    uri = page if isinstance(page, str) else page.uri
    path = uri.removesuffix(".md")
    folder, _, name = path.rpartition("/")
    path = _quoted(folder if name in ("index", "README") else path)
    return (f"{path}/" if path else "./") + (f"#{_quoted(anchor).replace('/', '%2F')}" if anchor else "")


def reference_address(key: str) -> str:
    """Return the address of the reference with citation key `key`."""
    return page_address("references.md", reference_anchor(key))


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text) else quote(text, safe=f"{_SAFE}/")
