"""Reading paths, key takeaways and the time to read a page."""

import pytest

from kb.knowledge import Knowledge
from kb.reading import URI
from kb.vocabulary import Grade
from tests.conftest import ALPHA, PROJECT, know

START = f"docs/{URI}"
CLAIMS = (
    ("contested", "split"),
    ("supported", "first"),
    ("well-replicated", "sure"),
    ("supported", "second"),
)


def written(text: str) -> Knowledge:
    return know({**PROJECT, START: f"---\ntitle: Start here\n---\n\n{text}"})


def steps(knowledge: Knowledge) -> dict[str, list[str]]:
    return {path.title: [step.page.id for step in path.steps] for path in knowledge.reading_paths}


def with_claims(*claims: tuple[str, str], before: str = "") -> Knowledge:
    works = "supports: [ada1999gauge]\n    disputes: [bo2001doubt]"
    blocks = "\n".join(
        f"/// claim | Says {id_}\n    id: {id_}\n    grade: {grade}\n    {works}\n\nText.\n///\n"
        for grade, id_ in claims
    )
    head = ALPHA.partition("What it is")[0]
    return know({**PROJECT, "docs/mechanisms/alpha.md": f"{head}{before}{blocks}"})


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1. [[omega]]. Why.\n2. [[alpha]]. Why.", ["omega", "alpha"]),
        ("1. [[the first]] and [[omega]]. Why.", ["alpha", "omega"]),
        (
            "1. [[omega]]. It is made of [[alpha]].\n2. [The first](../mechanisms/alpha.md#works). Why.",
            ["omega", "alpha"],
        ),
        ("1. [[omega]]\n2. [[alpha]]", ["omega", "alpha"]),
        ("1. [[omega]]. Once.\n2. [[alpha]]. Then.\n3. [[omega]]. Again.", ["omega", "alpha"]),
        ("1. [[omega]]. Why.\n2. [[unwritten]]. Why.\n3. [[alpha]]. Why.", ["omega", "alpha"]),
    ],
    ids=["names", "two in one item", "a path and a label", "no note", "a page again", "a page that is not there"],
)
def test_a_numbered_list_under_a_heading_is_a_path(item: str, expected: list[str]) -> None:
    assert steps(written(f"## For you\n\n{item}\n"))["For you"] == expected


@pytest.mark.parametrize(
    "text",
    ["- [[omega]]. Why.\n- [[alpha]]. Why.", "1. [[omega]]. Why.", "Text of [[omega]] and [[alpha]]."],
    ids=["no numbers", "a single step", "no list"],
)
def test_what_is_no_numbered_list_of_pages_is_no_path(text: str) -> None:
    assert "For you" not in steps(written(f"## For you\n\n{text}\n"))


def test_a_step_says_why_without_its_markup() -> None:
    path = written("## For you\n\n1. [[omega]]. The *whole*, see [[alpha]]. And more.\n2. [[alpha]].\n").reading_paths[
        0
    ]
    assert [step.note for step in path.steps] == ["The whole, see alpha. And more.", ""]


def test_paths_end_where_the_next_heading_begins_and_lead_both_ways() -> None:
    knowledge = written("## One\n\n1. [[omega]].\n2. [[alpha]].\n\n## Two\n\n1. [[alpha]].\n2. [[omega]].\n")
    places = knowledge.on_paths["mechanisms/alpha.md"][:2]
    assert [(path.title, path.anchor, index) for path, index in places] == [("One", "one", 1), ("Two", "two", 0)]
    beside = [[page and page.id for page in path.beside(index)] for path, index in places]
    assert beside == [["omega", None], [None, "omega"]]


def test_a_machinery_and_its_parts_are_a_path_in_the_order_of_its_text() -> None:
    pages = {f"docs/mechanisms/{name}.md": ALPHA.replace("Alpha", name).replace("[the first]", "[]") for name in "abc"}
    omega = PROJECT["docs/machineries/omega.md"].replace("It is", "It begins with [[c]] and [[a]]. It is")
    knowledge = know({**PROJECT, **pages, "docs/machineries/omega.md": omega})
    assert steps(knowledge)["Omega and its parts"] == ["omega", "c", "a", "alpha", "b"]


def test_takeaways_are_the_claims_the_surest_first() -> None:
    article = with_claims(*CLAIMS).articles["mechanisms/alpha.md"]
    assert [claim.id for claim in article.takeaways] == ["sure", "first", "second", "split"]


def test_a_long_page_has_its_six_surest_claims_for_takeaways() -> None:
    article = with_claims(*CLAIMS, *(("theoretical", f"t{n}") for n in range(9))).articles["mechanisms/alpha.md"]
    assert [claim.id for claim in article.takeaways] == ["sure", "first", "second", "split", "t0", "t1"]


@pytest.mark.parametrize(
    "knowledge",
    [with_claims(CLAIMS[0]), with_claims(*CLAIMS, before="## Key takeaways\n\nOurs.\n\n")],
    ids=["a single claim", "takeaways of an author"],
)
def test_some_pages_have_no_takeaways_made(knowledge: Knowledge) -> None:
    assert not knowledge.articles["mechanisms/alpha.md"].takeaways


def test_evidence_counts_claims_by_grade_works_and_the_newest_year() -> None:
    evidence = with_claims(*CLAIMS).evidence["mechanisms/alpha.md"]
    assert dict(evidence.grades) == {Grade.WELL_REPLICATED: 1, Grade.SUPPORTED: 2, Grade.CONTESTED: 1}
    assert (evidence.claims, evidence.works, evidence.newest) == (4, 2, 2001)


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (230, 1), (2300, 10)])
def test_reading_takes_a_minute_for_230_words(words: int, minutes: int) -> None:
    cited = " [@ada1999gauge; see also @bo2001doubt, p. 3]"
    knowledge = know(
        {**PROJECT, "docs/mechanisms/alpha.md": ALPHA.partition("What it is")[0] + f"word{cited} " * words}
    )
    assert knowledge.evidence["mechanisms/alpha.md"].minutes == minutes
