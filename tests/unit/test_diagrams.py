"""What the lines of a diagram say, and where a page has one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from kb.articles import Article, read_article
from kb.diagrams import ArrowKind, parse_sketch
from kb.knowledge import Knowledge
from kb.text import Source, Span
from tests.conftest import PROJECT, know

HEAD = "---\ntitle: Page\n---\n\n"
BLOCK = "/// diagram | A caption.\n    id: whole\n\nA -> B: so\n///\n"

READ = {
    "raises": ("A -> B", [("A", "->", "B", "")]),
    "lowers": ("A -| B", [("A", "-|", "B", "")]),
    "beside": ("A -- B", [("A", "--", "B", "")]),
    "may raise": ("A ..> B", [("A", "..>", "B", "")]),
    "may lower": ("A ..| B", [("A", "..|", "B", "")]),
    "label": ("A -> B: when it rains", [("A", "->", "B", "when it rains")]),
    "label without a space": ("A -> B:so", [("A", "->", "B", "so")]),
    "empty label": ("A -> B:", [("A", "->", "B", "")]),
    "label after the last colon": ("A -> B: C: so", [("A", "->", "B: C", "so")]),
    "colon in the first box": ("A: a -> B", [("A: a", "->", "B", "")]),
    "colons after a link": ("A -> [[b]]: C: so", [("A", "->", "b", "C: so")]),
    "links": ("[[a]] -> [[b|Words of b]]: so", [("a", "->", "Words of b", "so")]),
    "link to an anchor": ("[[a#x]] -> [[#here]]", [("a", "->", "here", "")]),
    "an arrow in a label of a link": ("[[a|X -> Y]] -> [[b|X -- Y]]", [("X -> Y", "->", "X -- Y", "")]),
    "hyphens and stops": ("A-b... -> C--d", [("A-b...", "->", "C--d", "")]),
    "spaces": ("   A   b\t->  B  :  so  ", [("A b", "->", "B", "so")]),
    "empty lines": ("\nA -> B\n\n  \nB -> C\n", [("A", "->", "B", ""), ("B", "->", "C", "")]),
    "lines of a quotation": ("> A -> B", [("A", "->", "B", "")]),
    "ends of lines of another system": ("A -> B: so\r\nB -> C\r\n", [("A", "->", "B", "so"), ("B", "->", "C", "")]),
    "markup is text": ("*A* -> <b>B</b>: @key", [("*A*", "->", "<b>B</b>", "@key")]),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_a_line_is_an_arrow(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    sketch = parse_sketch(text, Span(0, len(text)))
    said = [(sketch.boxes[a.tail].text, str(a.kind), sketch.boxes[a.head].text, a.label) for a in sketch.arrows]
    assert said == expected
    assert sketch.faults == ()


REFUSED = {
    "prose": ("Just a sentence.", "no arrow"),
    "one box": ("A", "no arrow"),
    "no spaces": ("A->B", "no arrow"),
    "an arrow of Unicode": ("A → B", "no arrow"),
    "words after a link": ("[[a]] b -> C", "no arrow"),
    "no first box": ("-> B", "without a box"),
    "no second box": ("A ->", "without a box"),
    "no second box but a label": ("A -> : so", "without a box"),
    "a link within words": ("A -> the [[b]]", "without a box"),
    "a link without an end": ("A -> [[b: so", "without a box"),
    "words after the second link": ("A -> [[b]] so", "between the second box"),
    "two arrows": ("A -> B -> C", "two arrows"),
    "two arrows and a link": ("A -> [[b]]: so -| C", "two arrows"),
    "a circle of one": ("A -> a", "to itself"),
    "a circle of one page": ("[[a]] -> [[A]]", "to itself"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_a_line_that_is_no_arrow_is_refused(text: str, message: str) -> None:
    sketch = parse_sketch(text, Span(0, len(text)))
    assert sketch.arrows == ()
    [fault] = sketch.faults
    assert message in fault.message
    assert text[fault.span.start : fault.span.end] == text


BOXES = {
    "the same text": ("A -> B\nB -> C", ["A", "B", "C"]),
    "the same text in another case": ("Aa -> B\nB -> aA", ["Aa", "B"]),
    "the same page": ("[[a|X]] -> B\nB -> [[a]]", ["X", "B"]),
    "the same page, its words later": ("[[a]] -> B\nB -> [[a|X]]", ["X", "B"]),
    "the text of a link": ("[[a|X]] -> B\nB -> x", ["X", "B"]),
    "a link with a text that was there": ("X -> B\nB -> [[a|X]]\n[[a]] -> C", ["X", "B", "C"]),
    "two anchors of a page": ("[[a#x|X]] -> [[a#y|Y]]", ["X", "Y"]),
}


@pytest.mark.parametrize(("text", "expected"), BOXES.values(), ids=BOXES)
def test_a_box_stands_once(text: str, expected: list[str]) -> None:
    sketch = parse_sketch(text, Span(0, len(text)))
    assert [box.text for box in sketch.boxes] == expected
    assert sketch.faults == ()


def test_a_page_has_one_text_and_a_text_one_page() -> None:
    text = "[[a|X]] -> [[b|Y]]\n[[a|Z]] -> [[c|Y]]"
    sketch = parse_sketch(text, Span(0, len(text)))
    assert [fault.message for fault in sketch.faults] == ["the page of 'Z' has the box 'X'", "'Y' stands for two pages"]
    assert [text[fault.span.start : fault.span.end] for fault in sketch.faults] == ["[[a|Z]]", "[[c|Y]]"]


def test_a_box_that_links_anywhere_keeps_its_link() -> None:
    text = "X -> B\nB -> [[a|X]]"
    sketch = parse_sketch(text, Span(0, len(text)))
    assert [box.link and box.link.target for box in sketch.boxes] == ["a", None]


def test_names_that_mean_one_page_are_one_box() -> None:
    text = "[[a]] -> B\nB -> [[alias of a]]"
    sketch = parse_sketch(text, Span(0, len(text)), lambda link: ("a.md", "The page A"))
    assert [box.text for box in sketch.boxes] == ["The page A", "B"]


WORDS = st.sampled_from(["A", "B b", "[[a]]", "[[a|B b]]", "[[b|A]]", "->", "-|", "--", "..>", "..|", ":", "so", "\n"])


@given(st.lists(WORDS).map(" ".join))
def test_every_line_is_an_arrow_or_a_fault(text: str) -> None:
    sketch = parse_sketch(text, Span(0, len(text)))
    read = {text.count("\n", 0, each.span.start) for each in (*sketch.arrows, *sketch.faults)}
    assert read == {number for number, line in enumerate(text.split("\n")) if line.strip()}


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert parse_sketch(text, Span(0, len(text))).boxes is not None


def test_the_kinds_of_arrow_are_told_apart_in_words_and_in_style() -> None:
    assert len({kind.words for kind in ArrowKind}) == len({kind.css for kind in ArrowKind}) == len(ArrowKind)


def article(text: str) -> Article:
    return read_article(Source("docs/page.md", HEAD + text), "page.md")


def test_a_diagram_is_found_with_its_place() -> None:
    found = article(f"Text.\n\n{BLOCK}\nMore.")
    [diagram] = found.diagrams
    text = found.page.source.text
    assert (diagram.id, diagram.caption, diagram.problems) == ("whole", "A caption.", ())
    assert text[diagram.span.start : diagram.span.end] == "/// diagram | A caption."
    assert [text[arrow.span.start : arrow.span.end] for arrow in diagram.sketch.arrows] == ["A -> B: so"]
    assert "whole" in found.anchors


PLACES = {
    "in a list": "- item\n\n" + "".join(f"    {line}\n" for line in BLOCK.splitlines()),
    "with more slashes": BLOCK.replace("///", "////"),
    "within another block": f"//// claim | A statement\n    id: one\n    grade: theoretical\n\n{BLOCK}////\n",
    "twice": BLOCK + "\n" + BLOCK.replace("whole", "more"),
    "without options": BLOCK.replace("    id: whole\n", ""),
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_a_diagram_may_stand_anywhere(text: str) -> None:
    found = article(text)
    assert len(found.diagrams) == text.count("diagram")
    assert [each.problems for each in found.diagrams] == [()] * len(found.diagrams)


def test_a_diagram_in_code_is_none() -> None:
    assert article(f"```\n{BLOCK}```\n").diagrams == ()


def test_the_lines_of_a_diagram_are_no_prose_and_its_caption_is() -> None:
    found = article(
        "/// diagram | As @ada1999gauge has it, in [[alpha]].\n\n"
        "[[omega]] -> B: @bo2001doubt\n# No heading\n///\n\n# T\n"
    )
    assert [item.key for item in found.cited] == ["ada1999gauge"]
    assert [link.target for link in found.wikilinks] == ["alpha"]
    assert [mention.target for mention in found.mentions] == ["alpha"]
    assert [link.target for diagram in found.diagrams for link in diagram.links] == ["omega"]
    assert [heading.text for heading in found.headings] == ["T"]


def rendered(knowledge: Knowledge, text: str) -> str:
    return Markdown(
        extensions=["pymdownx.superfences", "kb.markdown"], extension_configs={"kb.markdown": {"knowledge": knowledge}}
    ).convert(text)


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_what_is_found_is_drawn(text: str, knowledge: Knowledge) -> None:
    html = rendered(knowledge, text)
    assert html.count('class="kb-diagram__picture"') == len(article(text).diagrams)
    assert "///" not in html


def test_boxes_link_from_the_list_and_from_the_picture(knowledge: Knowledge) -> None:
    html = rendered(
        knowledge, "/// diagram | So.\n\n[[alpha]] -> [[the first]]: no\n[[alpha#works|X]] -| [[omega]]: so\n///"
    )
    assert html.count('href="/machineries/omega.md"') == 2
    assert html.count('href="/mechanisms/alpha.md#works"') == 2
    assert 'tabindex="-1"' in html
    assert '<mark class="kb-missing">an arrow from a box to itself: [[alpha]] -&gt; [[the first]]: no</mark>' in html


def test_an_unknown_page_is_marked_and_not_linked(knowledge: Knowledge) -> None:
    html = rendered(knowledge, "/// diagram | So.\n\n[[nothing|Words]] -> B\n///")
    assert '<mark class="kb-missing">Words?</mark>' in html
    assert "<a " not in html


def test_what_is_too_much_to_draw_is_still_told(knowledge: Knowledge) -> None:
    lines = "\n".join(f"Box {number} -> Box {number + 1}" for number in range(40))
    html = rendered(knowledge, f"/// diagram | So.\n\n{lines}\n///")
    assert "kb-diagram__picture" not in html
    assert html.count("<li>") == 40


def test_the_text_of_a_box_is_text(knowledge: Knowledge) -> None:
    html = rendered(
        knowledge, '/// diagram | So.\n\n<b>"A" &amp; & **B** @ada1999gauge -> C: <img src=x> [[alpha]]\n///'
    )
    assert "&lt;b&gt;" in html
    assert "&amp;amp; &amp; **B** @ada1999gauge" in html
    assert "&lt;img src=x&gt; [[alpha]]" in html
    assert "<img" not in html


def test_a_diagram_without_arrows_has_only_its_caption(knowledge: Knowledge) -> None:
    assert rendered(knowledge, "/// diagram | So *it* is.\n///") == (
        '<figure class="kb-diagram">\n<figcaption>So <em>it</em> is.</figcaption>\n</figure>'
    )


def test_a_diagram_names_a_place_to_link_to() -> None:
    files = {**PROJECT, "docs/machineries/omega.md": PROJECT["docs/machineries/omega.md"] + "\n" + BLOCK}
    known = know(files)
    assert "whole" in known.anchors(known.articles["machineries/omega.md"].page)
