import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.articles import read_article
from kb.knowledge import Knowledge
from kb.mentions import Mention
from kb.render.backlinks import backlinks
from kb.text import Source
from tests.conftest import PROJECT, know

HEAD = "---\ntitle: Page\n---\n\n"


def mentions(body: str) -> tuple[Mention, ...]:
    return read_article(Source("docs/x/page.md", HEAD + body), "x/page.md").mentions


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("One. Two [[a]] here. Three.", "Two [[a]] here."),
        ("It is [[a]]", "It is [[a]]"),
        ("See [[a]] (e.g. B) at once. Then more.", "See [[a]] (e.g. B) at once."),
        ("Before. As Smith et al. Found, [[a]]! After.", "As Smith et al. Found, [[a]]!"),
        ('He said "yes." Then [[a]]?', "Then [[a]]?"),
        ("broken\nover [[a]]\nlines. Next.", "broken over [[a]] lines."),
        ("- one\n- two [[a]] there\n- three", "two [[a]] there"),
        ("> quoted [[a]] words\n\nplain", "quoted [[a]] words"),
        ("## On [[a]] itself\n\nText.", "On [[a]] itself"),
        ("| x | see [[a]] |\n|---|---|\n| y | z |", "see [[a]]"),
        ("/// claim | That [[a]] works\n    id: c\n\nText.\n///", "That [[a]] works"),
        ("/// claim | Title\n    id: c\n\nOne. In [[a]] [@k, p. 3]. Two.\n///", "In [[a]] [@k, p. 3]."),
        ("A note[^1] on [[a]].\n\n[^1]: text", "A note on [[a]]."),
        ("See [[a]] and [this](../y/b.md#c) there.", "See [[a]] and [this](/y/b.md#c) there."),
        ("See [[a]], [out](https://example.org/x).", "See [[a]], [out](https://example.org/x)."),
        ("In `code. Not` of [[a]].", "In `code. Not` of [[a]]."),
    ],
)
def test_a_mention_is_the_sentence_around_the_link(body: str, sentence: str) -> None:
    assert next(each.sentence for each in mentions(body) if each.target == "a") == sentence


def test_a_sentence_is_one_mention_however_often_it_links() -> None:
    assert [each.sentence for each in mentions("Here [[a]] and [[A|that]]. There [[a]].")] == [
        "Here [[a]] and [[A|that]].",
        "There [[a]].",
    ]


def test_a_mention_knows_the_heading_above_it() -> None:
    first, second = mentions("On [[a]].\n\n## How\n\nOn [[b]].")
    assert first.heading is None
    assert second.heading is not None
    assert second.heading.id == "how"


def test_links_in_code_are_no_mentions() -> None:
    assert mentions("`[[a]]`\n\n```\n[[b]]\n```\n") == ()


@given(st.text(alphabet="ab.[]|#- \n@/`(){}"))
def test_finding_mentions_never_raises(body: str) -> None:
    mentions(body)


def test_backlinks_name_the_page_and_lead_to_the_place(knowledge: Knowledge) -> None:
    page = knowledge.articles["machineries/omega.md"].page
    assert backlinks(knowledge, page) == (
        "## Mentioned in {#backlinks}\n\n"
        "- **[Alpha](/mechanisms/alpha.md#how-it-works):** It was seen to work in [[omega]].\n"
    )


def test_ordinary_links_and_links_by_name_count_alike(knowledge: Knowledge) -> None:
    page = knowledge.articles["mechanisms/alpha.md"].page
    text = backlinks(knowledge, page)
    assert text.count("Omega") == 1
    assert "[its claim](/mechanisms/alpha.md#works)" in text


def test_a_page_that_nobody_mentions_has_no_section() -> None:
    files = {**PROJECT, "docs/machineries/omega.md": PROJECT["docs/machineries/omega.md"].partition("It is")[0]}
    known = know(files)
    assert backlinks(known, known.articles["mechanisms/alpha.md"].page) == ""
