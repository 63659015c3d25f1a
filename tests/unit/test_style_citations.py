"""Citations in the text (APA 7 §8.10-8.22). `*...*` marks italics."""

import pytest

from kb.bibliography.entry import Date, Entry, Name, Names
from kb.citations.model import Citation, CitationItem, Locator
from kb.richtext import RichText, Run, plain
from kb.style import build_works, format_citation
from kb.text import Span

SPAN = Span(0, 0)


def work(key: str, kind: str, authors: str, year: int, title: str, original: int = 0) -> Entry:
    people = Names(tuple(Name(*name.split(", ")) for name in authors.split("; ") if name))
    date, first = Date(year) if year else None, Date(original) if original else None
    return Entry(key, kind, SPAN, {"title": (Run(title),)}, {"author": people}, date, first)


WORKS = build_works(
    [
        work("smith19", "article", "Smith, Jane", 2019, "One"),
        work("smith20a", "article", "Smith, Jane", 2020, "Alpha"),
        work("smith20b", "article", "Smith, Jane", 2020, "Beta"),
        work("adams", "article", "Adams, Ann; Brown, Bob", 2018, "Two"),
        work("many", "article", "Lee, Ann; Brown, Bob; Cox, Carl", 2017, "Three"),
        work("many18", "article", "Lee, Ann; Brown, Bob; Fox, Carl", 2018, "Three"),
        work("piaget", "book", "Piaget, Jean", 1969, "Child", 1966),
        work("undated", "book", "Who, Ann", 0, "Never"),
        work("article", "article", "", 2018, "Understanding sensory memory"),
        work("question", "article", "", 2018, "When is it okay?"),
        work("quoting", "article", "", 2015, "On “being” there"),
        work("book", "book", "", 2019, "Interpersonal skills"),
        work("group", "book", "World Health Organization", 2020, "Health"),
    ]
)


def item(key: str, locator: str = "", prefix: str = "", suffix: str = "", alone: bool = False) -> CitationItem:
    place = Locator(*locator.split(" ", 1)) if locator else None
    return CitationItem(key, SPAN, prefix, place, suffix, alone)


def bracketed(*items: CitationItem) -> RichText:
    return format_citation(Citation(SPAN, items), WORKS)


def narrative(*items: CitationItem) -> RichText:
    return format_citation(Citation(SPAN, items, narrative=True), WORKS)


def marked(text: RichText) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in text)


BRACKETED = {
    "§8.11 one author": ([item("smith19")], "(Smith, 2019)"),
    "§8.17 two authors": ([item("adams")], "(Adams & Brown, 2018)"),
    "§8.17 three authors": ([item("many")], "(Lee et al., 2017)"),
    "§8.17 group": ([item("group")], "(World Health Organization, 2020)"),
    "§8.15 republished": ([item("piaget")], "(Piaget, 1966/1969)"),
    "no date": ([item("undated")], "(Who, n.d.)"),
    "§8.14 article without an author": ([item("article")], "(“Understanding Sensory Memory,” 2018)"),
    "§8.14 book without an author": ([item("book")], "(*Interpersonal Skills*, 2019)"),
    "§8.14 title with a question": ([item("question")], "(“When Is It Okay?,” 2018)"),
    "§8.14 title with quotation marks": ([item("quoting")], "(“On ‘Being’ There,” 2015)"),
    "§8.13 page": ([item("smith19", "page 3")], "(Smith, 2019, p. 3)"),
    "§8.13 pages": ([item("smith19", "page 3-5")], "(Smith, 2019, pp. 3–5)"),
    "§8.13 chapter": ([item("smith19", "chapter 2")], "(Smith, 2019, Chapter 2)"),
    "§8.12 alphabetical": ([item("smith19"), item("adams")], "(Adams & Brown, 2018; Smith, 2019)"),
    "§8.12 one author's years": (
        [item("smith20b"), item("smith19"), item("smith20a")],
        "(Smith, 2019, 2020a, 2020b)",
    ),
    "§8.12 a locator keeps years apart": (
        [item("smith19", "page 3"), item("smith20a")],
        "(Smith, 2019, p. 3; Smith, 2020a)",
    ),
    "§8.12 the last year may have a locator": (
        [item("smith19"), item("smith20a", "page 3")],
        "(Smith, 2019, 2020a, p. 3)",
    ),
    "§8.12 other authors that read alike are not merged": (
        [item("many"), item("many18")],
        "(Lee et al., 2017; Lee et al., 2018)",
    ),
    "§8.12 see also": (
        [item("smith19"), item("piaget"), item("undated", prefix="see also"), item("adams")],
        "(Piaget, 1966/1969; Smith, 2019; see also Adams & Brown, 2018; Who, n.d.)",
    ),
    "§8.12 a prefix of the whole group": (
        [item("smith19", prefix="e.g.,"), item("adams")],
        "(e.g., Adams & Brown, 2018; Smith, 2019)",
    ),
    "a prefix keeps years apart": (
        [item("smith19"), item("smith20a", prefix="but see")],
        "(Smith, 2019; but see Smith, 2020a)",
    ),
    "a suffix closes a series": (
        [item("smith19", suffix=", a review"), item("adams")],
        "(Smith, 2019, a review; Adams & Brown, 2018)",
    ),
    "suffix with a comma": ([item("smith19", "page 3", suffix=", and more")], "(Smith, 2019, p. 3, and more)"),
    "suffix of words": ([item("smith19", suffix="and elsewhere")], "(Smith, 2019 and elsewhere)"),
    "suffix in brackets": ([item("smith19", suffix="[sic]")], "(Smith, 2019 [sic])"),
    "year alone": ([item("smith19", alone=True)], "(2019)"),
    "year alone with a page": ([item("smith19", "page 3", alone=True)], "(2019, p. 3)"),
    "years alone": ([item("smith19", alone=True), item("smith20a", alone=True)], "(2019, 2020a)"),
    "year alone among others": ([item("adams", alone=True), item("smith19")], "(2018; Smith, 2019)"),
    "unknown": ([item("nobody")], "(nobody)"),
    "unknown with a page": ([item("nobody", "page 3")], "(nobody, p. 3)"),
    "unknown among others": (
        [item("smith19"), item("nobody"), item("adams")],
        "(Adams & Brown, 2018; nobody; Smith, 2019)",
    ),
}


