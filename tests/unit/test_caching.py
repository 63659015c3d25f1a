from pathlib import Path

import pytest

import kb.caching
from kb.caching import load_cached_layout
from kb.knowledge import Knowledge
from kb.layout import build_layout
from tests.conftest import PROJECT, know


def count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with each layout that is computed."""
    made: list[int] = []

    def counted(*given: object) -> object:
        made.append(1)
        return build_layout(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(kb.caching, "build_layout", counted)
    return made


def test_a_layout_is_computed_once_for_a_graph(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count(monkeypatch)
    layouts = [load_cached_layout(tmp_path / "cache", know(PROJECT).graph, None) for _ in range(3)]
    assert len(made) == 1
    assert layouts == [build_layout(knowledge.graph)] * 3


def test_an_edit_of_the_text_costs_no_layout_and_one_of_a_relation_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count(monkeypatch)
    alpha = PROJECT["docs/mechanisms/alpha.md"]
    for text in (alpha, alpha + "\nMore words.\n", alpha.replace("part-of", "special-case-of")):
        load_cached_layout(tmp_path, know({**PROJECT, "docs/mechanisms/alpha.md": text}).graph, None)
    assert len(made) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_file_is_made_anew(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_cached_layout(tmp_path, knowledge.graph, None)
    (file,) = tmp_path.iterdir()
    file.write_text("{", encoding="utf-8")
    made = count(monkeypatch)
    assert load_cached_layout(tmp_path, knowledge.graph, None) == first
    assert len(made) == 1


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, knowledge: Knowledge) -> None:
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")
    assert load_cached_layout(taken, knowledge.graph, None) == build_layout(knowledge.graph)
