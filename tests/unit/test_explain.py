"""`kb explain`, as it is called."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.codes import CODES

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_own_section(code: str) -> None:
    done = run(code)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"## {code}"
    assert [line for line in lines if line.startswith("## ")] == lines[:1]
    assert len(lines) > 2


@pytest.mark.parametrize("code", ["[broken-link]", " broken-link", "Broken-Link"])
def test_a_code_may_be_copied_with_what_is_about_it(code: str) -> None:
    assert run(code).stdout.startswith("## broken-link\n")


def test_a_wrong_code_is_met_with_the_nearest() -> None:
    done = run("unknown-pag")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "kb: no code is called 'unknown-pag' (did you mean 'unknown-page'?)\n"


def test_without_a_code_all_are_listed_with_their_severities() -> None:
    done = run()
    assert done.exit_code == 0
    assert [tuple(line.split()) for line in done.stdout.splitlines()] == sorted(CODES.items())


def test_without_a_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("broken-link")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there is no explanation at ")