@pytest.mark.parametrize(("items", "text"), BRACKETED.values(), ids=BRACKETED)
def test_a_citation_in_brackets(items: list[CitationItem], text: str) -> None:
    assert marked(bracketed(*items)) == text


NARRATIVE = {
    "§8.11 one author": ([item("smith19")], "Smith (2019)"),
    "§8.17 two authors": ([item("adams")], "Adams and Brown (2018)"),
    "§8.17 three authors": ([item("many")], "Lee et al. (2017)"),
    "§8.15 republished": ([item("piaget")], "Piaget (1966/1969)"),
    "§8.14 article without an author": ([item("article")], "“Understanding Sensory Memory” (2018)"),
    "§8.14 book without an author": ([item("book")], "*Interpersonal Skills* (2019)"),
    "page": ([item("adams", "page 3")], "Adams and Brown (2018, p. 3)"),
    "page and more": (
        [item("adams", "page 3", suffix="(italics added)")],
        "Adams and Brown (2018, p. 3 (italics added))",
    ),
    "see also": (
        [item("adams", "page 3"), item("smith19", prefix="see also")],
        "Adams and Brown (2018, p. 3; see also Smith, 2019)",
    ),
    "another year": ([item("smith19"), item("smith20a")], "Smith (2019, 2020a)"),
    "others in order": (
        [item("smith19"), item("undated"), item("adams")],
        "Smith (2019; Adams & Brown, 2018; Who, n.d.)",
    ),
    "year alone": ([item("adams", alone=True)], "(2018)"),
    "unknown": ([item("nobody")], "nobody"),
    "unknown with a page": ([item("nobody", "page 3")], "nobody (p. 3)"),
    "unknown with others": ([item("nobody"), item("smith19")], "nobody (Smith, 2019)"),
}


@pytest.mark.parametrize(("items", "text"), NARRATIVE.values(), ids=NARRATIVE)
def test_a_narrative_citation(items: list[CitationItem], text: str) -> None:
    assert marked(narrative(*items)) == text


def test_what_stands_for_a_work_carries_its_key() -> None:
    assert bracketed(item("smith19"), item("smith20a", "page 3")) == (
        Run("("),
        Run("Smith, 2019", key="smith19"),
        Run(", "),
        Run("2020a", key="smith20a"),
        Run(", p. 3)"),
    )


def test_author_and_date_of_a_narrative_citation_carry_the_key() -> None:
    assert narrative(item("adams", "page 3")) == (
        Run("Adams and Brown", key="adams"),
        Run(" ("),
        Run("2018", key="adams"),
        Run(", p. 3)"),
    )


def test_a_title_that_stands_for_an_author_carries_the_key() -> None:
    assert {run.key for run in narrative(item("book"))} == {"", "book"}
    assert Run("Interpersonal Skills", italic=True, key="book") in narrative(item("book"))


def test_an_unknown_key_stands_for_itself() -> None:
    assert Run("nobody", key="nobody") in bracketed(item("nobody"), item("smith19"))


def test_prefix_and_suffix_are_the_authors_markdown() -> None:
    text = bracketed(item("smith19", "page 3", prefix="*see*", suffix=", **but**"))
    assert [run.text for run in text if run.markup] == ["*see*", ", **but**"]
    assert plain(text) == "(*see* Smith, 2019, p. 3, **but**)"
