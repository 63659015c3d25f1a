"""Links to works."""

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from kb.bibliography.entry import Entry
from kb.richtext import RichText, Run
from kb.style.fields import URL
from kb.style.preprints import preprint_address

_DOI: Final = re.compile(r"10\.?[\d.]*/\S+")
_RESOLVER: Final = re.compile(r"^(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_LABEL: Final = re.compile(r"^doi\s*:?\s*", re.IGNORECASE)
_SAFE: Final = "/:;()._-,+!*'$&=@~[]?%#"


def doi(entry: Entry) -> str:
    """Return the bare DOI of `entry`, also when it is written as an address or in the field `url`, or nothing."""
    return _doi_in(entry.text("doi")) or (
        _doi_in(entry.text("url")) if _RESOLVER.match(entry.text("url").strip()) else ""
    )


def link(entry: Entry) -> RichText:
    """Return the link that ends a reference: the DOI before the URL, only http and https (APA 7 §9.34)."""
    bare = doi(entry)
    if bare:
        address = f"https://doi.org/{bare}"
        return (Run(address, href=f"https://doi.org/{quote(bare, safe='/:;()._-,+!*$&=@~')}"),)
    address = _address(entry)
    return (Run(address, href=_target(address)),) if address else ()


def _doi_in(text: str) -> str:
    text = text.strip()
    bare = _LABEL.sub("", text)
    if _RESOLVER.match(bare):
        bare = unquote(_RESOLVER.sub("", bare))
    return bare.rstrip(".,;") if _DOI.fullmatch(bare) else ""


def _address(entry: Entry) -> str:
    url = entry.text("url").strip()
    if url:
        return url if _target(url) else ""
    for name in ("howpublished", "note", "doi"):
        found = URL.search(entry.text(name))
        if found:
            return found[0].rstrip(".,;)>")
    return preprint_address(entry)


def _target(address: str) -> str:
    full = f"https://{address}" if address.lower().startswith("www.") else address
    try:
        parts = urlsplit(full)
    except ValueError:
        return ""
    return quote(full, safe=_SAFE) if parts.scheme in ("http", "https") and parts.netloc else ""
