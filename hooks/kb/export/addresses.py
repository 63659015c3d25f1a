"""Where pages are on the site, from its root."""

from urllib.parse import quote

from kb.anchors import reference_anchor
from kb.pages import Page

# What may stand bare in a path's segment or a fragment (RFC 3986 §3.3), but for the colon, which would make a scheme.
_SAFE = "!$&'()*+,;=@-._~"


def page_address(page: Page | str, anchor: str = "") -> str:
    """Return the address of a page, or of an element on it, as MkDocs makes directories of pages."""
    uri = page if isinstance(page, str) else page.uri
    folder, _, name = uri.removesuffix(".md").rpartition("/")
    parts = [*folder.split("/"), "" if name in ("index", "README") else name]
    path = "/".join(quote(part, safe=_SAFE) for part in parts if part)
    return (f"{path}/" if path else "./") + (f"#{quote(anchor, safe=_SAFE)}" if anchor else "")


def reference_address(key: str) -> str:
    """Return the address of the reference with citation key `key`."""
    return page_address("references.md", reference_anchor(key))
