"""The lists of pages and works, and how they are split."""

from collections.abc import Mapping

import pytest

from kb.indices import MOST, Index, find_part_pages
from kb.knowledge import Knowledge, with_parts
from tests.conftest import ALPHA, BIBLIOGRAPHY, PROJECT, know

Lines = list[tuple[str, list[str]]]


def lines(index: Index) -> Lines:
    return [(group.heading, [line.words for line in group.lines]) for group in index.groups]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("machineries", [("Omega", ["Alpha"])]),
        ("levels", [("Cognitive", ["Alpha"]), ("Affective", ["Omega"])]),
        ("grades", [("Supported", ["Alpha"])]),
        ("authors", [("A", ["Ada, A."]), ("B", ["Bo, B."]), ("C", ["Cy, C."])]),
        ("years", [("2001", ["A doubt"]), ("1999", ["The gauge"])]),
    ],
)
def test_an_index_groups_what_it_lists(name: str, expected: Lines, knowledge: Knowledge) -> None:
    assert lines(knowledge.indices[name]) == expected


def test_pages_are_listed_by_all_their_names(knowledge: Knowledge) -> None:
    found = {(line.words, line.note) for group in knowledge.indices["titles"].groups for line in group.lines}
    assert {("Alpha", ""), ("the first", "see"), ("Omega", "")} <= found


def test_names_stand_under_their_letter_without_accents_and_figures_first() -> None:
    pages = {"a": "Ångst", "b": "42 ways", "c": "azure", "d": "Øre"}
    files = {f"docs/{name}.md": f"---\ntitle: {title}\n---\n\nSo.\n" for name, title in pages.items()}
    groups = [(heading, found) for heading, found in lines(know({**PROJECT, **files}).indices["titles"])]
    assert groups[0] == ("0–9", ["42 ways"])
    assert [heading for heading, _ in groups] == sorted(heading for heading, _ in groups)
    under = {word: heading for heading, found in groups for word in found}
    assert (under["Ångst"], under["azure"], under["Øre"]) == ("A", "A", "O")


def test_a_mechanism_says_how_it_bears_on_the_machinery(knowledge: Knowledge) -> None:
    (group,) = knowledge.indices["machineries"].groups
    assert [line.note for line in group.lines] == ["is part of"]


def test_a_mechanism_without_a_machinery_is_listed_too() -> None:
    known = know(
        {**PROJECT, "docs/mechanisms/beta.md": ALPHA.replace("Alpha", "Beta").partition("relations:")[0] + "---\n"}
    )
    assert lines(known.indices["machineries"])[-1] == ("No machinery", ["Beta"])


@pytest.fixture(scope="module")
def many() -> Knowledge:
    """So many works that their lists are split."""
    entries = []
    for number in range(MOST + 10):
        name = f"{chr(65 + number % 26)}uthor{number}"
        entry = BIBLIOGRAPHY.split("\n\n")[0].replace("ada1999gauge", f"k{number}").replace("Ada, Anna", f"{name}, A.")
        entries.append(entry.replace("1999", str(1960 + number % 60)))
    cites = "; ".join(f"@k{number}" for number in range(MOST + 10))
    alpha = ALPHA.replace("[@bo2001doubt, p. 12]", f"[{cites}]")
    files: Mapping[str, str] = {**PROJECT, "bibliography.bib": BIBLIOGRAPHY + "\n".join(entries)}
    return know({**files, "docs/mechanisms/alpha.md": alpha})


def test_a_long_index_has_a_page_for_each_part_and_loses_nothing(many: Knowledge) -> None:
    for name in ("authors", "years"):
        index = many.indices[name]
        assert len(index.parts) > 5
        assert tuple(group for groups in index.parts.values() for group in groups) == index.groups
        assert max(sum(len(group.lines) for group in groups) for groups in index.parts.values()) < MOST / 2
    assert many.indices["titles"].parts == {}


def test_each_part_has_an_address_of_its_own_and_is_a_page(many: Knowledge) -> None:
    uris = [uri for uri, _ in find_part_pages(many.indices)]
    assert len(uris) == len(set(uris)) == len(many.indices["authors"].parts) + len(many.indices["years"].parts)
    assert {"find/authors/a.md", "find/years/1999.md"} <= set(uris)
    complete = with_parts(many)
    assert [uri for uri in uris if complete.articles[uri].page.problems] == []
    assert list(complete.articles) == sorted(complete.articles)


@pytest.mark.parametrize(
    "parts",
    [("Αβ", "Αγ"), ("O", "O'"), ("Do a", "Do, a"), ("王", "玉")],
    ids=["Greek", "apostrophe", "comma", "Chinese"],
)
def test_parts_that_are_nearly_the_same_have_different_addresses(parts: tuple[str, str]) -> None:
    index = Index("authors", "By author", "", ())
    assert index.part_uri(parts[0]) != index.part_uri(parts[1])


def test_a_short_atlas_has_no_parts(knowledge: Knowledge) -> None:
    assert with_parts(knowledge) is knowledge


def test_a_crowded_letter_is_divided_by_the_next() -> None:
    pages = {f"p{n}": f"S{'aeiou'[n % 5]}x{n}" for n in range(MOST)}
    files = {f"docs/{name}.md": f"---\ntitle: {title}\n---\n\nSo.\n" for name, title in pages.items()}
    parts = know({**PROJECT, **files}).indices["titles"].parts
    assert {"Sa", "Se", "Si", "So", "Su"} <= set(parts)
    assert max(len(group.lines) for groups in parts.values() for group in groups) < MOST / 2
