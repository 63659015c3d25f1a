"""What the scanner finds in a source is what Python-Markdown renders of it."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from kb.citations import Citation, find_citations
from kb.links import match_wikilink
from kb.markdown.citations import CITATION, CitationInlineProcessor
from kb.prose import mask

EXTENSIONS = [
    "toc",
    "tables",
    "attr_list",
    "def_list",
    "footnotes",
    "abbr",
    "md_in_html",
    "admonition",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tabbed",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.arithmatex",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.tasklist",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.tilde",
    "pymdownx.mark",
]
SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.arithmatex": {"generic": True}}


class Links(InlineProcessor):
    """Takes links by name out, as the site does."""

    def handleMatch(self, m, data):  # noqa: N802
        link = match_wikilink(data, m.start())
        if not link:
            return None, None, None
        made = Element("a", {"href": "#"})
        made.text = link.label or link.target
        return made, link.span.start, link.span.end


class Citations(Extension):
    """Marks citations and does no more."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Citation] = []

    def place(self, citation: Citation) -> Element:
        self.found.append(citation)
        return Element("span", {"class": "citation", "data-citation": str(len(self.found) - 1)})

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(Links(r"\[\[", md), "links", 88)
        md.inlinePatterns.register(CitationInlineProcessor(CITATION, md, self.place), "citations", 87)


def rendered(text: str) -> list[Citation]:
    """Return the citations of `text` in the order of the rendered page."""
    citations = Citations()
    md = Markdown(extensions=[*EXTENSIONS, citations], extension_configs=SETTINGS)
    html = md.convert(text)
    places = [int(number) for number in re.findall(r'data-citation="(\d+)"', html)]
    assert sorted(places) == list(range(len(citations.found)))
    return [citations.found[place] for place in places]


def scanned(text: str) -> list[Citation]:
    return list(find_citations(mask(text)))


def keys(citations: list[Citation]) -> list[list[str]]:
    return [[item.key for item in citation.items] for citation in citations]


def whole(citations: list[Citation]) -> Iterator[tuple[object, ...]]:
    """Yield everything about `citations` but their places; prefixes and suffixes only where they hold no markup."""
    for citation in citations:
        for item in citation.items:
            said = tuple("…" if re.search(r"[^\w\s,.;:()–'-]", part) else part for part in (item.prefix, item.suffix))
            yield citation.narrative, item.key, item.locator, item.suppress_author, *said


