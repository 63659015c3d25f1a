"""What we do in the place of Python-Markdown and pymdownx, sooner, gives what they give."""

from pathlib import Path
from xml.etree.ElementTree import Comment, Element, QName, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX
from pymdownx.blocks import BlocksProcessor

from kb.knowledge import Knowledge
from kb.markdown import KbExtension
from kb.markdown.blocks import split_header
from kb.markdown.patterns import LINK
from kb.markdown.texts import EXTENSIONS
from kb.markdown.unescaping import Unescaping
from kb.markdown.writing import to_xhtml
from kb.render.elements import element
from kb.render.ready import html, render_runs
from kb.richtext import Run

GOLDEN = Path(__file__).parents[1] / "golden"
# A part of a page for each kind of block, also within others and in raw HTML.
BLOCKS = (
    "!!! note\n    a\n\n    b",
    '<div class="admonition" markdown>\na\n</div>\n\n    b',
    "<details markdown>\na\n</details>\n\n    b",
    "??? note\n    a",
    '=== "a"\n    b',
    "$$\na\n$$",
    "*[a]: b\n\na",
    "[a]: /b\n\n[a] [^c]\n\n[^c]: > d",
    "a\n\n:   > b\n    > ---",
    "<div markdown>\n> a\n\n*[a]: b\n</div>",
)
TEXTS = ("", "plain", "a & b", "&amp; &#38; &x;", "<b>\"'", "\x02 1\x03\x85 \u00a0", "two\nlines\ttab", "Ünï 🙂")


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_ready_is_what_its_elements_would_be(text: str) -> None:
    attributes = {"title": text, "class": "kb", "data-z": text}
    made = element("p", attributes, text, element("em", {}, text), text)
    assert html("p", attributes, text, html("em", {}, text), text) == to_xhtml_string(made)


def test_runs_are_ready_in_all_their_appearances() -> None:
    runs = (
        Run("a", italic=True, bold=True, script="sup", small_caps=True, href="https://a.example/?b&c", caution=True),
        Run("<", href="javascript:x"),
    )
    assert render_runs(runs) == (
        '<strong class="kb-caution"><a href="https://a.example/?b&amp;c"><span class="kb-small-caps"><strong><em>'
        "<sup>a</sup></em></strong></span></a></strong>&lt;"
    )


def tree() -> Element:
    root = Element("div")
    root.tail = "after & <all>"
    for text in TEXTS:
        each = SubElement(root, "P", {"title": text, "a": text})
        each.text = each.tail = text
        SubElement(each, "br").tail = text
        SubElement(each, "script").text = text
    return root


@pytest.mark.parametrize(
    "odd", ["", "no value", "comment", "name with an address", "attribute with an address", "deep"]
)
def test_a_tree_is_written_as_python_markdown_writes_it(odd: str) -> None:
    root = tree()
    if odd == "no value":
        root.attrib["hidden"] = None  # type: ignore[assignment]  # which attr_list sets
    elif odd == "comment":
        root.append(Comment("no & element"))
    elif odd == "name with address":
        root.append(Element(QName("urn:x", "y")))
    elif odd == "attribute with address":
        root.attrib[QName("urn:x")] = "y"  # type: ignore[index]
    elif odd == "deep":
        for _ in range(5_000):
            inner, root = root, Element("div")
            root.append(inner)
    assert to_xhtml(root) == to_xhtml_string(root)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "///",
        "    id: a\n    grade: supported\n    supports: [a, 'b [p. 3]']\n\nText.\n///",
        "    id: 2020-01-01\n///\nAfter.",
        "    # nothing\nText.\n//// \n///",
        "    - a list\n",
        "    id: [\n///",
        "    id: a\n    id: 1e400\n  Text.",
        "    id: 2020-99-99\n",
        "    id: !!timestamp x\n",
        "    id: !!bool x\n///",
        "Text.\n///",
        pytest.param("    id: " + 100_000 * "[", id="lists in lists, which would end the process"),
        pytest.param("    id: " + 20_000 * "{a: ", id="records in records"),
        pytest.param("    id:\n     " + 20_000 * "- ", id="items in items"),
    ],
)
def test_options_are_read_as_pymdownx_reads_them(block: str) -> None:
    md = Markdown()
    blocks = BlocksProcessor(md.parser, md)
    assert split_header(blocks, block, 3) == blocks.split_header(block, 3)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_what_a_page_does_not_need_would_have_found_nothing(path: Path, knowledge: Knowledge) -> None:
    parts = path.read_text(encoding="utf-8").split("\n\n")
    made = []
    for is_whole in (False, True):
        md = Markdown(extensions=[*EXTENSIONS, KbExtension(knowledge=knowledge)])
        if is_whole:
            md.preprocessors.deregister("kb_kinds")
            md.treeprocessors.deregister("kb_patterns")
        made.append([md.reset().convert(each) for each in ("\n\n".join(parts), *parts, *BLOCKS)])
    assert made[0] == made[1]


@given(st.text(alphabet="[]()a!\\\n`*\"'"))
def test_links_are_those_of_python_markdown(text: str) -> None:
    md = Markdown()
    theirs = md.convert(text)
    md.inlinePatterns.register(LinkInlineProcessor(LINK, md), "link", 160)
    assert md.reset().convert(text) == theirs


@pytest.mark.parametrize("after", [" b", "b", "", " *b* **c**", "* b", " [[alpha]] [d](/e)"])
@pytest.mark.parametrize("title", ["Alpha", "Ärger-Alpha, d’Alpha", "A [b] *c* & d", "a_b_", "ab"])
@pytest.mark.parametrize("before", ["- ", "", "a ", "**a ", "*"])
def test_the_page_of_a_backlink_is_a_link_in_bold(before: str, title: str, after: str, knowledge: Knowledge) -> None:
    text = f"{before}**[{title}](/mechanisms/a_b.md#c-d):**{after}\n\n*[Alpha]: The first\n*[ab]: Two letters\n"
    made = []
    for is_theirs in (False, True):
        md = Markdown(extensions=[*EXTENSIONS, KbExtension(knowledge=knowledge)])
        if is_theirs:
            md.inlinePatterns.deregister("kb_source")
            md.treeprocessors.deregister("kb_patterns")
        made.append(md.convert(text))
    assert made[0] == made[1]


def test_what_was_escaped_is_as_it_was() -> None:
    made = []
    for treeprocessor in (Unescaping, UnescapeTreeprocessor):
        root = Element("div", {"title": f"{STX}42{ETX}", "class": "a"})
        for tag in ("p", "code"):
            child = SubElement(root, tag)
            child.text = child.tail = f"a {STX}38{ETX} b"
        treeprocessor().run(root)
        made.append(to_xhtml_string(root))
    assert made[0] == made[1]
