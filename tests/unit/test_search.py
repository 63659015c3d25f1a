"""The index of the search, read as a browser reads it."""

import gzip
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from kb.export.search import search_files
from kb.export.search.records import Record, find_records
from kb.export.search.words import find_words
from kb.knowledge import Knowledge
from tests.conftest import ALPHA, BIBLIOGRAPHY, PROJECT, know

EVIL = """</script><script>alert(1)</script> "quoted" é"""


def take(text: str) -> tuple[str, Any]:
    """Return what a file of the index hands over, and under which name."""
    match = re.fullmatch(r'kbSearch\.take\("([\w-]+)",(.*)\);\n', text, re.DOTALL)
    assert match
    return match[1], json.loads(match[2])


def parts(knowledge: Knowledge) -> dict[str, Any]:
    return dict(take(make()) for _, make in search_files(knowledge))


def places(knowledge: Knowledge) -> dict[str, dict[int, int]]:
    """Return the weight of every word in every record that has it."""
    found: dict[str, dict[int, int]] = {}
    for name, data in parts(knowledge).items():
        if name.startswith("places-"):
            for word, flat in data.items():
                record, found[word] = 0, {}
                for step, weight in zip(flat[::2], flat[1::2], strict=True):
                    record += step
                    found[word][record] = weight
    return found


def found(knowledge: Knowledge, word: str) -> list[tuple[str, str]]:
    """Return kind and title of what has `word`, the heaviest first."""
    records = list(find_records(knowledge))
    weights = places(knowledge).get(word, {})
    order = sorted(weights, key=lambda number: (-weights[number], number))
    return [(records[number].kind, records[number].title) for number in order]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gauge of Self-esteem", ["gauge", "self", "esteem"]),
        ("Acuña Ångström", ["acuna", "angstrom"]),
        ("Sørensen Weiß Łukasz Ærø", ["sorensen", "weiss", "lukasz", "aero"]),
        ("ΛΌΓΟΣ λόγος", ["λογοσ", "λογοσ"]),
        ("हिन्दी", ["हनद"]),
        ("Word™", ["wordtm"]),
        ("愛着 理論", ["愛着", "理論"]),
        ("people's a I 7", ["people", "7"]),
        ("10.1037/a0025289", ["10", "1037", "a0025289"]),
        ("snake_case", ["snake", "case"]),
        ("x" * 50, ["x" * 40]),
        ("ﬁne", ["fine"]),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert list(find_words(text)) == words


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("alpha", ("Mechanism", "Alpha")),
        ("first", ("Mechanism", "Alpha")),
        ("works", ("Claim", "Alpha works")),
        ("ada", ("Work", "The gauge")),
        ("ada1999gauge", ("Work", "The gauge")),
        ("1999", ("Work", "The gauge")),
        ("gauge", ("Work", "The gauge")),
        ("whole", ("Machinery", "Omega")),
    ],
    ids=["title", "alias", "claim", "author", "key", "year", "title of a work", "summary"],
)
def test_what_is_looked_for_comes_first(word: str, first: tuple[str, str], knowledge: Knowledge) -> None:
    assert found(knowledge, word)[0] == first


def test_a_page_is_found_by_the_authors_of_what_it_cites(knowledge: Knowledge) -> None:
    assert ("Mechanism", "Alpha") in found(knowledge, "ada")


def test_a_short_name_says_more_than_the_same_word_in_a_long_one() -> None:
    long = ALPHA.replace("title: Alpha", "title: Shame and its many displays").replace("aliases: [the first]", "")
    short = ALPHA.replace("title: Alpha", "title: Shame").replace("aliases: [the first]", "")
    known = know({**PROJECT, "docs/mechanisms/alpha.md": long, "docs/mechanisms/shame.md": short})
    assert found(known, "shame")[0] == ("Mechanism", "Shame")


def test_a_result_has_the_summary_and_the_address_of_its_page(knowledge: Knowledge) -> None:
    (page,) = (each for each in find_records(knowledge) if each.title == "Alpha")
    assert (page.about, page.url) == ("The first of two.", "mechanisms/alpha/")
    (claim,) = (each for each in find_records(knowledge) if each.kind == "Claim")
    assert (claim.about, claim.url) == ("Alpha · Supported", "mechanisms/alpha/#works")
    works = [each for each in find_records(knowledge) if each.kind == "Work"]
    assert [(each.about, each.url) for each in works] == [
        ("Ada (1999) · cited on Alpha", "references/#ref-ada1999gauge"),
        ("Bo, Cy (2001) · cited on Alpha", "references/#ref-bo2001doubt"),
    ]


