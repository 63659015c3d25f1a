"""Telling works apart and ordering them (APA 7 §8.17-8.20, §9.44-9.48)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.entry import Date, Entry, Name, Names
from kb.citations.model import Citation, CitationItem
from kb.richtext import Run, plain
from kb.style import build_works, format_citation
from kb.text import Span

SPAN = Span(0, 0)


def work(key: str, names: str = "", year: int = 0, title: str = "Title", words: str = "") -> Entry:
    """Return an article; `names` are divided by semicolons, `...` stands for others, `words` for a year in words."""
    people = [
        Name(*(part.strip() for part in name.split(","))) for name in names.split(";") if name not in ("", " ...")
    ]
    runs = {name: (Run(text),) for name, text in {"title": title, "year": words}.items()}
    authors = {"author": Names(tuple(people), names.endswith("..."))}
    return Entry(key, "article", SPAN, runs, authors, Date(year) if year else None)


def cited(entries: list[Entry]) -> list[str]:
    works = build_works(entries)
    return [plain(format_citation(Citation(SPAN, (CitationItem(entry.key, SPAN),)), works)) for entry in entries]


APART = {
    "§8.17 one author": ([work("a", "Smith, J.", 2020)], ["(Smith, 2020)"]),
    "§8.17 two authors": ([work("a", "Smith, J.; Jones, K.", 2020)], ["(Smith & Jones, 2020)"]),
    "§8.17 three authors": ([work("a", "Smith, J.; Jones, K.; Lee, L.", 2020)], ["(Smith et al., 2020)"]),
    "§8.17 and others": ([work("a", "Smith, J.; ...", 2020)], ["(Smith et al., 2020)"]),
    "§8.17 group": ([work("a", "World Health Organization", 2020)], ["(World Health Organization, 2020)"]),
    "§8.17 junior": (
        [Entry("a", "book", SPAN, names={"author": Names((Name("King", "M.", "", "Jr."),))})],
        ["(King, n.d.)"],
    ),
    "§8.18 names until distinct": (
        [work("a", "A, A.; B, B.; C, C.; D, D.", 2020), work("b", "A, A.; B, B.; E, E.; F, F.; G, G.", 2020)],
        ["(A, B, C, & D, 2020)", "(A, B, E, et al., 2020)"],
    ),
    "§8.18 et al. is never one name": (
        [work("a", "A, A.; B, B.; C, C.", 2020), work("b", "A, A.; B, B.; D, D.", 2020)],
        ["(A, B, & C, 2020)", "(A, B, & D, 2020)"],
    ),
    "§8.18 second names": (
        [work("a", "A, A.; B, B.; C, C.; D, D.", 2020), work("b", "A, A.; E, E.; C, C.; D, D.", 2020)],
        ["(A, B, et al., 2020)", "(A, E, et al., 2020)"],
    ),
    "§8.18 a list begins another": (
        [work("a", "A, A.; B, B.; C, C.", 2020), work("b", "A, A.; B, B.; C, C.; D, D.; E, E.", 2020)],
        ["(A, B, & C, 2020)", "(A, B, C, D, & E, 2020)"],
    ),
    "§8.18 only within a year": (
        [work("a", "A, A.; B, B.; C, C.", 2020), work("b", "A, A.; D, D.; C, C.", 2021)],
        ["(A et al., 2020)", "(A et al., 2021)"],
    ),
    "§8.18 two names differ from more": (
        [work("a", "A, A.; B, B.", 2020), work("b", "A, A.; B, B.; C, C.", 2020)],
        ["(A & B, 2020)", "(A et al., 2020)"],
    ),
    "§8.19 letters by title": (
        [
            work("a", "Smith, J.", 2020, "The Zebra"),
            work("b", "Smith, J.", 2020, "An Apple"),
            work("c", "Smith, J.", 2020, "Bee"),
        ],
        ["(Smith, 2020c)", "(Smith, 2020a)", "(Smith, 2020b)"],
    ),
    "§8.19 letters of the same three": (
        [work("a", "A, A.; B, B.; C, C.", 2020, "One"), work("b", "A, A.; B, B.; C, C.", 2020, "Two")],
        ["(A et al., 2020a)", "(A et al., 2020b)"],
    ),
    "§8.19 no letters for other authors": (
        [work("a", "Smith, J.", 2020), work("b", "Smith, J.; Jones, K.", 2020)],
        ["(Smith, 2020)", "(Smith & Jones, 2020)"],
    ),
    "§8.19 no date": (
        [work("a", "Smith, J.", 0, "A"), work("b", "Smith, J.", 0, "B")],
        ["(Smith, n.d.-a)", "(Smith, n.d.-b)"],
    ),
    "§8.19 in press": (
        [work("a", "Smith, J.", 0, "A", "in press"), work("b", "Smith, J.", 0, "B", "in press")],
        ["(Smith, in press-a)", "(Smith, in press-b)"],
    ),
    "§8.20 initials": (
        [work("a", "Smith, Jane", 2020), work("b", "Smith, Kim; Lee, L.", 2019)],
        ["(J. Smith, 2020)", "(K. Smith & Lee, 2019)"],
    ),
    "§8.20 given names": (
        [work("a", "Taylor, Sarah", 2019), work("b", "Taylor, Shonda", 2020)],
        ["(Sarah Taylor, 2019)", "(Shonda Taylor, 2020)"],
    ),
    "§8.20 one person, spelled out or not": (
        [work("a", "Smith, J. A.", 2019), work("b", "Smith, Jane Ann", 2020)],
        ["(Smith, 2019)", "(Smith, 2020)"],
    ),
    "§8.20 not within one work": ([work("a", "Smith, Jane; Smith, Kim", 2020)], ["(Smith & Smith, 2020)"]),
    "§8.20 only first authors": (
        [work("a", "Smith, Jane", 2020), work("b", "Lee, L.; Smith, Kim", 2019)],
        ["(Smith, 2020)", "(Lee & Smith, 2019)"],
    ),
    "§8.20 initials before more names": (
        [work("a", "Smith, Jane; B, B.; C, C.", 2020), work("b", "Smith, Kim; B, B.; D, D.", 2020)],
        ["(J. Smith et al., 2020)", "(K. Smith et al., 2020)"],
    ),
    "co-authors with one surname": (
        [work("a", "Smith, J.; Lee, A.", 2020, "A"), work("b", "Smith, J.; Lee, B.", 2020, "B")],
        ["(Smith & Lee, 2020a)", "(Smith & Lee, 2020b)"],
    ),
    "§8.14 same title": (
        [work("a", "", 2020, "Fear"), work("b", "", 2020, "Fear")],
        ["(“Fear,” 2020a)", "(“Fear,” 2020b)"],
    ),
}


@pytest.mark.parametrize(("entries", "texts"), APART.values(), ids=APART)
def test_different_works_read_differently(entries: list[Entry], texts: list[str]) -> None:
    assert cited(entries) == texts


ORDERS = {
    "surnames": ["Adams, Z.", "Baker, A."],
    "§9.44 nothing before something": ["Brown, J. R.", "Browning, A. R."],
    "§9.44 hyphens and spaces do not count": ["Villafuerte, S. A.", "Villa-Lobos, J."],
    "§9.44 particles and case do not count": ["Benjamin, A. S.", "ben Yaakov, D."],
    "§9.44 surname of two words": ["Singh, Y.", "Singh Siddhu, N."],
    "§9.44 accents do not count": ["Müller, A.", "Muller, B.", "Müller, C."],
    "letters that do not decompose": ["Sjøl, A.", "Sjoll, A."],
    "initials": ["Smith, J.", "Smith, J. A.", "Smith, K."],
    "§9.46 alone before with others": ["Smith, J.", "Smith, J.; Adams, A.", "Smith, J.; Baker, B.", "Smith, J.; ..."],
    "§9.46 fewer before more": ["Smith, J.; Adams, A.", "Smith, J.; Adams, A.; Baker, B."],
    "groups without their article": ["Abel, A.", "The British Council", "Cox, C."],
}


@pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS)
def test_references_stand_in_the_order_of_their_authors(names: list[str]) -> None:
    entries = [work(str(place), author, 2020) for place, author in enumerate(names)]
    assert build_works(reversed(entries)).order == tuple(str(place) for place in range(len(names)))


def test_one_author_alone_comes_first_whatever_the_year() -> None:
    entries = [work("b", "Smith, J.; Adams, A.", 1990), work("a", "Smith, J.", 2020)]
    assert build_works(entries).order == ("a", "b")


def test_undated_works_come_first_and_those_in_press_last() -> None:
    entries = [work("c", "Smith, J.", words="in press"), work("b", "Smith, J.", 2020), work("a", "Smith, J.")]
    assert build_works(entries).order == ("a", "b", "c")


def test_a_year_alone_comes_before_a_day_of_that_year() -> None:
    author = {"author": Names((Name("Smith", "J."),))}
    dates = {"c": Date(2020, 5, 4), "b": Date(2020, 2), "a": Date(2020)}
    entries = [
        Entry(key, "online", SPAN, {"title": (Run(f"{9 - date.month}"),)}, author, date) for key, date in dates.items()
    ]
    assert build_works(entries).order == ("a", "b", "c")


def test_a_title_without_an_author_is_ordered_without_its_article() -> None:
    entries = [work("b", "", 2020, "The Need"), work("a", "Martin, A.", 2020), work("c", "Nolan, A.", 2020)]
    assert build_works(entries).order == ("a", "b", "c")


def test_more_than_26_works_of_a_year_have_two_letters() -> None:
    works = build_works(work(f"k{place:02}", "Smith, J.", 2020, f"Title {place:02}") for place in range(28))
    assert [works[key].letter for key in works.order[-3:]] == ["z", "aa", "ab"]


def test_of_two_entries_with_one_key_the_first_counts() -> None:
    works = build_works([work("a", "Smith, J.", 2020), work("a", "Jones, K.", 2021)])
    assert len(works) == 1
    assert "a" in works
    assert plain(format_citation(Citation(SPAN, (CitationItem("a", SPAN),)), works)) == "(Smith, 2020)"


surnames = st.sampled_from(["Adams", "Baker", "Cox"])
given_names = st.sampled_from(["", "A.", "Ann", "Amy", "B. C."])
authors = st.lists(st.builds(Name, surnames, given_names), max_size=5).map(tuple)
bibliographies = st.lists(st.tuples(authors, st.booleans(), st.sampled_from([0, 2019, 2020])), max_size=8)


@given(bibliographies)
def test_no_two_works_are_cited_alike(drawn: list[tuple[tuple[Name, ...], bool, int]]) -> None:
    entries = [
        Entry(f"k{place}", "article", SPAN, names={"author": Names(people, others)}, date=Date(year) if year else None)
        for place, (people, others, year) in enumerate(drawn)
    ]
    texts = cited(entries)
    assert len(set(texts)) == len(texts)


@given(bibliographies, st.randoms())
def test_the_order_of_entries_does_not_matter(
    drawn: list[tuple[tuple[Name, ...], bool, int]], chance: random.Random
) -> None:
    entries = [
        Entry(f"k{place}", "article", SPAN, names={"author": Names(people, others)}, date=Date(year) if year else None)
        for place, (people, others, year) in enumerate(drawn)
    ]
    mixed = chance.sample(entries, len(entries))
    assert build_works(entries) == build_works(mixed)
