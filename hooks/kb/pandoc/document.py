"""Citations as a document of pandoc's (https://hackage.haskell.org/package/pandoc-types)."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kb.citations import LABELS, Citation, CitationItem, Locator
from kb.style.locators import locator_text

Node = dict[str, Any]

# Stands for the author's Markdown in a document: the first is U+F0000, which is private.
FIRST: Final = 0xF0000
_VERSION: Final = [1, 23]  # of pandoc 3
_LIMIT: Final = 0xFFFD
# The locators that every CSL locale has a term for (CSL 1.0.1, Appendix IV); pages need none.
_TERMS: Final = (
    *("book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus"),
    *("paragraph", "part", "section", "sub-verbo", "verse", "volume"),
)
CLOSING: Final = (",", ";", ":", ".", "!", "?", "’", ")")


class Markup:
    """The author's Markdown in citations, each piece of which one character stands for."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def character(self, text: str) -> str:
        """Return the character that stands for `text`; from the 65,533rd piece on, the text itself."""
        place = self._places.setdefault(text, len(self._places))
        return chr(FIRST + place) if place < _LIMIT else text

    def pieces(self) -> tuple[str, ...]:
        """Return the pieces in the order of their characters."""
        return tuple(self._places)


def build_document(citations: Iterable[Citation], ids: Mapping[str, str], markup: Markup) -> Node:
    """Return a document with a paragraph for each of `citations`, whose keys have pandoc's `ids`."""
    blocks = [{"t": "Para", "c": [_cite(each, ids, markup)]} for each in citations]
    return {"pandoc-api-version": _VERSION, "meta": {}, "blocks": blocks}


def _cite(citation: Citation, ids: Mapping[str, str], markup: Markup) -> Node:
    items = [
        _item(item, ids, markup, in_text=citation.narrative and not place and not item.suppress_author)
        for place, item in enumerate(citation.items)
    ]
    return {"t": "Cite", "c": [items, [_str("?")]]}


def _item(item: CitationItem, ids: Mapping[str, str], markup: Markup, *, in_text: bool) -> Node:
    mode = "AuthorInText" if in_text else "SuppressAuthor" if item.suppress_author else "NormalCitation"
    suffix = _locator(item.locator) if item.locator else []
    if item.suffix:
        # What citeproc sees of the Markdown is whether a space belongs before it.
        before = [_str(item.suffix[0])] if item.suffix.startswith(CLOSING) else [_SPACE]
        suffix = [*suffix, *before, _str(markup.character(item.suffix))]
    return {
        "citationId": ids[item.key],
        "citationPrefix": [_str(markup.character(item.prefix)), _SPACE] if item.prefix else [],
        "citationSuffix": suffix,
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _locator(locator: Locator) -> list[Node]:
    """Return the place in braces, which say that all of it is one."""
    if locator.label in _TERMS:
        words = f"{LABELS[locator.label][0]} {locator.value}"
    else:
        words = locator.value if locator.label == "page" else locator_text(locator)
    inner = words.replace("{", "(").replace("}", ")").split()
    return [node for word in f"{{{' '.join(inner)}}}".split() for node in (_SPACE, _str(word))][1:]


def _str(text: str) -> Node:
    return {"t": "Str", "c": text}


_SPACE: Final[Node] = {"t": "Space"}