def test_a_page_that_is_excluded_is_not_found() -> None:
    hidden = ALPHA.replace("status: reviewed", "status: reviewed\nsearch:\n  exclude: true")
    records = list(find_records(know({**PROJECT, "docs/mechanisms/alpha.md": hidden})))
    assert [each for each in records if "Alpha" in each.title] == []


def test_what_only_the_build_puts_on_a_page_is_not_among_its_words(knowledge: Knowledge) -> None:
    words = places(knowledge)
    assert not {"bibtex", "supports", "references", "download"} & {
        word for word in words if ("Mechanism", "Alpha") in found(knowledge, word)
    }


def test_every_word_is_where_the_index_says(knowledge: Knowledge) -> None:
    data = parts(knowledge)
    index = data["index"]
    words = sorted(word for name, each in data.items() if name.startswith("words-") for word in each.split(" ")[::2])
    assert words == sorted(places(knowledge))
    starts = index["starts"]
    for number, start in enumerate(starts):
        run = sorted(data[f"places-{number}"])
        assert run[0] == start
        assert number + 1 == len(starts) or run[-1] < starts[number + 1]
    best = {word: max(weights.values()) for word, weights in places(knowledge).items()}
    for letter in index["letters"]:
        pairs = data[f"words-{letter}"].split(" ")
        assert {word: int(weight) for word, weight in zip(pairs[::2], pairs[1::2], strict=True)}.items() <= best.items()
    shown = [each for number in range(-(-index["records"] // index["run"])) for each in data[f"found-{number}"]]
    assert shown == [[each.kind, each.title, each.about, each.url] for each in find_records(knowledge)]


@pytest.fixture(scope="module")
def many() -> Knowledge:
    """Four hundred pages and as many works, whose words are not the same."""
    files: dict[str, str] = {**PROJECT}
    entries = [BIBLIOGRAPHY]
    for number in range(400):
        text = ALPHA.replace("title: Alpha", f"title: Alpha{number:03}").replace("ada1999gauge", f"ada{number}")
        body = " ".join(f"word{number * 7 + step}" for step in range(60))
        files[f"docs/mechanisms/alpha-{number}.md"] = text.replace("the first", f"name {number}") + f"\n{body}\n"
        entries.append(BIBLIOGRAPHY.split("\n\n")[0].replace("ada1999gauge", f"ada{number}"))
    return know({**files, "bibliography.bib": "\n".join(entries)})


def test_no_file_grows_with_the_atlas(many: Knowledge) -> None:
    sizes = {name: len(gzip.compress(make().encode())) for name, make in search_files(many)}
    assert len(sizes) > 20
    assert max(size for name, size in sizes.items() if "/words-" not in name) < 12_000
    assert max(size for name, size in sizes.items() if "/words-" in name) < 20_000


def test_two_builds_have_the_same_files_and_another_text_another_folder(many: Knowledge, knowledge: Knowledge) -> None:
    def read(known: Knowledge) -> Mapping[str, str]:
        return {name: make() for name, make in search_files(known)}

    assert read(many) == read(many)
    folders = {name.split("/")[2] for known in (many, knowledge) for name in read(known) if name.count("/") > 2}
    assert len(folders) == 2


def test_an_author_can_break_no_script() -> None:
    hostile = ALPHA.replace("title: Alpha\n", f"title: '{EVIL}'\n").replace("| Alpha works", f"| {EVIL}")
    known = know({**PROJECT, "docs/mechanisms/alpha.md": hostile})
    for _, make in search_files(known):
        assert not re.search("[<>\u2028]", make())
        take(make())
    assert any(each.title == EVIL for each in find_records(known) if each.kind == "Mechanism")


def test_weights_stay_within_their_bounds() -> None:
    from kb.export.search.index import weigh

    weights = weigh(Record("Page", "a", "", "", ((40, "one"), (30, "two three")), ((1, "one " * 900),)))
    assert weights["one"] > weights["two"] == weights["three"] >= 1
    assert max(weights.values()) <= 60
