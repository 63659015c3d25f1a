"""Which text of a source is prose, and what its headings are called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.util import BLOCK_LEVEL_ELEMENTS

from kb.prose import BOUNDARY, ONE_LINE, OPAQUE, find_anchors, find_headings, mask, read_prose
from kb.prose.marks import blank, veil
from kb.prose.tags import BLOCK_TAGS

LEFT = str.maketrans({BOUNDARY: " ", ONE_LINE: " ", OPAQUE: " "})


def said(text: str) -> str:
    """Return the prose of `text` without its places."""
    return " ".join(mask(text).translate(LEFT).split())


UNTOUCHED = {
    "front matter": "---\ntitle: gone\n---\n\nleft\n",
    "empty front matter": "---\n---\nleft\n",
    "fenced code": "```python\ngone\n```\n\nleft",
    "tilde fence": "~~~\ngone\n\ngone\n~~~\nleft",
    "longer fence": "````\n```\ngone\n```\n````\nleft",
    "fence with options": '```py title="gone" hl_lines="1"\ngone\n```\nleft',
    "fence with attributes": "``` {.py .gone}\ngone\n```\nleft",
    "fence in a list": "- left\n\n    ```\n    gone\n    ```",
    "fence in an admonition": "!!! note\n\n    left\n\n    ```\n    gone\n    ```",
    "fence in a list in an admonition": "!!! note\n    - left\n\n        ```\n        gone\n        ```",
    "fence in a quotation": "> left\n>\n> ```\n> gone\n> ```",
    "fence in a tab": '=== "left"\n\n    ```\n    gone\n    ```',
    "indented code": "left\n\n    gone\n\n    gone",
    "indented code in a list": "- left\n\n        gone",
    "tabbed code": "left\n\n\tgone",
    "inline code": "left `gone`",
    "inline code with backticks": "left ``gone ` gone``",
    "inline code over lines": "left `gone\ngone`",
    "dollars": "left $gone$",
    "dollar block": "$$\ngone\n$$\n\nleft",
    "bracket block": "\\[ gone \\]\n\nleft",
    "environment": "\\begin{align}\ngone\n\\end{align}\n\nleft",
    "round brackets": r"left \(gone\)",
    "raw block": "<div>\ngone\n\n<p>gone</p>\n</div>\n\nleft",
    "script": "<script>\nif (a < b) gone\n</script>\nleft",
    "style": "<style>\n.gone { }\n</style>\n\nleft",
    "comment": "<!-- gone\n\ngone -->\n\nleft",
    "comment within": "left <!-- gone -->",
    "tag": 'left <span title="gone"></span>',
    "autolink": "left <https://gone.org/>",
    "mail": "left <gone@gone.org>",
    "bare address": "left https://gone.org/gone",
    "bare www": "left www.gone.org",
    "image": 'left ![gone](gone "gone")',
    "abbreviation": "*[gone]: gone gone\n\nleft",
    "options": "/// admonition\n    type: gone\n\nleft\n///",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_not_prose_is_blank(text: str) -> None:
    masked = said(text)
    assert "left" in masked
    assert "gone" not in masked


PROSE = {
    "paragraph": ("one\ntwo", "one two"),
    "list": ("- one\n- two\n\n    three", "one two three"),
    "ordered list": ("1. one\n2. two", "one two"),
    "nested list": ("- one\n    - two\n\n        three", "one two three"),
    "quotation": ("> one\n> two\nthree", "one two three"),
    "admonition": ('!!! note "one"\n    two\n\n    three', "one two three"),
    "details": ('??? note "one"\n    two', "one two"),
    "open details": ("???+ note\n    one", "one"),
    "tab": ('=== "one"\n\n    two\n\n=== "three"\n\n    four', "one two three four"),
    "footnote": ("one[^1]\n\n[^1]: two\n\n    three", "one two three"),
    "definition list": ("one\n:   two\n\n    three", "one two three"),
    "table": ("| one | two |\n|---|---|\n| three | `|` four |", "one two three four"),
    "borderless table": ("one | two\n--- | ---\nthree | four", "one two three four"),
    "block": ("/// note | one\n\ntwo\n///\n\nthree", "/// note | one two /// three"),
    "claim": ("/// claim | one\n    id: x\n\ntwo\n///", "/// claim | one two ///"),
    "heading": ("# one {#x}\n\ntwo\n===", "one { } two"),
    "element with Markdown": ("<div markdown>\n\none\n\n</div>\n\ntwo", "one two"),
    "stretch with Markdown": ("<p markdown>one</p>", "one"),
    "after a raw block": ("<div>x</div> one\n\ntwo", "one two"),
    "link": ('one [two](x "y") three', "one [two]( ) three"),
    "reference": ("[one][x]\n\n[x]: y 'z'", "one x]:"),
    "undefined reference": ("[one][x]", "[one][x]"),
    "task": ("- [ ] one\n- [x] two", "[ ] one [x] two"),
    "escape": (r"one \* two", "one two"),
    "money": ("$5 and $6", "$5 and $6"),
    "unclosed code": ("one ` two", "one ` two"),
    "unclosed fence": ("```\none", "``` one"),
    "comparison": ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    "unbalanced brackets": ("a ] b [ c", "a b c"),
    "abbreviation within": ("the *[word] here", "the *[word] here"),
}


@pytest.mark.parametrize(("text", "expected"), PROSE.values(), ids=PROSE)
def test_what_is_prose_stays(text: str, expected: str) -> None:
    assert said(text) == expected


BREAKS = [
    "one\n# two",
    "# one\ntwo",
    "- one\n- two",
    "one\n> two",
    "| one | two |\n|---|---|",
    "one\n: two",
    '!!! note "one"\n    two',
]


@pytest.mark.parametrize("text", BREAKS)
def test_a_boundary_stands_between_blocks(text: str) -> None:
    masked = mask(text)
    assert {BOUNDARY, ONE_LINE} & set(masked)
    assert masked.index("one") < masked.index("two")


def test_the_sign_of_a_citation_goes_from_the_text_of_a_link() -> None:
    assert "@" not in mask("[one @a](x) ![@b](x) [@c][d] [@d] [[page|@e]]\n\n[d]: x\n[@d]: y")


def test_tabs_and_carriage_returns_keep_every_character_in_its_place() -> None:
    text = "-\tone `x`\r\n\n\ttwo\n"
    masked = mask(text)
    assert [masked.index(word) for word in ("one", "two")] == [text.index(word) for word in ("one", "two")]


HEADINGS = [
    "# One\n\n## Two\n\n# One",
    "One\n===\n\nTwo\n---",
    "#No space\n\ntext\n## In a paragraph\nmore",
    "# Closed ##",
    "# With `code_x` and *em* and _em_ and snake_case",
    "# A [link](u) and [reference][r]\n\n[r]: u",
    "# An ![image](s) goes",
    "# $x^2$ and H~2~O",
    "# <b>Tag</b> & &amp; entity",
    r"# Escaped \*stars\* and \# hash",
    "# Naïve café",
    "# 日本",
    "# With id {#given .x}",
    '# With id {: id="given" }',
    "# One {#two}\n\n# Two",
    "# Note[^1]\n\n[^1]: x",
    "# Cites @a [p. 3] and [@b]",
    "# A [[page|label]] and [[page]]",
    "- # In a list\n\n> # In a quotation\n\n!!! note\n    # In a note",
    "```\n# no\n```\n\n    # no\n\n<div>\n# no\n</div>\n\n# Yes",
    "# <https://example.org/x>",
    "# a_1\n\n# a\n\n# a",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_have_the_ids_that_toc_gives_them(text: str) -> None:
    md = Markdown(extensions=["toc", "attr_list", "footnotes", "admonition", "pymdownx.superfences", "pymdownx.tilde"])
    plain = (
        text.replace(" @a [p. 3]", "")
        .replace(" [@b]", "")
        .replace("[[page|label]]", "label")
        .replace("[[page]]", "page")
    )
    md.convert(plain)
    tokens, expected = list(md.toc_tokens), []
    while tokens:
        token = tokens.pop(0)
        expected.append((token["level"], token["id"]))
        tokens[:0] = token["children"]
    assert [(heading.level, heading.id) for heading in find_headings(text)] == expected


def test_a_heading_says_what_a_contents_list_shows_and_where_it_stands() -> None:
    text = "Text\n\n## Two `x` *words* [@a] {#id}\n"
    (heading,) = find_headings(text)
    assert (heading.text, heading.id) == ("Two x words", "id")
    assert text[heading.span.start : heading.span.end] == "Two `x` *words* [@a] {#id}"


def test_explicit_anchors_come_from_attribute_lists_and_tags() -> None:
    text = (
        '# A {#one}\n\ntext\n{: #two }\n\n*x*{#three} <a id="four"></a>\n\n<div id="five" markdown>\n\n'
        "`{#no}`\n\n</div>"
    )
    assert list(find_anchors(text)) == ["five", "four", "one", "three", "two"]


def test_the_tags_of_blocks_are_those_of_the_library() -> None:
    assert set(BLOCK_LEVEL_ELEMENTS) == BLOCK_TAGS


def test_what_goes_leaves_its_newlines() -> None:
    assert (blank("ab\nc"), veil("ab\nc")) == ("  \n ", f"{OPAQUE} \n{OPAQUE}")


STEADY = settings(deadline=None, derandomize=True)
SIGNS = ["\n", "\n\n", "    ", "\t", "> ", "- ", "`", "```", "$", "\\", "[", "](", ")", "<", ">", "{", "}", "é", "\r"]
PIECES = st.sampled_from([*UNTOUCHED.values(), *(text for text, _ in PROSE.values()), "|", *SIGNS])


@STEADY
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join)))
def test_masked_text_is_as_long_as_its_source_and_has_its_newlines(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [at for at, char in enumerate(masked) if char == "\n"] == [
        at for at, char in enumerate(text) if char == "\n"
    ]


@STEADY
@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_character_stands_where_it_stood_or_is_gone(text: str) -> None:
    prose = read_prose(text)
    gone = {" ", BOUNDARY, ONE_LINE, OPAQUE}
    assert all(now == was or now in gone for now, was in zip(prose.text, text, strict=True))
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in prose.headings)


DEEP = [
    "> ",
    "- ",
    "1. ",
    "!!! a\n    ",
    "<div markdown>",
    "    - ",
    "[",
    "[a](",
    "`",
    "$",
    "\\(",
    "<!--",
    '<a "',
    "/// note\n",
]


@pytest.mark.parametrize("piece", DEEP)
def test_deep_nesting_is_read_to_its_end(piece: str) -> None:
    assert len(mask(piece * 500)) == len(piece) * 500
