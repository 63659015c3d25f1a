"""Waiting for the next edit, and what `kb check --watch` tells of each."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.commands import watching
from kb.commands.watching import Look, find_changes, look_at


def waits(looks: str) -> tuple[int, list[float]]:
    """Return how often a change is seen when the disk looks like each of `looks`, and how long was waited."""
    seen: Iterator[Look] = iter([{Path(each): (0, 0, 0)} for each in looks])
    pauses: list[float] = []
    changes = find_changes(lambda: next(seen), pauses.append)
    count = 0
    try:
        for _ in changes:
            count += 1
    except RuntimeError:  # the looks are used up
        return count, pauses
    raise AssertionError


@pytest.mark.parametrize(
    ("looks", "times"),
    [("a", 1), ("aaaa", 1), ("abb", 2), ("abbbbb", 2), ("abcdd", 2), ("abbcc", 3), ("abaa", 2)],
    ids=["at once", "nothing changes", "an edit", "once an edit", "until it has settled", "two edits", "and back"],
)
def test_each_change_is_told_once_when_it_has_settled(looks: str, times: int) -> None:
    assert waits(looks)[0] == times


def save_as_editors_do(page: Path) -> None:
    draft = page.with_name(".page.md.new")
    draft.write_text("one")
    draft.replace(page)


EDITS: Mapping[str, Callable[[Path], object]] = {
    "written": lambda page: page.write_text("longer than it was"),
    "of the same length": lambda page: (page.write_text("two"), os.utime(page, (1, 1))),
    "deleted": lambda page: page.unlink(),
    "renamed": lambda page: page.rename(page.with_name("other.md")),
    "replaced as a whole": lambda page: (
        page.with_name(".new").write_text("one"),
        page.with_name(".new").replace(page),
    ),
    "new beside it": lambda page: page.with_name("new.md").touch(),
    "its folder renamed": lambda page: page.parent.rename(page.parent.with_name("moved")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_befalls_a_page_is_seen(edit: Callable[[Path], object], tmp_path: Path) -> None:
    page = tmp_path / "docs/part/page.md"
    page.parent.mkdir(parents=True)
    page.write_text("one")
    before = look_at([tmp_path / "docs"])
    assert look_at([tmp_path / "docs"]) == before
    edit(page)
    assert look_at([tmp_path / "docs"]) != before


def test_what_an_editor_hides_is_no_change(tmp_path: Path) -> None:
    (tmp_path / ".page.md.swp").touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").touch()
    assert look_at([tmp_path, tmp_path / "missing.bib"]) == {}


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk, which is the working directory."""
    for name, text in project.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def watch(monkeypatch: pytest.MonkeyPatch, *edits: Callable[[], object], paths: tuple[str, ...] = ()) -> Result:
    """Run `kb check --watch` on `paths` while `edits` are made one after another, and end it by Ctrl-C."""

    def changes(look: Callable[[], Look]) -> Iterator[None]:
        yield
        for edit in edits:
            before = look()
            edit()
            assert look() != before
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "find_changes", changes)
    return CliRunner().invoke(main, ["check", "--watch", *paths], catch_exceptions=False)


def test_only_what_is_new_is_printed_and_the_end_is_that_of_the_last_check(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = folder / "docs/machineries/omega.md"
    whole = page.read_text(encoding="utf-8")
    wrong = whole.replace("[[alpha|", "[[alhpa|")
    done = watch(
        monkeypatch,
        lambda: page.write_text(wrong, encoding="utf-8"),
        lambda: page.write_text(wrong.replace("---\n\n", "---\n\nA paragraph above.\n\n"), encoding="utf-8"),
        lambda: page.write_text(wrong + "\n[[nobody]]\n", encoding="utf-8"),
    )
    assert done.exit_code == 1
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("docs/")] == [
        "error[unknown-page]",
        "error[unknown-page]",
    ]
    assert "'alhpa'" in done.stdout
    assert "'nobody'" in done.stdout
    assert done.stderr.splitlines() == [
        "all is right",
        "1 to mend (1 new, 0 gone)",
        "1 to mend (0 new, 0 gone)",
        "2 to mend (1 new, 0 gone)",
        "",
    ]


def test_a_repair_ends_with_zero(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = folder / "docs/machineries/omega.md"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("[[alpha|", "[[alhpa|"), encoding="utf-8")
    done = watch(monkeypatch, lambda: page.write_text(whole, encoding="utf-8"))
    assert done.exit_code == 0
    assert done.stderr.splitlines() == ["1 to mend", "all is right (0 new, 1 gone)", ""]


def test_a_bibliography_that_is_gone_for_a_while_ends_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bib = folder / "bibliography.bib"
    text = bib.read_text(encoding="utf-8")
    done = watch(monkeypatch, bib.unlink, lambda: bib.write_text(text, encoding="utf-8"))
    assert done.exit_code == 0
    assert [line.partition(" at ")[0] for line in done.stderr.splitlines()] == [
        "all is right",
        "kb: there is no bibliography",
        "all is right (0 new, 0 gone)",
        "",
    ]


def test_a_named_page_may_go_and_come_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = folder / "docs/machineries/omega.md"
    text = page.read_text(encoding="utf-8")
    wrong = text.replace("[[alpha|", "[[alhpa|")
    name = "docs/machineries/omega.md"
    done = watch(monkeypatch, page.unlink, lambda: page.write_text(wrong, encoding="utf-8"), paths=(name,))
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{name}:9:17: error[unknown-page]")
    assert done.stderr.splitlines()[1] == "all is right (0 new, 0 gone)"


def test_watching_has_no_format_for_machines(folder: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--watch", "--format", "json"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "text" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal to one process there")
def test_an_edit_is_told_by_the_command_itself_and_ctrl_c_ends_it(folder: Path) -> None:
    import signal

    command = [sys.executable, "-m", "kb", "check", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        try:
            assert process.stderr.readline() == "all is right\n"
            page = folder / "docs/machineries/omega.md"
            page.write_text(page.read_text(encoding="utf-8").replace("[[alpha|", "[[alhpa|"), encoding="utf-8")
            lines = list(islice(process.stdout, 3))
            assert lines[2] == "  |                 ^^^^^\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 1
        finally:
            process.kill()