CITED = {
    "group": ("[@a]", "a"),
    "group of two": ("[see @a, pp. 3-5; also @b, and more]", "ab"),
    "year only": ("[-@a] -@b", "ab"),
    "narrative": ("As @a [p. 3] says.", "a"),
    "narrative with more": ("@a [p. 3; see also @b]", "ab"),
    "braced": ("@{a} [@{b}]", "ab"),
    "over lines": ("[see\n@a,\np. 3; also\n@b]", "ab"),
    "locator on the next line": ("@a\n[p. 3]", "a"),
    "several paragraphs": ("@a\n\n@b\n\n[@c]", "abc"),
    "emphasis": ("*@a* **[@b]** _@c_ ***@d***", "abcd"),
    "deleted, inserted, marked": ("~~@a~~ ^^@b^^ ==@c== H~2~O", "abc"),
    "punctuation": ("@a, @b. (@c) “@d” @e; @f: @g! @h? @i— @j's @k/ …@l", "abcdefghijkl"),
    "markup in a group": ("[see *the* @a, `x`; **also** @b]", "ab"),
    "code in a prefix": ("[see `x; y]` @a]", "a"),
    "mathematics in a suffix": ("[@a, $x;]$]", "a"),
    "link in a prefix": ("[see [the @x](u) @a]", "a"),
    "escape in a group": (r"[see \] and \; @a]", "a"),
    "nested brackets": ("[@a, p. 3 [emphasis added]]", "a"),
    "in a suffix": ("[@a, as cited in @b]", "ab"),
    "in a bracket in a suffix": ("[@a, see [@b]]", "ab"),
    "slip without semicolon": ("[@a, @b]", "ab"),
    "slip without key": ("[@a; text]", "a"),
    "code between": ("@a `x` [p. 3]", "a"),
    "before an attribute list": ("[@a]{.x}", "a"),
    "before a bracket": ("[@a][b]", "a"),
    "before a link": ("[@a][b](u)", "a"),
    "before round brackets": ("[@a] (b)", "a"),
    "after code": ("`x`@a `y`[@b]", "ab"),
    "after a tag": ("<b>@a</b> <i>[@b]</i>", "ab"),
    "after an escape": (r"\*@a\* \[@b\]", "ab"),
    "after an entity": ("&amp; @a &nbsp;@b", "ab"),
    "unclosed bracket": ("[see @a", "a"),
    "unopened bracket": ("@a] [@b]", "ab"),
    "money": ("$5 @a $6 @b", "ab"),
    "unclosed code": ("` @a `` @b", "ab"),
    "unclosed tag": ("<b @a", "a"),
    "comparison": ("1 < 2 @a > 3", "a"),
    "list": ("- @a\n- [@b]\n\n    @c", "abc"),
    "loose list": ("- @a\n\n- @b\n\n    - @c\n\n        @d", "abcd"),
    "ordered list": ("1. @a\n2. @b\n   @c", "abc"),
    "tight nested list": ("- @a\n    - @b\n        - @c\n- @d", "abcd"),
    "task list": ("- [ ] @a\n- [x] [@b]", "ab"),
    "group over lines of an item": ("- [see\n  @a]\n- @b", "ab"),
    "heading": ("# @a [p. 3]\n\n## [@b] {#x}\n\n@c\n===", "abc"),
    "heading without a blank line": ("@a\n# @b\n@c", "abc"),
    "heading before a bracket": ("# @a\n[p. 3] @b", "ab"),
    "quotation": ("> @a\n> [see\n> @b]\n@c\n\n> > @d", "abcd"),
    "list in a quotation": ("> - @a\n>\n>     @b\n> - @c", "abc"),
    "table": ("| @a | [@b, p. 3] |\n|---|---|\n| `|` @c | \\| @d |", "abcd"),
    "borderless table": ("@a | b\n---|---\nc | [@b]", "ab"),
    "bracket over cells": ("a | b\n---|---\n[@a | @b]", "ab"),
    "admonition": ('!!! note "T @a"\n    @b\n\n    - @c\n\n        @d\n\n@e', "abcde"),
    "details": ('???+ tip "T [@a]"\n    @b\n\n    @c', "abc"),
    "tab": ('=== "T @a"\n\n    @b\n\n    - @c', "abc"),
    "admonition in a list": ("- @a\n\n    !!! note\n        @b\n\n    @c", "abc"),
    "admonition in an admonition": ("!!! note\n    @a\n\n    !!! tip\n        @b\n\n    @c", "abc"),
    "footnote": ("@a[^1]\n\n[^1]: @b\n    @c\n\n    @d", "abcd"),
    "footnotes": ("x[^1][^2]\n\n[^1]: @a\n[^2]: @b", "ab"),
    "definition list": ("T @a\n:   @b\n\n    @c\n\nU @d\n:   @e\n:   @f", "abcdef"),
    "definition after a blank line": ("T @a\n\n:   @b", "ab"),
    "block": ("/// note | T @a\n\n@b\n\n- @c\n///\n\n@d", "abcd"),
    "nested blocks": ("//// note\n@a\n\n/// details | @b\n@c\n///\n\n@d\n////", "abcd"),
    "block with options": ("/// details | T @a\n    open: true\n\n@b\n///", "ab"),
    "element with Markdown": ("<div markdown>\n\n@a\n\n- @b\n\n</div>\n\n@c", "abc"),
    "stretch with Markdown": ("<p markdown>@a *x*</p>\n\n@b", "ab"),
    "caption": ("<figure markdown>\n![x](y)\n<figcaption markdown>@a</figcaption>\n</figure>", "a"),
    "tag in an admonition": ("!!! note\n    <div>@a</div>", "a"),
    "after a rule": ("@a\n\n***\n@b", "ab"),
    "after code without a blank line": ("@a\n```\n@x\n```\n@b", "ab"),
    "after a raw block": ("<div>@x</div> @a\n\n@b", "ab"),
    "after a comment": ("<!-- @x --> @a", "a"),
    "after a definition of a link": ("@a\n\n[r]: u 't @x'\n\n@b", "ab"),
    "Unicode": ("@ä [@山] «@Д»", "ä山Д"),
    "tabs": ("-\t@a\n\n\t@b\n\n\t\t@x", "ab"),
}


@pytest.mark.parametrize(("text", "expected"), CITED.values(), ids=CITED)
def test_both_find_the_citation(text: str, expected: str) -> None:
    found = scanned(text)
    assert "".join(key for group in keys(found) for key in group) == expected
    assert keys(rendered(text)) == keys(found)
    assert list(whole(rendered(text))) == list(whole(found))


