"""The file that keeps the layout, and the command that writes it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.layout import LAYOUT_FILE, build_layout, from_json, parse_layout, to_json
from kb.loading import load_knowledge, load_layout
from kb.text import Source
from tests.conftest import know

NEW = """\
---
title: New
kind: mechanism
level: cognitive
summary: The third.
status: draft
relations:
  - {type: feeds, to: alpha, why: It does., grade: supported, cites: [ada1999gauge]}
---
"""


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk, which is the working directory."""
    for name, text in project.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_the_command_writes_the_layout_and_then_has_nothing_to_do(folder: Path) -> None:
    done = run("graph")
    path = folder / LAYOUT_FILE
    text = path.read_text(encoding="utf-8")
    assert (done.exit_code, done.stderr) == (0, "")
    assert set(from_json(text).positions) == {"alpha", "omega"}
    assert run("graph", "--check").exit_code == 0
    assert run("graph").exit_code == 0
    assert path.read_text(encoding="utf-8") == text


def test_check_says_that_the_file_would_change_and_leaves_it(folder: Path) -> None:
    done = run("graph", "--check")
    assert done.exit_code == 1
    assert "2 nodes in 1 area; 2 new, 0 gone" in done.stdout
    assert not (folder / LAYOUT_FILE).exists()


def test_a_new_page_gets_a_place_and_the_others_stay(folder: Path) -> None:
    run("graph")
    before = from_json((folder / LAYOUT_FILE).read_text(encoding="utf-8"))
    (folder / "docs/mechanisms/new.md").write_text(NEW, encoding="utf-8")
    stale = run("check")
    assert stale.exit_code == 0
    assert "note[stale-layout] the layout has no place for 'new'" in stale.stdout
    done = run("graph")
    after = from_json((folder / LAYOUT_FILE).read_text(encoding="utf-8"))
    assert "3 nodes in 1 area; 1 new, 0 gone, the others moved by 0.00% of the width" in done.stdout
    assert before.positions.items() <= after.positions.items()
    assert run("check").stdout == ""


def test_a_file_that_can_not_be_read_is_left_to_its_author(folder: Path) -> None:
    (folder / LAYOUT_FILE).parent.mkdir()
    (folder / LAYOUT_FILE).write_text("<<<<<<< ours\n", encoding="utf-8")
    done = run("graph")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{LAYOUT_FILE}:1:1: error[malformed-layout] the layout is not JSON")
    assert (folder / LAYOUT_FILE).read_text(encoding="utf-8") == "<<<<<<< ours\n"
    assert run("graph", "--anew").exit_code == 0
    assert run("check").exit_code == 0


def test_anew_forgets_where_everything_stood(folder: Path) -> None:
    run("graph")
    path = folder / LAYOUT_FILE
    fresh = path.read_text(encoding="utf-8")
    data = json.loads(fresh)
    data["nodes/alpha"][0] -= 3
    path.write_text(json.dumps(data), encoding="utf-8")
    run("graph")
    assert path.read_text(encoding="utf-8") != fresh
    run("graph", "--anew")
    assert path.read_text(encoding="utf-8") == fresh


def test_without_a_project_it_says_so_and_gives_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("graph")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there ")


def test_a_project_without_the_file_is_laid_out_all_the_same(folder: Path) -> None:
    assert load_layout(folder) == (None, ())
    knowledge = load_knowledge(folder)
    assert knowledge.layout == build_layout(knowledge.graph)


def test_the_map_goes_on_from_the_file(project: Mapping[str, str]) -> None:
    cold = know(project).layout
    x, y = cold.positions["alpha"]
    moved = {**cold.positions, "alpha": (x - 3, y)}
    kept = to_json(type(cold)(moved, cold.areas, cold.zooms, cold.side))
    assert know({**project, LAYOUT_FILE: kept}).layout.positions["alpha"] == (x - 3, y)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param('{"side": ' + "9" * 5_000 + "}", id="a number too long to read"),
        pytest.param("\ufffd", id="not UTF-8"),
        pytest.param('{"side": 20, "nodes/a": 1}', id="no place"),
    ],
)
def test_a_layout_that_can_not_be_read_is_a_diagnostic(text: str) -> None:
    layout, [fault] = parse_layout(Source(LAYOUT_FILE, text))
    assert layout is None
    assert (fault.path, fault.code, str(fault.severity)) == (LAYOUT_FILE, "malformed-layout", "error")
    assert "run 'kb graph'" in fault.hint
