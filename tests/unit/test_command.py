"""The command `kb`, as it is called."""

import ast
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kb.__main__ import COMMANDS, main
from kb.commands import terminal
from kb.commands.terminal import signs_of_life, takes_colour


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
    assert done.stderr == "1 to mend\n"
    assert done.stdout.splitlines() == [
        "docs/machineries/omega.md:9:17: error[unknown-page] no page is called 'alhpa' (did you mean 'alpha'?)",
        "9 | It is made of [[alhpa|the first]] and [its claim](../mechanisms/alpha.md#works).",
        "  |                 ^^^^^",
    ]


def test_paths_report_on_themselves_alone(folder: Path) -> None:
    damage(folder / "docs/machineries/omega.md")
    assert run("check", "docs/mechanisms/alpha.md").exit_code == 0
    assert run("check", "docs/mechanisms").exit_code == 0
    assert run("check", "docs/machineries").exit_code == 1


def test_a_path_may_be_written_from_the_root(folder: Path) -> None:
    damage(folder / "docs/machineries/omega.md")
    (folder / "bibliography.bib").write_text("@misc{\n", encoding="utf-8")
    for path in ("docs/machineries/omega.md", "bibliography.bib"):
        done = run("check", str(folder / path))
        assert done.exit_code == 1
        assert done.stdout.startswith(f"{path}:")


def test_hidden_folders_hold_no_pages(folder: Path) -> None:
    (folder / "docs/.hidden").mkdir()
    (folder / "docs/.hidden/page.md").write_text("[[nowhere]]\n", encoding="utf-8")
    assert run("check", ".").exit_code == 0
    assert run("fmt", ".").stdout == run("fmt").stdout


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_json_is_the_same_in_every_encoding_of_the_output(folder: Path, format_: str) -> None:
    omega = folder / "docs/machineries/omega.md"
    omega.write_text(omega.read_text(encoding="utf-8").replace("[[alpha|", "[[älpha 🙂 \x9b|"), encoding="utf-8")
    command = [sys.executable, "-m", "kb", "check", "--format", format_]
    said = []
    for encoding in ("ascii", "cp1252", "utf-8"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        said.append(subprocess.run(command, env=environment, capture_output=True, check=False).stdout)
    assert "'älpha 🙂 \x9b'" in json.dumps(json.loads(said[0]), ensure_ascii=False)
    assert len(set(said)) == 1


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


def test_in_another_folder_it_says_where_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert done.exit_code == 2
    assert "run kb in the folder that holds bibliography.bib and docs/" in done.stderr


def test_a_page_elsewhere_is_checked_against_a_bibliography_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bib").write_text("@book{x2000y, author = {X, Y}, title = {T}, publisher = {P}, year = {2000}}")
    (tmp_path / "page.md").write_text("---\ntitle: P\n---\n\nSee [@x2000y; @z2000].\n", encoding="utf-8")
    done = run("check", "--bib", "a.bib", "page.md")
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "page.md:5:16: error[unknown-citation-key] no bibliography entry 'z2000' (did you mean 'x2000y'?)\n"
    )


def test_sarif_is_told_where_the_rules_are_explained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(folder / "docs/machineries/omega.md")

    def rule() -> dict[str, object]:
        [run_] = json.loads(run("check", "--format", "sarif").stdout)["runs"]
        [found] = run_["tool"]["driver"]["rules"]
        assert isinstance(found, dict)
        return found

    monkeypatch.delenv("SITE_URL", raising=False)
    assert "helpUri" not in rule()
    (folder / "mkdocs.yml").write_text('site_url: !ENV [SITE_URL, "https://atlas.example/"]\n', encoding="utf-8")
    assert rule()["helpUri"] == "https://atlas.example/contributing/diagnostics/#unknown-page"
    monkeypatch.setenv("SITE_URL", "https://fork.example/atlas")
    assert rule()["helpUri"] == "https://fork.example/atlas/contributing/diagnostics/#unknown-page"


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ({"FORCE_COLOR": ""}, False),
    ],
    ids=["no terminal", "forced", "neither", "empty means unset", "empty forces nothing"],
)
def test_colour_is_for_those_who_want_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str], coloured: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    damage(folder / "docs/machineries/omega.md")
    plain = run("check").stdout
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    found = run("check").stdout
    assert ("\x1b[31m" in found) is coloured
    assert click.unstyle(found) == plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variable", "value", "able"),
    [("TERM", "xterm", True), ("TERM", "dumb", False), ("NO_COLOR", "1", False)],
    ids=["able", "dumb", "unwanted"],
)
def test_a_terminal_has_colour_when_it_can(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, able: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert takes_colour(Terminal()) is able
    assert takes_colour(io.StringIO()) is False


def test_signs_of_life_are_for_those_who_wait_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        with signs_of_life("checking"):
            while stream.isatty() and "2 s" not in stream.getvalue():
                pass
        assert stream.getvalue().startswith("\rchecking, 1 s\rchecking, 2 s" if stream.isatty() else "")
        assert stream.getvalue().endswith("\r\x1b[K" if stream.isatty() else "")


def test_what_a_page_says_never_commands_the_terminal(folder: Path) -> None:
    path = folder / "docs/machineries/omega.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[[alpha|", "\x1b]0;owned\x07 [[al\x1bcpha|"), "utf-8")
    done = run("check")
    assert "al␛cpha" in done.stdout
    assert not set(done.stdout) & {"\x1b", "\x07"}


def test_what_can_not_be_done_never_commands_the_terminal(folder: Path) -> None:
    done = run("new", "mechanism", "\x1b[31mRed")
    assert done.exit_code == 1
    assert "'␛[31mRed' can't be a title" in done.stderr


def test_a_terminal_that_lacks_a_character_gets_its_number(folder: Path) -> None:
    path = folder / "docs/machineries/omega.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[[alpha|", "[[álpha自|"), "utf-8")
    command = [sys.executable, "-m", "kb", "check"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert rb"no page is called '\xe1lpha\u81ea'" in done.stdout


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_explains_itself_with_examples(name: str) -> None:
    done = run(*name.split(), "--help")
    assert done.exit_code == 0
    assert f"Examples:\n    kb {name}" in done.stdout


def test_a_command_waits_for_no_other() -> None:
    code = "import sys\nfrom kb.__main__ import main\n"
    code += "try:\n    main(['check', '--help'])\nexcept SystemExit:\n    print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert "kb.commands.check" in loaded
    needless = {"kb.markdown", "kb.pandoc", "kb.intake", "kb.render", "latex2mathml", "urllib.request", "markdown.core"}
    assert loaded & needless == set()


def test_without_a_project_it_says_so_and_gives_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there ")