UNTOUCHED = {
    "code": "`@x` ``a ` @x`` ``` [@x] ```",
    "code over lines": "`a\n@x`",
    "code with a language": "`#!py @x`",
    "code in a heading": "# `@x`",
    "code in a table": "| `@x` | `[@x|y]` |\n|---|---|\n| `@x` | x |",
    "code in a link": "[`@x`](u)",
    "code in emphasis": "*`@x`*",
    "fence": "```\n@x\n\n[@x]\n```",
    "tilde fence": "~~~ py\n@x\n~~~",
    "fence with a title": '```py title="@x" linenums="1"\n@x\n```',
    "fence with attributes": '``` {.py title="@x"}\n@x\n```',
    "fence in a fence": "````\n```\n@x\n```\n````",
    "fence in a list": "- a\n\n    ```\n    @x\n    ```",
    "fence in a tight list": "- a\n    ```\n    @x\n    ```",
    "fence in an ordered list": "1. a\n\n    ~~~\n    @x\n\n    @x\n    ~~~",
    "fence in an admonition": "!!! note\n\n    ```\n    @x\n    ```",
    "fence in a list in an admonition": "!!! note\n\n    - a\n\n        ```\n        @x\n        ```",
    "fence in details in a tab": '=== "T"\n\n    ??? tip "U"\n\n        ```\n        @x\n        ```',
    "fence in a quotation": "> ```\n> @x\n>\n> @x\n> ```",
    "fence in a footnote": "a[^1]\n\n[^1]:\n    b\n\n    ```\n    @x\n    ```",
    "fence in a definition": "T\n:   d\n\n    ```\n    @x\n    ```",
    "fence in a block": "/// note\n```\n@x\n```\n///",
    "fence in an element": "<div markdown>\n\n```\n@x\n```\n\n</div>",
    "indented code": "a\n\n    @x\n\n    [@x]",
    "indented code first": "    @x",
    "indented code in a list": "- a\n\n        @x",
    "indented code in an admonition": "!!! note\n\n        @x",
    "indented code in a quotation": ">     @x",
    "tabbed code": "a\n\n\t@x",
    "dollars": "$@x$ a $x_{@x}$",
    "dollar block": "$$\n@x\n$$",
    "dollar block on a line": "$$ @x $$",
    "round brackets": r"\(@x\)",
    "square brackets": "\\[ @x \\]",
    "environment": "\\begin{align}\n@x\n\\end{align}",
    "mathematics in a table": "| $@x$ |\n|---|\n| $@x$ |",
    "escape": r"\@x \@{x} [\@x]",
    "escaped bracket and sign": r"\[\@x\]",
    "mail": "me@x.org <me@x.org> a_@x [me@x.org]",
    "handle": "@user@host.org",
    "address": "https://h/@x http://h/?a=@x (https://h/@x) *https://h/@x*",
    "www": "www.h.org/@x",
    "address in a bracket": "[https://h/@x]",
    "autolink": "<https://h/@x>",
    "link": "[a @x](u) [@x](u) [see @x, p. 3](u)",
    "destination": "[a](u@x) [a](/@x/) [a](<u @x>) [a](u(@x))",
    "title": '[a](u "t @x") [a](u \'@x\') [a](u "t (@x) [@x]")',
    "reference": "[a @x][r] [r @x] [r] \n\n[r]: u@x\n[r @x]: u '@x'",
    "definition": "[r]: https://h/@x \"t @x\"\n\n[s]: <u@x>\n    '@x'",
    "definition with a key": "[@x] [@x][]\n\n[@x]: u",
    "image": '![a @x](u@x "t @x") ![@x][r]\n\n[r]: u',
    "link by name": "[[page|a @x]] [[@x]]",
    "tag": '<span title="@x">a</span> <a href="/@x">a</a> <img alt="[@x]">',
    "tag over lines": '<span\ntitle="@x">a</span>',
    "comment": "a <!-- @x --> b <!-- [@x] -->",
    "comment block": "<!-- @x\n\n@x -->",
    "raw block": "<div>\n@x\n\n<p>[@x]</p>\n</div>",
    "raw block with attributes": '<div class="@x" title="[@x]">@x</div>',
    "script": "<script>\nvar a = '@x'; if (a < b) { '@x' }\n</script>",
    "style": "<style>\n@media print { }\n\n@x { }\n</style>",
    "pre": "<pre>\n@x\n\n@x\n</pre>",
    "details in HTML": "<details>\n<summary>@x</summary>\n\n@x\n\n</details>",
    "raw block in an element": "<div markdown>\n\n<p>@x</p>\n\n</div>",
    "attribute list": '# A {#a title="@x"}\n\n*a*{: title="@x" }\n\nb\n{: data-x="[@x]" }',
    "abbreviation": "*[a]: @x\n\na",
    "options": '/// details | T\n    attrs: {title: "@x"}\n\na\n///',
    "processing instruction": "<?php @x ?>",
    "sign alone": "@ @- @. a@ @{} @{a b}",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_both_leave_it_alone(text: str) -> None:
    assert (keys(scanned(text)), keys(rendered(text))) == ([], [])


def test_front_matter_is_left_alone() -> None:
    assert keys(scanned("---\ntitle: '@x'\n---\n\n@a\n")) == [["a"]]


STEADY = settings(deadline=None, derandomize=True)
INLINE = st.sampled_from(
    [
        text
        for text, _ in CITED.values()
        if text != "<b @a" and "\n" not in text and "|" not in text and text[0] not in "#>-!?="
    ]
    + [text for text in UNTOUCHED.values() if "\n" not in text and "|" not in text and text[0] not in "#>-$\\ <"]
    + ["[^1]", "word", "two words,", "[t @x][ref]", "[see\n@v]", "“@w”", "**", "_", "]", "(x)", "\\", "<b>", "</b>"]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)


def indented(text: str, by: str = "    ") -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


def one_line(text: str) -> str:
    return text.replace("\n", " ").replace("|", "").replace('"', "")


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        st.lists(blocks, min_size=1, max_size=2).map(lambda each: "\n".join("- " + indented(one)[4:] for one in each)),
        blocks.map(lambda each: "1. " + indented(each)[4:]),
        blocks.map(lambda each: indented(each, "> ")),
        st.tuples(LINE, blocks).map(lambda each: f'!!! note "{one_line(each[0])}"\n\n{indented(each[1])}'),
        st.tuples(LINE, blocks).map(lambda each: f'??? tip "{one_line(each[0])}"\n\n{indented(each[1])}'),
        st.tuples(blocks, blocks).map(lambda each: f'=== "A"\n\n{indented(each[0])}\n\n=== "B"\n\n{indented(each[1])}'),
        blocks.map(lambda each: "Term @t\n:   " + indented(each)[4:]),
        blocks.map(lambda each: f"/// note | T @t\n\n{each}\n\n///"),
        blocks.map(lambda each: f"<div markdown>\n\n{each}\n\n</div>"),
    )


