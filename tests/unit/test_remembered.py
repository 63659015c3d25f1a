"""What is made of an entry once is the same for every page, and goes nowhere with the entry."""

import copy
import pickle

from kb.bibliography import parse_bibliography
from kb.bibliography.entry import Entry, remembered
from kb.knowledge import Knowledge, changed
from kb.style import build_works, format_reference
from kb.text import Source
from tests.conftest import BIBLIOGRAPHY

MADE: list[tuple[str, str]] = []


@remembered
def shouted(entry: Entry, mark: str) -> str:
    MADE.append((entry.key, mark))
    return entry.key.upper() + mark


def entries() -> list[Entry]:
    MADE.clear()
    return list(parse_bibliography(Source("b.bib", BIBLIOGRAPHY)))


def test_the_same_of_the_same_is_made_once() -> None:
    one, other = entries()
    assert [shouted(one, "!"), shouted(one, "?"), shouted(other, "!"), shouted(one, "!")][::3] == [
        f"{one.key}!".upper()
    ] * 2
    assert [(one.key, "!"), (one.key, "?"), (other.key, "!")] == MADE


def test_a_copy_and_a_pickle_have_only_what_the_entry_says() -> None:
    one, _ = entries()
    shouted(one, "!")
    for again in (copy.copy(one), pickle.loads(pickle.dumps(one))):
        assert again == one
        assert shouted(again, "!") == shouted(one, "!")
    assert len(MADE) == 3


def test_a_letter_on_one_page_is_not_remembered_on_another() -> None:
    twin = (
        BIBLIOGRAPHY.replace("ada1999gauge", "ada1999meter").replace("The gauge", "The meter").replace("1--9", "20--29")
    )
    known = parse_bibliography(Source("b.bib", BIBLIOGRAPHY + twin.partition("@article{bo")[0]))
    alone, both = (
        build_works(known[key] for key in keys) for keys in (["ada1999gauge"], ["ada1999gauge", "ada1999meter"])
    )
    told = [
        "".join(run.text for run in format_reference(known["ada1999gauge"], works)) for works in (alone, both, alone)
    ]
    assert ["1999a" in text for text in told] == [False, True, False]


def test_another_version_of_the_knowledge_makes_its_own(knowledge: Knowledge) -> None:
    @remembered
    def articles(known: Knowledge) -> int:
        return len(known.articles)

    assert articles(knowledge) == len(knowledge.articles)
    assert articles(changed(knowledge, articles={})) == 0
