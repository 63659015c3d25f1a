"""What an author may write for a citation, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.citations import (
    LABELS,
    Citation,
    CitationItem,
    Locator,
    find_citation_slips,
    find_citations,
    match_citation,
)
from kb.text import Span

NOWHERE = Span(0, 0)


def shape(text: str) -> list[tuple[bool, tuple[CitationItem, ...]]]:
    """Return what `text` cites, without the places."""
    return [
        (found.narrative, tuple(item._replace(span=NOWHERE) for item in found.items)) for found in find_citations(text)
    ]


def item(key: str, prefix: str = "", locator: tuple[str, str] | None = None, suffix: str = "", bare: bool = False):
    return CitationItem(key, NOWHERE, prefix, Locator(*locator) if locator else None, suffix, bare)


GROUPS = {
    "[@a]": (item("a"),),
    "[ @a ]": (item("a"),),
    "[@a; @b]": (item("a"), item("b")),
    "[@a;@b]": (item("a"), item("b")),
    "[see @a, pp. 33-35; also @b]": (item("a", "see", ("page", "33–35")), item("b", "also")),
    "[-@a]": (item("a", bare=True),),
    "[see -@a, p. 3]": (item("a", "see", ("page", "3"), bare=True),),
    "-@a": (item("a", bare=True),),
    "-@a [p. 3]": (item("a", locator=("page", "3"), bare=True),),
    "[@{any.key}]": (item("any.key"),),
    "[@{https://example.org/a?b=c}, 3]": (item("https://example.org/a?b=c", locator=("page", "3")),),
    "[see\n  also @a,\n  p. 3]": (item("a", "see also", ("page", "3")),),
    "[see [the review] @a]": (item("a", "see [the review]"),),
    "[@a, p. 3 [emphasis added; ours]]": (item("a", locator=("page", "3"), suffix="[emphasis added; ours]"),),
    "[@a, see *there*]": (item("a", suffix=", see *there*"),),
    "[@a, p. 3, emphasis added]": (item("a", locator=("page", "3"), suffix=", emphasis added"),),
    "[e.g., @a]": (item("a", "e.g.,"),),
    "[me@x.org @a]": (item("a", "me@x.org"),),
    "[see https://x.org/@no @a]": (item("a", "see https://x.org/@no"),),
    r"[see \] @a]": (item("a", r"see \]"),),
    "[@a](unclosed": (item("a"),),
    "[@a] (aside)": (item("a"),),
}


@pytest.mark.parametrize(("text", "items"), GROUPS.items(), ids=GROUPS)
def test_a_bracket_with_a_key_in_every_item_is_a_group(text: str, items: tuple[CitationItem, ...]) -> None:
    assert shape(text) == [(False, items)]


NARRATIVES = {
    "@a": (item("a"),),
    "@a [p. 3]": (item("a", locator=("page", "3")),),
    "@a [p. 3; see also @b]": (item("a", locator=("page", "3")), item("b", "see also")),
    "@a [@b; @c]": (item("a"), item("b"), item("c")),
    "@a\n[p. 3]": (item("a", locator=("page", "3")),),
    "@a [says so]": (item("a", suffix="says so"),),
    "@a []": (item("a"),),
    "@a [p. 3](x)": (item("a"),),
    "@a [p. 3][x]": (item("a"),),
    "@a [^1]": (item("a"),),
    "@a [[page]]": (item("a"),),
    "@a [p. 3; text]": (item("a"),),
    "@a\n\n[p. 3]": (item("a"),),
    "@a text [p. 3]": (item("a"),),
    "@{any.key} says": (item("any.key"),),
}


@pytest.mark.parametrize(("text", "items"), NARRATIVES.items(), ids=NARRATIVES)
def test_a_bare_key_stands_in_the_sentence(text: str, items: tuple[CitationItem, ...]) -> None:
    assert shape(text) == [(True, items)]


KEYS = {
    "@leary1995self": "leary1995self",
    "@_x": "_x",
    "@2020": "2020",
    "@Leary": "Leary",
    "@a:b.c#d$e%f&g-h+i?j<k>l~m/n": "a:b.c#d$e%f&g-h+i?j<k>l~m/n",
    "@müller2001": "müller2001",
    "@mu\u0308ller": "mu\u0308ller",
    "@山田2005": "山田2005",
    "@Достоевский": "Достоевский",
    "@कुमार": "कुमार",
    "@a.": "a",
    "@a..b": "a",
    "@a--b": "a",
    "@a://b": "a",
    "@a's": "a",
    "@a’s": "a",
    "@a—so": "a",
    "@a, then": "a",
    "@a; then": "a",
    "@a?": "a",
    "(@a)": "a",
    '"@a"': "a",
    "*@a*": "a",
    "_@a_": "a",
    "_as @a_": "a",
    "@a_": "a_",
    "**@a**": "a",
    "==@a==": "a",
    "...@a": "a",
    "—@a": "a",
    "--@a": "a",
    "word-@a": "a",
    "/@a": "a",
    "@{a{b}c}": "a{b}c",
    "@{a_b-}": "a_b-",
}


@pytest.mark.parametrize(("text", "key"), KEYS.items(), ids=KEYS)
def test_a_key_ends_before_final_punctuation(text: str, key: str) -> None:
    (found,) = find_citations(text)
    (only,) = found.items
    assert only.key == key
    assert text[only.span.start : only.span.end] == key


NOT_CITATIONS = [
    "me@example.org",
    "first.last@example.org",
    "me_@example.org",
    "mé@example.org",
    "5@a",
    "@",
    "@ a",
    "@-a",
    "@.a",
    "@{}",
    "@{a b}",
    "@{a",
    r"\@a",
    r"\\\@a",
    "https://host/@user",
    "http://host/x?y=@user",
    "see www.host.org/@user",
    "(https://host/@user)",
    "@user@host.org",
    '{: title="@a" }',
    '{#id data-x="[@a]"}',
    "[text]",
    "[see p. 3]",
    "[^a]",
]


@pytest.mark.parametrize("text", NOT_CITATIONS)
def test_it_is_no_citation(text: str) -> None:
    assert list(find_citations(text)) == []


NOT_GROUPS = [
    "[@a; text]",
    "[text; @a]",
    "[@a;]",
    "[@a](url)",
    "[@a][b]",
    "[@a][]",
    "[@a]{.c}",
    "[@a",
    "[@a\n\n]",
    "[^@a]",
]


@pytest.mark.parametrize("text", NOT_GROUPS)
def test_a_bracket_that_is_no_group_leaves_its_keys_in_the_sentence(text: str) -> None:
    assert match_citation(text, text.index("[")) is None
    assert [(found.narrative, len(found.items)) for found in find_citations(text)] == [(True, 1)]


def test_an_escaped_bracket_is_no_group() -> None:
    assert [found.narrative for found in find_citations(r"\[@a]")] == [True]


def test_an_even_number_of_backslashes_escapes_nothing() -> None:
    assert len(list(find_citations(r"\\@a"))) == 1


def test_citations_in_a_suffix_follow_the_one_around_them() -> None:
    text = "[@a, as cited in @b, p. 4; see [@c] @d]"
    found = list(find_citations(text))
    assert [[each.key for each in citation.items] for citation in found] == [["a", "d"], ["b"], ["c"]]
    assert all(text[each.span.start : each.span.end] == each.key for citation in found for each in citation.items)


def test_spans_cover_what_was_written() -> None:
    text = "As @a [p. 3] and -@b say [see @c; @{d}]."
    assert [text[found.span.start : found.span.end] for found in find_citations(text)] == [
        "@a [p. 3]",
        "-@b",
        "[see @c; @{d}]",
    ]


LOCATORS = {
    ", p. 33": ("page", "33", ""),
    " p. 33": ("page", "33", ""),
    ", p.33": ("page", "33", ""),
    ", p 33": ("page", "33", ""),
    ", pp. 33-35": ("page", "33–35", ""),
    ", pp. 33--35": ("page", "33–35", ""),
    ", pp. 33–35, 40": ("page", "33–35, 40", ""),
    ", pp. 33-35 and passim": ("page", "33–35", "and passim"),
    ", PP. 33": ("page", "33", ""),
    ", Pages 33": ("page", "33", ""),
    ", pg. 33": ("page", "33", ""),
    ", 33": ("page", "33", ""),
    " 33": ("page", "33", ""),
    ", 33-35 and more": ("page", "33–35", "and more"),
    ", 33a, b": ("page", "33a", ", b"),
    ", p. xvii": ("page", "xvii", ""),
    ", p. A12": ("page", "A12", ""),
    ", p. 34(1)(i)": ("page", "34(1)(i)", ""),
    ", p. 1.2.3. Then": ("page", "1.2.3", ". Then"),
    ", p. [17]-[18]": ("page", "[17]–[18]", ""),
    ", p.\u00a033": ("page", "33", ""),
    ", chap. 3": ("chapter", "3", ""),
    ", ch. 3": ("chapter", "3", ""),
    ", Chapters 3 and 4": ("chapter", "3", "and 4"),
    ", sec. 3": ("section", "3", ""),
    ", § 3": ("section", "3", ""),
    ", §§3–4": ("section", "3–4", ""),
    ", para. 4": ("paragraph", "4", ""),
    ", ¶4": ("paragraph", "4", ""),
    ", fig. 2": ("figure", "2", ""),
    ", vol. 2, p. 3": ("volume", "2", ", p. 3"),
    ", no. 4": ("number", "4", ""),
    ", n. 4": ("note", "4", ""),
    ", l. 4": ("line", "4", ""),
    ", col. 4": ("column", "4", ""),
    ", pt. 4": ("part", "4", ""),
    ", bk. IV": ("book", "IV", ""),
    ", v. 4": ("verse", "4", ""),
    ", s.v. 4": ("sub-verbo", "4", ""),
    ", Table 2": ("table", "2", ""),
    ", Study 2": ("study", "2", ""),
    ", Experiments 2-3": ("experiment", "2–3", ""),
    ", Appendix B": ("appendix", "B", ""),
    ", Supplement S2": ("supplement", "S2", ""),
    "{ii, A, D-Z}, with a suffix": ("page", "ii, A, D–Z", ", with a suffix"),
    ", {pp. iv, vi-xi, (xv)-(xvii)} with suffix": ("page", "iv, vi–xi, (xv)–(xvii)", "with suffix"),
    ", {table two}": ("table", "two", ""),
}


@pytest.mark.parametrize(("after", "expected"), LOCATORS.items(), ids=LOCATORS)
def test_a_locator_ends_where_pandoc_ends_it(after: str, expected: tuple[str, str, str]) -> None:
    (found,) = find_citations(f"[@{{a}}{after}]")
    label, value, suffix = expected
    assert (found.items[0].locator, found.items[0].suffix) == (Locator(label, value), suffix)


SUFFIXES = [
    "",
    ", and more",
    ", see 33",
    ", n.d.",
    ", not there",
    ", p. the",
    ", pages",
    ", page3",
    "{}",
    "{}, 99 years later",
    ", chapter",
]


@pytest.mark.parametrize("after", SUFFIXES)
def test_a_suffix_may_have_no_locator(after: str) -> None:
    (found,) = find_citations(f"[@{{a}}{after}]")
    assert (found.items[0].locator, found.items[0].suffix) == (None, after.removeprefix("{}"))


@pytest.mark.parametrize(("label", "term"), [(label, term) for label, terms in LABELS.items() for term in terms])
def test_every_term_gives_its_label_in_any_case(label: str, term: str) -> None:
    for written in (term, term.upper(), term.capitalize()):
        (found,) = find_citations(f"[@a, {written} 3]")
        assert found.items[0].locator == Locator(label, "3")


SLIPS = {
    "[@a, @b]": ("citation-without-semicolon", "b", "write '@a; @b'"),
    "[@a and @b]": ("citation-without-semicolon", "b", "write '@a; @b'"),
    "[@a & -@b]": ("citation-without-semicolon", "b", "write '@a; -@b'"),
    "[@a @b]": ("citation-without-semicolon", "b", "write '@a; @b'"),
    "[@a; @b, @{c}]": ("citation-without-semicolon", "c", "write '@b; @{c}'"),
    "@a [@b, @c]": ("citation-without-semicolon", "c", "write '@b; @c'"),
    "[@a; text]": ("citation-without-key", " text", r"write '[@a, text]', or '\[' when the bracket is no citation"),
    "[@a; ]": ("citation-without-key", " ", "write '[@a]'"),
    "[@a; @b; p. 3]": ("citation-without-key", " p. 3", r"write '[@a, p. 3]', or '\[' when the bracket is no citation"),
}


@pytest.mark.parametrize(("text", "expected"), SLIPS.items(), ids=SLIPS)
def test_a_slip_says_what_to_write(text: str, expected: tuple[str, str, str]) -> None:
    (slip,) = find_citation_slips(text)
    assert (slip.code, text[slip.span.start : slip.span.end], slip.hint) == expected


RIGHT = [
    *GROUPS,
    *NARRATIVES.keys() - {"@a [p. 3; text]"},
    "[@a, as cited in @b]",
    "[we follow @a; others do not]",
    "[text; more]",
    r"\[@a; text]",
    "[@a] and [@b]",
    "(@a, @b)",
]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_that_is_right_is_a_slip(text: str) -> None:
    assert list(find_citation_slips(text)) == []


STEADY = settings(deadline=None, derandomize=True)
PIECES = st.sampled_from(
    ["@a", "-@b", "[", "]", ";", " ", "\n", "p. 3", ", ", "{", "}", "\\", "(", ")", "_", "é", "@{k}", "1", "://"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@STEADY
@given(TEXTS, st.integers(0, 80))
def test_nothing_raises_and_every_key_stands_where_its_span_says(text: str, start: int) -> None:
    match_citation(text, start)
    for slip in find_citation_slips(text):
        assert 0 <= slip.span.start <= slip.span.end <= len(text)
    found: list[Citation] = list(find_citations(text))
    for citation in found:
        for each in citation.items:
            assert text[each.span.start : each.span.end] == each.key
            assert citation.span.start < each.span.start < each.span.end <= citation.span.end


@STEADY
@given(TEXTS)
def test_the_scanner_finds_only_what_the_grammar_matches(text: str) -> None:
    outer = 0
    for citation in find_citations(text):
        if citation.span.start >= outer:
            assert match_citation(text, citation.span.start) == citation
            outer = citation.span.end


@pytest.mark.parametrize(
    "piece", ["[", "[@a", "[@a;", "@a [", "@a_ ", "@{", "@{a", "[@a, p. 1 ", "[a]", "\\", "-@a ", "{#a", "a://@"]
)
def test_long_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * 3000 + "\n\n[@last]"
    assert list(find_citations(text))[-1].items[0].key == "last"
