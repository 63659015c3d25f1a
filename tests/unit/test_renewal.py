"""What a version of the knowledge takes from the one before it is what it would have made itself."""

from collections.abc import Mapping
from typing import Any

import pytest

from kb.checks import check
from kb.knowledge import Knowledge, changed, with_parts
from kb.renewal import renew
from tests.conftest import ALPHA, OMEGA, PROJECT, TODAY, know

EDITS: Mapping[str, Mapping[str, str]] = {
    "a word": {"docs/mechanisms/alpha.md": ALPHA.replace("It works", "It does work")},
    "a line before all others": {
        "docs/mechanisms/alpha.md": ALPHA.replace("\n\nWhat it is", "\n\nA line.\n\nWhat it is")
    },
    "a sentence with a link": {"docs/machineries/omega.md": OMEGA + "\nSo it has [[alpha]] at its heart.\n"},
    "a citation more": {"docs/machineries/omega.md": OMEGA + "\nIt was said [@bo2001doubt].\n"},
    "a citation less": {"docs/mechanisms/alpha.md": ALPHA.replace("It works [@bo2001doubt, p. 12].", "It works.")},
    "another grade of a claim": {"docs/mechanisms/alpha.md": ALPHA.replace("grade: supported", "grade: mixed")},
    "another title": {"docs/mechanisms/alpha.md": ALPHA.replace("title: Alpha", "title: The first")},
    "another relation": {"docs/mechanisms/alpha.md": ALPHA.replace("type: part-of", "type: feeds")},
    "a comment in the front matter": {"docs/mechanisms/alpha.md": ALPHA.replace("kind:", "# so it is\nkind:")},
    "front matter that can't be read": {"docs/mechanisms/alpha.md": ALPHA.replace("aliases: [", "aliases: ")},
    "another year of a work": {"bibliography.bib": PROJECT["bibliography.bib"].replace("1999}", "1998}")},
    "a new page": {"docs/mechanisms/beta.md": ALPHA.replace("Alpha", "Beta").replace("the first", "the second")},
    "many words": {"docs/mechanisms/alpha.md": ALPHA + "\n" + "Many words are read for long. " * 200 + "\n"},
}
DERIVED = ("graph", "loops", "names", "citing", "backlinks", "evidence", "indices", "parts", "newest_review")
DERIVED += ("reading_paths", "on_paths")


def derived(knowledge: Knowledge) -> Mapping[str, object]:
    return {name: getattr(knowledge, name) for name in DERIVED}


@pytest.fixture
def before() -> Knowledge:
    """A version that has derived everything."""
    knowledge = know(PROJECT)
    derived(knowledge)
    return knowledge


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_taken_is_what_would_be_made(before: Knowledge, edit: Mapping[str, str]) -> None:
    texts = {**PROJECT, **edit}
    taken, made = renew(know(texts), before), know(texts)
    if texts["bibliography.bib"] == PROJECT["bibliography.bib"]:
        taken = renew(changed(know(texts), bibliography=before.bibliography), before)
    for name in DERIVED:
        assert _flat(getattr(taken, name)) == _flat(getattr(made, name)), name
    assert list(map(str, check(taken, TODAY))) == list(map(str, check(made, TODAY)))


def test_an_edit_of_the_text_leaves_the_graph(before: Knowledge) -> None:
    texts = {**PROJECT, **EDITS["a word"]}
    taken = renew(changed(know(texts), bibliography=before.bibliography), before)
    assert taken.graph is before.graph
    assert taken.loops is before.loops
    assert taken.indices is before.indices


def test_an_edit_of_the_front_matter_makes_a_new_graph(before: Knowledge) -> None:
    assert renew(know({**PROJECT, **EDITS["another relation"]}), before).graph is not before.graph


def test_a_change_keeps_what_is_not_stale(before: Knowledge) -> None:
    made = changed(before, "names", files=frozenset({"a.png"}))
    assert made.graph is before.graph
    assert made.names is not before.names
    assert made.files == {"a.png"}


def test_an_atlas_without_long_indices_has_no_parts(before: Knowledge) -> None:
    assert with_parts(before) is before


def _flat(value: Any) -> Any:
    """Return `value` with each page as what is shown of it elsewhere: its front matter."""
    from dataclasses import fields, is_dataclass

    from kb.pages import Page
    from kb.text import Source

    if isinstance(value, Page):
        return value.uri, value.source.text[: value.body.start]
    if isinstance(value, Source):
        return value.path
    if is_dataclass(value):
        return type(value).__name__, *(_flat(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return {key: _flat(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return type(value).__name__, *map(_flat, value)
    return value
