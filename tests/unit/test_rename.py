"""`kb rename`: another name everywhere, and no link from elsewhere is lost."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.layout import LAYOUT_FILE
from kb.loading import load_knowledge

BETA = """\
---
title: Beta
kind: mechanism
level: cognitive
summary: The second of two.
status: draft
relations:
  - {type: feeds, to: "alpha", why: It feeds it., grade: theoretical, cites: [ada1999gauge]}
  - type: part-of
    to: omega # alpha is not
    why: alpha is not Omega.
    grade: theoretical
    cites: [ada1999gauge]
---

See [[alpha]], [[ ALPHA #works|alpha]], [[the first]], [[omega|alpha]], [one](alpha.md), [two](<alpha.md#works>),
[three][a] and `[[alpha]]`; alpha is a word.

| A | B |
|---|---|
| [[gamma-ray\\|g]] | [[gamma-ray#up-and-down\\|u]] |

[a]: ../mechanisms/alpha.md?x#how-it-works

## Twice

## Twice

See [it](#twice) and [[#twice_1]], [related](../machineries/omega.md#related).
"""

GAMMA = """\
---
title: Gamma
kind: mechanism
level: cognitive
summary: The third.
status: draft
redirects: [mechanisms/older]
moved: {oldest: up-and-down}
---

## Up and down ## {.note}

Text

Under [[beta#relation-feeds-alpha]]
-----

### With an id {#given}

/// diagram | A sentence that says what it shows.
    id: picture

[[gamma-ray]] -> [[alpha]]: then
///
"""


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk with two pages more, which is the working directory."""
    files = {
        **project,
        "docs/mechanisms/beta.md": BETA,
        "docs/mechanisms/gamma-ray.md": GAMMA,
        "docs/mechanisms/index.md": "---\ntitle: Mechanisms\n---\n\nSee [[alpha]].\n",
        "README.md": "See [alpha](docs/mechanisms/alpha.md).\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    assert run("check").exit_code == 0, run("check").output
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def texts(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def test_a_page_is_renamed_wherever_it_is_linked(folder: Path) -> None:
    done = run("rename", "beta", "second-one")
    assert (done.exit_code, done.stderr) == (0, "")
    assert not (folder / "docs/mechanisms/beta.md").exists()
    assert "redirects: [mechanisms/beta]\n---\n" in read("docs/mechanisms/second-one.md")
    assert run("check").exit_code == 0
    assert "Under [[beta#relation-feeds-alpha]]" in read("docs/mechanisms/gamma-ray.md")


def test_links_relations_and_diagrams_follow_a_page(folder: Path) -> None:
    done = run("rename", "gamma-ray", "gamma-rays")
    assert done.exit_code == 0
    assert "[[gamma-rays]] -> [[alpha]]: then" in read("docs/mechanisms/gamma-rays.md")
    assert "redirects: [mechanisms/older, mechanisms/gamma-ray]\n" in read("docs/mechanisms/gamma-rays.md")
    assert "| [[gamma-rays\\|g]] | [[gamma-rays#up-and-down\\|u]] |" in read("docs/mechanisms/beta.md")
    assert run("check").exit_code == 0


def test_no_word_changes_but_names(folder: Path) -> None:
    alpha = folder / "docs/mechanisms/alpha.md"
    alpha.write_text(read("docs/mechanisms/alpha.md").replace("title: Alpha", "title: The alpha"))
    assert run("rename", "alpha", "first").exit_code == 0
    assert run("check").exit_code == 0
    beta = BETA.replace('to: "alpha"', 'to: "first"').replace("[[alpha]], [[ ALPHA #", "[[first]], [[ first #")
    beta = beta.replace("(alpha.md)", "(first.md)").replace("<alpha.md#", "<first.md#")
    beta = beta.replace("mechanisms/alpha.md?x", "mechanisms/first.md?x")
    assert read("docs/mechanisms/beta.md") == beta
    gamma = GAMMA.replace("relation-feeds-alpha", "relation-feeds-first").replace("-> [[alpha]]", "-> [[first]]")
    assert read("docs/mechanisms/gamma-ray.md") == gamma
    assert read("README.md") == "See [alpha](docs/mechanisms/first.md).\n"


def test_a_link_by_title_stays(folder: Path) -> None:
    assert run("rename", "alpha", "first").exit_code == 0
    assert "See [[alpha]], [[ ALPHA #works|alpha]], [[the first]]" in read("docs/mechanisms/beta.md")
    assert "[[alpha|the first]] and [its claim](../mechanisms/first.md#works)" in read("docs/machineries/omega.md")
    assert run("check").exit_code == 0


def without_redirects(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines(keepends=True) if not line.startswith((b"redirects:", b"moved:"))]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("alpha", "first", b"redirects: [mechanisms/first]\n"),
        ("alpha#works", "alpha#acts", b"moved: {acts: works}\n"),
        ("gamma-ray#given", "gamma-ray#got", b"moved: {oldest: up-and-down, got: given}\n"),
    ],
)
def test_there_and_back_leaves_only_the_way_back(folder: Path, old: str, new: str, line: bytes) -> None:
    before = texts(folder)
    assert run("rename", old, new).exit_code == 0
    assert run("rename", new, old).exit_code == 0
    assert run("check").exit_code == 0
    after = texts(folder)
    name = f"docs/mechanisms/{old.partition('#')[0]}.md"
    changed, was = after.pop(name), before.pop(name)
    assert after == before
    assert line in changed
    assert without_redirects(changed) == without_redirects(was)


def test_the_second_of_two_headings_is_renamed_before_the_first(folder: Path) -> None:
    assert run("rename", "beta#twice_1", "beta#thrice").exit_code == 0
    assert run("rename", "beta#twice", "beta#once").exit_code == 0
    text = read("docs/mechanisms/beta.md")
    assert "## Twice {#once}\n\n## Twice {#thrice}\n\nSee [it](#once) and [[#thrice]]," in text
    assert "moved: {twice_1: thrice, twice: once}\n" in text
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "line"),
    [
        ("up-and-down", "## Up and down ## {#new .note}"),
        ("given", "### With an id {#new}"),
        ("picture", "    id: new"),
    ],
)
def test_what_has_an_anchor_gets_another(folder: Path, old: str, line: str) -> None:
    done = run("rename", f"gamma-ray#{old}", "#new")
    assert (done.exit_code, done.stderr) == (0, "")
    text = read("docs/mechanisms/gamma-ray.md")
    assert f"\n{line}\n" in text
    assert f"{old}: new" in text.partition("\n---\n")[0]
    assert run("check").exit_code == 0
    page = load_knowledge(folder).articles["mechanisms/gamma-ray.md"].page
    assert all(value.text != old for _, value in page.moved.values())


def test_links_follow_an_anchor(folder: Path) -> None:
    assert run("rename", "gamma-ray#up-and-down", "gamma-ray#swing").exit_code == 0
    assert "[[gamma-ray#swing\\|u]]" in read("docs/mechanisms/beta.md")
    assert "moved: {oldest: swing, up-and-down: swing}\n" in read("docs/mechanisms/gamma-ray.md")
    assert run("rename", "alpha#works", "alpha#acts").exit_code == 0
    assert "[[ ALPHA #acts|alpha]]" in read("docs/mechanisms/beta.md")
    assert "<alpha.md#acts>" in read("docs/mechanisms/beta.md")
    assert "alpha.md#acts" in read("docs/machineries/omega.md")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("alpah", "x", "did you mean 'alpha'?"),
        ("older", "x", "it is called 'gamma-ray' now"),
        ("alpha", "omega", "already names docs/machineries/omega.md"),
        ("alpha", "alpha", "is its name already"),
        ("alpha", "Not an id", "can't be an id"),
        ("alpha", "../x", "can't be an id"),
        ("alpha", "index", "can't be an id"),
        ("alpha", "older", "redirects from 'mechanisms/older'"),
        ("mechanisms/index", "x", "has its name from the atlas itself"),
        ("graph", "x", "no page has the id"),
        ("alpha#", "x", "no anchor behind"),
        ("alpha#work", "alpha#x", "did you mean 'works'?"),
        ("alpha#works", "alpha#how-it-works", "already has the anchor"),
        ("alpha#works", "beta#acts", "on another page"),
        ("alpha#works", "alpha#No id", "can't be an anchor"),
        ("beta#twice", "beta#once", "'#twice_1' of docs/mechanisms/beta.md would change too"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_changes(folder: Path, old: str, new: str, why: str) -> None:
    before = texts(folder)
    done = run("rename", old, new)
    assert (done.exit_code, done.stdout) == (1, "")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert texts(folder) == before


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    before = texts(folder)
    done = run("rename", "gamma-ray", "gamma", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout == (
        "docs/mechanisms/beta.md: 2 places\n"
        "docs/mechanisms/gamma-ray.md: 2 places\n"
        "docs/mechanisms/gamma-ray.md is docs/mechanisms/gamma.md now\n"
    )
    assert texts(folder) == before


def test_other_bytes_of_a_page_stay(folder: Path) -> None:
    path = folder / "docs/machineries/omega.md"
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\tend \r\n"
    path.write_bytes(data)
    assert run("rename", "alpha", "first").exit_code == 0
    assert path.read_bytes() == data.replace(b"mechanisms/alpha.md", b"mechanisms/first.md")


def test_a_node_keeps_its_place_on_the_map(folder: Path) -> None:
    assert run("graph").exit_code == 0
    before = read(LAYOUT_FILE)
    assert run("rename", "beta", "second").exit_code == 0
    assert sorted(read(LAYOUT_FILE).split("\n")) == sorted(before.replace("nodes/beta", "nodes/second").split("\n"))
    assert run("check").stdout.count("stale-layout") == 0


def test_without_a_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("rename", "a", "b")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there ")
