"""The links that the scanner finds in a source are those that Python-Markdown renders of it."""

import re
from html import unescape
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from kb.links import find_page_links
from kb.prose import mask
from tests.unit.test_scanner_agrees import CITED, EXTENSIONS, SETTINGS, UNTOUCHED, containers, one_line

END = "\n\n[r]: r.md 'A title'\n[s t]: <s t.md>\n\n[^1]: A note.\n"
DEFINED = {"r.md", "s t.md"}

LINKED = {
    "plain": ("[a](x.md)", {"x.md"}),
    "anchor": ("[a](x.md#b) [a](#c)", {"x.md#b", "#c"}),
    "title": ("[a](x.md \"t (u) [v]\") [a](y.md 't')", {"x.md", "y.md"}),
    "spaces": ("[a](x y.md) [a](<u v.md> 't') [a]( w.md )", {"x y.md", "u v.md", "w.md"}),
    "brackets": ("[a](x_(1).md) [a]((y).md) [a](z (1).md)", {"x_(1).md", "(y).md", "z (1).md"}),
    "escapes": (r"[a](x\_y.md) \![a](z.md)", {"x_y.md", "z.md"}),
    "per cent": ("[a](x%20y.md?q=1#b)", {"x%20y.md?q=1#b"}),
    "quote in a path": ("[a](it's.md)", {"it's.md"}),
    "image": ('![a](x.png) ![b [c]](y.png "t") ![](z.png)', {"x.png", "y.png", "z.png"}),
    "image in a link": ("[![a](x.png)](y.md)", {"x.png", "y.md"}),
    "images in a link": ("[b ![a](x.png) ![c](w.png)](y.md)", {"x.png", "w.png", "y.md"}),
    "code in a link": ("[`a`](x.md) [a `](y.md)` b](z.md)", {"x.md", "z.md"}),
    "nested brackets": ("[a [b] c](x.md)", {"x.md"}),
    "over lines": ("[a\nb](x.md) [c](y.md\n't')", {"x.md", "y.md"}),
    "attributes": ("[a](x.md){: .b } ![a](y.png){ width=2 }", {"x.md", "y.png"}),
    "emphasis": ("*[a](x.md)* **[b](y.md)**", {"x.md", "y.md"}),
    "beside others": ("[a](x.md)[b](y.md) [c] [d](z.md) [e](w.md)(f)", {"x.md", "y.md", "z.md", "w.md"}),
    "reference": ("[a][r] [r] ![b][s t] [S T][]", set()),
    "not one": (r"`[a](x.md)` \[a](x.md) [a] (x.md) <!-- ![a](x.png) --> $[a](x.md)$", set()),
    "elsewhere": ("[a](https://h/x.md) ![a](data:x) [a](//h/x.md) <https://h/x.md> [a](mailto:m@h)", set()),
}


class Collector(Treeprocessor):
    """Keeps the targets that MkDocs would look for."""

    def run(self, root: Element) -> None:
        found = [
            each.get("src" if each.tag == "img" else "href", "") for each in root.iter() if each.tag in ("a", "img")
        ]
        targets = (unescape(self.md.treeprocessors["unescape"].unescape(each)) for each in found)
        self.found = {each for each in targets if each and not re.match(r"\w[\w+.-]*:|//|#fn|\x02amp", each)}


def rendered(text: str) -> set[str]:
    md = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    collector = Collector(md)
    md.treeprocessors.register(collector, "collector", -1)
    md.convert(text)
    return collector.found


def scanned(text: str) -> set[str]:
    found = (link.path + (f"#{link.anchor}" if link.anchor else "") for link in find_page_links(text, mask(text)))
    return {re.sub(r"\\([_*!])", r"\1", each).strip() for each in found}


@pytest.mark.parametrize(("text", "expected"), LINKED.values(), ids=LINKED)
def test_both_find_the_link(text: str, expected: set[str]) -> None:
    text += END
    assert rendered(text) - DEFINED == expected
    assert scanned(text) - DEFINED == expected


INLINE = st.sampled_from(
    [text for text, _ in LINKED.values() if "\n" not in text]
    + [text for text, _ in CITED.values() if "\n" not in text and text[0] not in "#>-|<"]
    + [text for text in UNTOUCHED.values() if "\n" not in text and "]: " not in text and text[0] not in "#>-|$\\ <"]
    + ["**", "_", "]", "(x)", "[", "!", "\\", "a", "`", "[^1]"]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
LEAVES = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    LINE.map(lambda text: "## " + one_line(text)),
    st.tuples(LINE, LINE).map(lambda cells: "| a | b |\n|---|---|\n| {} | {} |".format(*map(one_line, cells))),
    st.sampled_from([text for text in UNTOUCHED.values() if "\n" in text and "[^1]" not in text and "]: " not in text]),
)
DOCUMENTS = st.lists(st.recursive(LEAVES, containers, max_leaves=6), min_size=1, max_size=4).map("\n\n".join)


@given(DOCUMENTS)
def test_both_find_the_same_in_any_document(text: str) -> None:
    text += END
    assert rendered(text) - DEFINED == scanned(text) - DEFINED
