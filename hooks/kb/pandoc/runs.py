"""From the nodes of a document of pandoc's to rich text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from kb.pandoc.document import CLOSING, FIRST, Node
from kb.richtext import RichText, Run
from kb.style.phrases import merged

_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "Emph": {"italic": True},
    "Strong": {"bold": True},
    "SmallCaps": {"small_caps": True},
    "Superscript": {"script": "sup"},
    "Subscript": {"script": "sub"},
    "Underline": {},
    "Strikeout": {},
}
_QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_SPACES: Final = ("Space", "SoftBreak", "LineBreak")
_ANCHOR: Final = "#ref-"


class FootnoteError(Exception):
    """The style writes its citations in footnotes."""


class Reader(NamedTuple):
    """What tells works and the author's Markdown in a document: keys by pandoc's ids, and the pieces of Markdown."""

    keys: Mapping[str, str]
    markup: Sequence[str]

    def read(self, nodes: Iterable[Node]) -> RichText:
        """Return inline nodes and the blocks around them as rich text; raise FootnoteError for a footnote."""
        runs = merged(self._nodes(nodes, Run("")))
        pairs = zip(runs, (*runs[1:], Run("")), strict=True)
        return tuple(kept for run, after in pairs if (kept := _unpunctuated(run, after)).text)

    def _nodes(self, nodes: Iterable[Node], look: Run) -> Iterator[Run]:
        for node in nodes:
            yield from self._node(node["t"], node.get("c"), look)

    def _node(self, kind: str, content: Any, look: Run) -> Iterator[Run]:
        if kind == "Str":
            yield from self._text(content, look)
        elif kind in _SPACES:
            yield look._replace(text=" ")
        elif kind in _LOOKS:
            yield from self._nodes(content, look._replace(**_LOOKS[kind]))
        elif kind == "Link":
            yield from self._link(content[1], content[2][0], look)
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            yield look._replace(text=opening)
            yield from self._nodes(content[1], look)
            yield look._replace(text=closing)
        elif kind in ("Span", "Cite", "Image"):
            yield from self._nodes(content[1], look)
        elif kind in ("Para", "Plain"):
            yield from self._nodes(content, look)
        elif kind == "Div":
            yield look._replace(text=" ")
            yield from self._nodes(content[1], look)
        elif kind in ("Code", "Math", "RawInline"):
            yield look._replace(text=content[1])
        elif kind == "Note":
            raise FootnoteError

    def _text(self, text: str, look: Run) -> Iterator[Run]:
        start = 0
        for at, char in enumerate(text):
            if 0 <= (place := ord(char) - FIRST) < len(self.markup):
                yield look._replace(text=text[start:at])
                yield Run(self.markup[place], markup=True)
                start = at + 1
        yield look._replace(text=text[start:])

    def _link(self, nodes: Sequence[Node], target: str, look: Run) -> Iterator[Run]:
        name = target.removeprefix(_ANCHOR)
        key = self.keys.get(name) if name != target else None
        if key is None:
            yield from self._nodes(nodes, look._replace(href=target))
        elif nodes == [{"t": "Strong", "c": [{"t": "Str", "c": f"{name}?"}]}]:  # an unknown work
            yield look._replace(text=key, key=key)
        else:
            yield from self._nodes(nodes, look._replace(key=key))


def _unpunctuated(run: Run, after: Run) -> Run:
    """Return `run` without the mark that the Markdown after it begins with too."""
    twice = after.markup and not run.markup and after.text.startswith(CLOSING)
    return run._replace(text=run.text.rstrip().removesuffix(after.text[0])) if twice else run
