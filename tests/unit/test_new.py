"""`kb new`: a page that is right from its first moment."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kb.__main__ import main
from kb.diagnostics import Diagnostic, Severity
from kb.drafts import build_draft, propose_id
from kb.formatting import format_page
from kb.pages import parse_page
from kb.text import Source
from kb.vocabulary import Kind, Level


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


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "title", ["Envy", "Envy: the #2 'sin'", "Größe & <b>", "12", "null", "On [[Alpha]] and *so* on"]
)
def test_a_new_page_passes_the_check(folder: Path, kind: Kind, title: str) -> None:
    done = run("new", kind.value, title)
    assert (done.exit_code, done.stderr) == (0, "")
    path = folder / done.stdout.strip()
    assert path.parent == folder / "docs" / kind.folder
    assert run("check").exit_code == 0
    assert run("fmt", "--check").exit_code == 0
    assert parse_page(Source("", path.read_text(encoding="utf-8")), "").title == title


@given(title=st.text(min_size=1), summary=st.text(min_size=1))
def test_whatever_is_asked_for_stands_in_the_front_matter(title: str, summary: str) -> None:
    title, summary = (" ".join(each.split()) or "x" for each in (title, summary))
    text = build_draft(title, Kind.MECHANISM, Level.CIRCUIT, summary)
    if not title.isprintable() or not summary.isprintable():
        return
    page = parse_page(Source("docs/mechanisms/x.md", text), "mechanisms/x.md")
    assert not page.problems
    assert (page.title, page.summary, page.level) == (title, summary, Level.CIRCUIT)
    assert format_page(page.source).text == text


def test_options_are_taken(folder: Path) -> None:
    run("new", "mechanism", "Envy", "--level", "affective", "--summary", "Pain: at what another has.")
    page = parse_page(Source("", (folder / "docs/mechanisms/envy.md").read_text(encoding="utf-8")), "")
    assert (page.level, page.summary) == (Level.AFFECTIVE, "Pain: at what another has.")


def test_a_page_says_that_it_is_a_draft_of_nothing(folder: Path) -> None:
    run("new", "mechanism", "Envy")
    text = (folder / "docs/mechanisms/envy.md").read_text(encoding="utf-8")
    assert "level: cognitive\nsummary: Not described yet.\nstatus: draft\n" in text
    assert "This page is not written yet." in text


@pytest.mark.parametrize(
    "title",
    ["alpha", "Alpha", "THE FIRST", "Omega", "references", "The   first"],
    ids=["id", "title", "alias", "title of another folder", "generated page", "spaces"],
)
def test_a_name_that_is_taken_is_refused(folder: Path, title: str) -> None:
    before = sorted((folder / "docs").rglob("*"))
    done = run("new", "mechanism", title)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "already names" in done.stderr
    assert sorted((folder / "docs").rglob("*")) == before


@pytest.mark.parametrize("title", ["", "  ", "!?", "Ω", "Index", "a\x07b"])
def test_a_title_that_makes_no_id_is_refused(folder: Path, title: str) -> None:
    done = run("new", "mechanism", title)
    assert done.exit_code == 1
    assert "can't be a title" in done.stderr


def test_an_old_address_is_refused(folder: Path) -> None:
    path = folder / "docs/mechanisms/alpha.md"
    path.write_text(path.read_text().replace("relations:", "redirects: [mechanisms/envy]\nrelations:"))
    done = run("new", "mechanism", "Envy")
    assert (done.exit_code, done.stderr) == (1, "kb: docs/mechanisms/alpha.md redirects from 'mechanisms/envy'\n")


def test_a_file_that_is_there_stays(folder: Path) -> None:
    (folder / "docs/mechanisms/envy.md").mkdir()
    assert run("new", "mechanism", "Envy").exit_code == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Self-esteem stability", "self-esteem-stability"),
        ("Größe, Ørsted & Łódź", "grosse-orsted-lodz"),
        ("snake_case  and — dashes", "snake-case-and-dashes"),
    ],
)
def test_an_id_is_made_of_the_title(title: str, name: str) -> None:
    assert propose_id(title) == name


def test_without_a_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", "mechanism", "Envy")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there ")


def test_a_draft_breaks_no_rule(
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    draft = build_draft("Beta", Kind.MACHINERY, Level.SOCIETAL)
    found = diagnose_with({"docs/machineries/beta.md": draft})
    assert [each for each in found if each.severity is not Severity.NOTE] == []
