"""What an entry records of the work itself: how far it was checked, and whether the work still stands."""

import datetime

import pytest

from kb.bibliography import Bibliography, Check, Date, Name, WorkStatus, check_of, parse_bibliography, status_of
from kb.bibliography.records import SEEN
from kb.richtext import Run
from kb.text import Source

CHECKED = "checked = {verified}, checkedon = {2026-11-22}, checkedby = {doi}"


def parsed(fields: str) -> Bibliography:
    return parse_bibliography(Source("x.bib", f"@misc{{k, title = {{T}}, {fields}}}"))


def codes(bibliography: Bibliography) -> list[str]:
    return [each.code for each in bibliography.problems]


@pytest.mark.parametrize("seen", SEEN)
def test_a_verified_entry_says_when_and_by_what(seen: str) -> None:
    bibliography = parsed(CHECKED.replace("doi", seen))
    assert codes(bibliography) == []
    assert check_of(bibliography["k"]) == Check("verified", datetime.date(2026, 11, 22), seen)


def test_a_partly_checked_entry_says_what_is_open() -> None:
    bibliography = parsed(CHECKED.replace("verified", "partly") + ", checkednote = {volume and DOI}")
    assert codes(bibliography) == []
    check = check_of(bibliography["k"])
    assert check
    assert (check.level, check.note) == ("partly", (Run("volume and DOI"),))


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        (CHECKED.replace("verified", "checked"), 1),
        (CHECKED.replace("verified", "Verified"), 1),
        (CHECKED.replace("verified", "partly"), 1),
        (CHECKED.replace("2026-11-22", "2026-11"), 1),
        (CHECKED.replace("2026-11-22", "2026-02-30"), 1),
        (CHECKED.replace("2026-11-22", "yesterday"), 1),
        (CHECKED.replace("doi", "heart"), 1),
        ("checked = {verified}, checkedby = {doi}", 1),
        ("checked = {verified}, checkedon = {2026-11-22}", 1),
        ("checked = {partly}", 3),
    ],
)
def test_a_check_that_leaves_something_unsaid_is_malformed(fields: str, count: int) -> None:
    assert codes(parsed(fields)) == ["malformed-check"] * count


@pytest.mark.parametrize("fields", ["note = {N}", "checkedon = {2026-11-22}", CHECKED.replace("doi", "heart")])
def test_an_entry_without_a_whole_record_is_not_checked(fields: str) -> None:
    assert check_of(parsed(fields)["k"]) is None


def test_a_bibliography_alone_need_not_be_checked() -> None:
    assert codes(parsed("note = {N}")) == []


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ("status = {retracted}", WorkStatus("retracted"), "retracted"),
        ("status = {concern}, statusdate = {2012-05}", WorkStatus("concern", Date(2012, 5)), "expression of concern"),
        ("status = {retracted}, statusnote = {N.}", WorkStatus("retracted", None, (Run("N."),)), "retracted"),
    ],
)
def test_a_work_that_no_longer_stands_says_so(fields: str, status: WorkStatus, words: str) -> None:
    bibliography = parsed(fields)
    assert codes(bibliography) == []
    found = status_of(bibliography["k"])
    assert found == status
    assert found
    assert found.words == words


@pytest.mark.parametrize("fields", ["note = {N}", "status = {published}"])
def test_any_other_work_has_no_status(fields: str) -> None:
    assert status_of(parsed(fields)["k"]) is None


def test_a_part_inherits_neither_the_check_nor_the_status_of_its_whole() -> None:
    bibliography = parse_bibliography(
        Source(
            "x.bib",
            "@inbook{part, title = {P}, crossref = {whole}}\n"
            f"@book{{whole, author = {{A, B}}, title = {{W}}, year = {{2000}}, publisher = {{P}},"
            f" status = {{retracted}}, {CHECKED}}}",
        )
    )
    assert bibliography["part"].text("publisher") == "P"
    assert check_of(bibliography["part"]) is None
    assert status_of(bibliography["part"]) is None


def test_a_tilde_over_a_letter_parts_no_name() -> None:
    people = parsed(r"author = {Acu\~na, Alejo and Cu{\~n}a, Enrique}")["k"].names["author"].people
    assert people == (Name("Acuña", "Alejo"), Name("Cuña", "Enrique"))