LEAVES = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    LINE.map(lambda text: "## " + one_line(text)),
    st.tuples(LINE, LINE).map(lambda cells: "| a | b |\n|---|---|\n| {} | {} |".format(*map(one_line, cells))),
    st.sampled_from([text for text in UNTOUCHED.values() if "\n" in text and "[^1]" not in text]),
    st.sampled_from([text for text, _ in CITED.values() if "\n" in text and "[^" not in text]),
)
DOCUMENTS = st.lists(st.recursive(LEAVES, containers, max_leaves=6), min_size=1, max_size=4).map("\n\n".join)


@STEADY
@given(DOCUMENTS)
def test_both_find_the_same_in_any_document(text: str) -> None:
    text += "\n\n[^1]: note @fn\n\n[ref]: http://x.org/@no\n"
    assert Counter(chain(*keys(scanned(text)))) == Counter(chain(*keys(rendered(text))))


@STEADY
@given(DOCUMENTS)
def test_both_read_the_same_where_no_bracket_is_within_another(text: str) -> None:
    assume(not re.search(r"\[[^\[\]]*\[", text))
    assert Counter(whole(scanned(text))) == Counter(whole(rendered(text)))


PARAGRAPHS = st.lists(st.recursive(LINE, lambda inner: inner.map(lambda text: f"- {text}"), max_leaves=2), max_size=4)


@STEADY
@given(PARAGRAPHS.map("\n\n".join))
def test_both_find_the_same_in_the_same_order(text: str) -> None:
    assert keys(scanned(text)) == keys(rendered(text))


@STEADY
@given(DOCUMENTS)
def test_every_key_stands_in_the_source_where_the_scanner_says(text: str) -> None:
    for citation in scanned(text):
        for item in citation.items:
            assert text[item.span.start : item.span.end] == item.key
