"""The command `kb`, as it is called."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main


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


def damage(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("[[alpha|", "[[alhpa|"), encoding="utf-8")


def test_a_right_project_gives_zero(folder: Path) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "all is right\n")


def test_a_fault_gives_one_and_its_place(folder: Path) -> None:
    damage(folder / "docs/machineries/omega.md")
    done = run("check")
    assert done.exit_code == 1
    assert done.stdout == (
        "docs/machineries/omega.md:9:17: error[unknown-page] no page is called 'alhpa' (did you mean 'alpha'?)\n"
    )


def test_paths_report_on_themselves_alone(folder: Path) -> None:
    damage(folder / "docs/machineries/omega.md")
    assert run("check", "docs/mechanisms/alpha.md").exit_code == 0
    assert run("check", "docs/mechanisms").exit_code == 0
    assert run("check", "docs/machineries").exit_code == 1


def test_json_is_json_whatever_there_is_to_say(folder: Path) -> None:
    assert json.loads(run("check", "--format", "json").stdout) == {"diagnostics": []}
    damage(folder / "docs/machineries/omega.md")
    assert json.loads(run("check", "--format", "json").stdout)["diagnostics"][0]["line"] == 9


def test_a_bibliography_alone_is_not_told_that_nothing_cites_it(folder: Path) -> None:
    (folder / "docs/mechanisms/alpha.md").unlink()
    assert run("check", "--bib", "bibliography.bib").exit_code == 0
    (folder / "bad.bib").write_text("@article{a,\n  title = {A,\n}\n", encoding="utf-8")
    done = run("check", "--bib", "bad.bib")
    assert done.exit_code == 1
    assert done.stdout.startswith("bad.bib:")


def test_a_page_elsewhere_is_checked_against_a_bibliography_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bib").write_text("@book{x2000y, author = {X, Y}, title = {T}, publisher = {P}, year = {2000}}")
    (tmp_path / "page.md").write_text("---\ntitle: P\n---\n\nSee [@x2000y; @z2000].\n", encoding="utf-8")
    done = run("check", "--bib", "a.bib", "page.md")
    assert done.exit_code == 1
    assert done.stdout == (
        "page.md:5:16: error[unknown-citation-key] no bibliography entry 'z2000' (did you mean 'x2000y'?)\n"
    )


def test_without_a_project_it_says_so_and_gives_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there ")
