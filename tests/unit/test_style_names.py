"""Names as APA 7 writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.entry import Name, Names
from kb.style.names import author_list, contributor_list, initials, inverted, natural, surname

INITIALS = {
    "one given name": ("Mark", "M."),
    "two given names": ("Mary Ann", "M. A."),
    "initials already": ("R. F.", "R. F."),
    "initials without a space": ("J.P.", "J. P."),
    "initials without stops": ("JP", "J. P."),
    "initial before a name": ("W. Quincy", "W. Q."),
    "§9.8 hyphen": ("Jean-Paul", "J.-P."),
    "§9.8 hyphen and more": ("Jean-Paul André", "J.-P. A."),
    "hyphen with a small letter": ("Xiao-fen", "X.-F."),
    "hyphenated initials": ("J.-P.", "J.-P."),
    "non-breaking hyphen": ("Jean‑Luc", "J.-L."),
    "accent": ("Émile", "É."),
    "combining accent": ("E\u0301mile", "E\u0301."),
    "apostrophe": ("D'Arcy", "D."),
    "small letters": ("bell", "b."),
    "particle within given names": ("María del Carmen", "M. del C."),
    "nickname": ("Robert “Bob” J.", "R. J."),
    "Cyrillic": ("Лев Семёнович", "Л. С."),
    "Greek": ("Νίκος", "Ν."),
    "Chinese stays whole": ("小明", "小明"),
    "Korean stays whole": ("민준", "민준"),
    "two letters for one": ("Yu. V.", "Yu. V."),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("full", "short"), INITIALS.values(), ids=INITIALS)
def test_given_names_become_initials(full: str, short: str) -> None:
    assert initials(full) == short


@given(st.text())
def test_any_given_name_has_initials(full: str) -> None:
    assert isinstance(initials(full), str)


NAMES = {
    "person": (Name("Smith", "Jane A."), "Smith, J. A.", "J. A. Smith", "Smith"),
    "particle": (Name("Berg", "Jan", "van den"), "van den Berg, J.", "J. van den Berg", "van den Berg"),
    "elided particle": (Name("Alembert", "Jean", "d’"), "d’Alembert, J.", "J. d’Alembert", "d’Alembert"),
    "junior": (Name("King", "Martin L.", "", "Jr."), "King, M. L., Jr.", "M. L. King, Jr.", "King"),
    "group": (Name("World Health Organization"), *["World Health Organization"] * 3),
    "one name": (Name("Plato"), "Plato", "Plato", "Plato"),
    "given name alone": (Name("", "Plato"), "Plato", "Plato", "Plato"),
}


@pytest.mark.parametrize(("name", "listed", "first", "cited"), NAMES.values(), ids=NAMES)
def test_a_name_has_three_forms(name: Name, listed: str, first: str, cited: str) -> None:
    assert (inverted(name), natural(name), surname(name)) == (listed, first, cited)


def people(count: int, others: bool = False) -> Names:
    return Names(tuple(Name(f"N{number}", "A.") for number in range(1, count + 1)), others)


def test_two_authors_have_a_comma_before_the_ampersand() -> None:
    assert author_list(people(2)) == "N1, A., & N2, A."


def test_three_authors_have_a_comma_before_the_ampersand() -> None:
    assert author_list(people(3)) == "N1, A., N2, A., & N3, A."


def test_twenty_authors_are_all_listed() -> None:
    assert author_list(people(20)).endswith("N18, A., N19, A., & N20, A.")


def test_of_twenty_one_authors_the_first_nineteen_and_the_last_are_listed() -> None:
    assert author_list(people(21)).endswith("N18, A., N19, A., … N21, A.")
    assert "&" not in author_list(people(21))


def test_others_in_the_entry_are_et_al() -> None:
    assert author_list(people(2, others=True)) == "N1, A., N2, A., et al."
    assert author_list(people(1, others=True)) == "N1, A., et al."


@pytest.mark.parametrize(
    ("count", "text"), [(1, "A. N1"), (2, "A. N1 & A. N2"), (3, "A. N1, A. N2, & A. N3")], ids=["one", "two", "three"]
)
def test_editors_of_a_chapter_are_given_first(count: int, text: str) -> None:
    assert contributor_list(people(count)) == text
