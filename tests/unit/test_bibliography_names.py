"""Names are read as BibTeX reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.entry import Name
from kb.bibliography.names import parse_names


@pytest.mark.parametrize(
    ("written", "people"),
    [
        pytest.param("Smith, John and Jane Doe", (Name("Smith", "John"), Name("Doe", "Jane")), id="both orders"),
        pytest.param("Ludwig van Beethoven", (Name("Beethoven", "Ludwig", "van"),), id="First von Last"),
        pytest.param("van der Berg, Ann", (Name("Berg", "Ann", "van der"),), id="von Last, First"),
        pytest.param("King, Jr., Martin Luther", (Name("King", "Martin Luther", "", "Jr."),), id="von Last, Jr, First"),
        pytest.param("King, Martin Luther, Jr.", (Name("King", "Martin Luther", "", "Jr."),), id="Jr at the end"),
        pytest.param("Martin Luther King Jr.", (Name("King", "Martin Luther", "", "Jr."),), id="Jr without commas"),
        pytest.param("{World Health Organization}", (Name("World Health Organization"),), id="group"),
        pytest.param("{A and B} and {X {Y} Z}", (Name("A and B"), Name("X Y Z")), id="groups with and"),
        pytest.param("Plato", (Name("Plato"),), id="one name"),
        pytest.param("毛泽东 and 毛, 泽东", (Name("毛泽东"), Name("毛", "泽东")), id="Chinese"),
        pytest.param("Толстой, Лев and Лев Толстой", (Name("Толстой", "Лев"), Name("Толстой", "Лев")), id="Russian"),
        pytest.param(r"{\'E}tienne de la Fontaine", (Name("Fontaine", "Étienne", "de la"),), id="accent first"),
        pytest.param(r"Blesa C{\'a}bez, Manuel", (Name("Blesa Cábez", "Manuel"),), id="two family names"),
        pytest.param("J.~P. Sartre", (Name("Sartre", "J. P."),), id="tie"),
        pytest.param("Ferdinand and Sandra Andover", (Name("Ferdinand"), Name("Andover", "Sandra")), id="and in words"),
        pytest.param("A\nAND\nB", (Name("A"), Name("B")), id="lines and capitals"),
        pytest.param("family=Berg, given=Ann, prefix=van der", (Name("Berg", "Ann", "van der"),), id="BibLaTeX"),
    ],
)
def test_names_are_told_apart(written: str, people: tuple[Name, ...]) -> None:
    names, faults = parse_names(written)
    assert (names.people, names.others, faults) == (people, False, [])


def test_and_others_is_no_person() -> None:
    names, faults = parse_names("Smith, John and others")
    assert (names.people, names.others, faults) == ((Name("Smith", "John"),), True, [])


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("A and and B", "empty"),
        ("A and", "empty"),
        ("and A", "empty"),
        ("Smith, J., Doe, A., Foo, B.", "commas"),
        ("Smith & Jones", "more than one"),
        ("Smith, J. and et al.", "no name"),
        ("Smith et al.", "no name"),
        ("others and A", "last"),
        (", John", "family"),
    ],
)
def test_what_looks_wrong_is_said_once(written: str, word: str) -> None:
    faults = parse_names(written)[1]
    assert len(faults) == 1
    assert word in faults[0].message


@given(st.lists(st.sampled_from(["Ann Berg", "Berg, Ann", "{A and B}", "de la Cruz, X"]), min_size=1, max_size=9))
def test_as_many_people_as_are_joined(names: list[str]) -> None:
    assert len(parse_names(" and ".join(names))[0].people) == len(names)
