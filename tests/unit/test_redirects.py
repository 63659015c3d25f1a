"""Links from elsewhere arrive, whatever a page or an anchor is called now."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.export import exports
from kb.knowledge import Knowledge
from kb.redirects import built_path, parse_address
from kb.render.redirects import with_old_anchors
from tests.conftest import know

ROOT = Path(__file__).parents[2]

SITE = """\
site_name: Small
site_url: https://example.org/atlas/
theme: {{name: mkdocs}}
plugins: []
hooks: [{hook}]
markdown_extensions: [attr_list, toc, kb.markdown]
"""


def redirecting(project: Mapping[str, str], front: str, page: str = "docs/mechanisms/alpha.md") -> dict[str, str]:
    return {**project, page: project[page].replace("---\n\n", f"{front}\n---\n\n", 1)}


def made(knowledge: Knowledge) -> dict[str, str]:
    return {uri: make() for uri, make in exports(knowledge) if uri.endswith(".html")}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("address", "file", "href", "script"),
    [
        ("mechanisms/old", "mechanisms/old/index.html", "../alpha/", "../../assets/moved.js"),
        ("mechanisms/old.md", "mechanisms/old/index.html", "../alpha/", "../../assets/moved.js"),
        ("/old/", "old/index.html", "../mechanisms/alpha/", "../assets/moved.js"),
        ("mechanisms", "mechanisms/index.html", "alpha/", "../assets/moved.js"),
        ("a/b/ü x", "a/b/ü x/index.html", "../../../mechanisms/alpha/", "../../../assets/moved.js"),
    ],
)
def test_an_old_address_leads_on_without_a_script(
    project: Mapping[str, str], address: str, file: str, href: str, script: str
) -> None:
    [(uri, text)] = made(know(redirecting(project, f"redirects: ['{address}']"))).items()
    assert uri == file
    assert re.findall(r'(?:href|src)="([^"]*)"', text) == [href, script, href]
    assert f'<meta http-equiv="refresh" content="0; url={href}">' in text
    assert ">Alpha</a>.</p>" in text


def test_a_title_is_no_markup(project: Mapping[str, str]) -> None:
    files = redirecting(project, "redirects: [mechanisms/old]")
    files["docs/mechanisms/alpha.md"] = files["docs/mechanisms/alpha.md"].replace("title: Alpha", "title: <b>&")
    [text] = made(know(files)).values()
    assert "<b>" not in text
    assert "<title>&lt;b&gt;&amp;</title>" in text


@pytest.mark.parametrize(
    "address",
    [
        "machineries/omega",
        "Machineries/OMEGA",
        "mechanisms/alpha",
        "../x",
        "a/../../x",
        "a//b",
        ".hidden",
        "https://example.org",
        "a?b",
        "a#b",
        "graph",
        "x" * 300,
        "assets/graph.json/x",
    ],
)
def test_nothing_is_made_where_something_is_or_outside_of_the_site(project: Mapping[str, str], address: str) -> None:
    assert made(know(redirecting(project, f"redirects: ['{address}']"))) == {}


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("mechanisms/alpha.md", "mechanisms/alpha/index.html"),
        ("index.md", "index.html"),
        ("a/README.md", "a/index.html"),
        ("x", "x/index.html"),
    ],
)
def test_a_page_is_built_in_a_folder_of_its_own(uri: str, path: str) -> None:
    assert built_path(uri) == path


def test_an_address_is_what_a_link_shows() -> None:
    assert parse_address(" /mechanisms/old-id/ ") == parse_address("mechanisms/old-id.md") == "mechanisms/old-id"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<h2 id="works">W</h2>', '<h2 id="works">@W</h2>'),
        ("<h2 class=x\n id = 'works'>W</h2>", "<h2 class=x\n id = 'works'>@W</h2>"),
        ('<p>a</p><table id="works"><tr>', '<p>a</p>@<table id="works"><tr>'),
        (
            '<!-- <p id="works"> --><p id="works"></p><p id="works">',
            '<!-- <p id="works"> --><p id="works">@</p><p id="works">',
        ),
        ('<p data-id="works">works id="works"</p>', '<p data-id="works">works id="works"</p>'),
        ('<p id="work">', '<p id="work">'),
    ],
)
def test_an_old_anchor_stands_once_at_the_new(project: Mapping[str, str], markup: str, expected: str) -> None:
    knowledge = know(redirecting(project, "moved: {old: works}"))
    page = knowledge.articles["mechanisms/alpha.md"].page
    assert with_old_anchors(markup, page, knowledge) == expected.replace("@", '<a class="kb-moved" id="old"></a>')


@pytest.mark.parametrize("moved", ["{how-it-works: works}", "{'a b': works}", "{'\"><script>': works}"])
def test_an_anchor_that_is_there_or_is_none_is_not_made(project: Mapping[str, str], moved: str) -> None:
    knowledge = know(redirecting(project, f"moved: {moved}"))
    page = knowledge.articles["mechanisms/alpha.md"].page
    assert with_old_anchors('<p id="works">', page, knowledge) == '<p id="works">'


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk, which is the working directory."""
    files = redirecting(project, "redirects: [mechanisms/old]\nmoved: {acts: works, how: how-it-works}")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_site_has_the_old_addresses_and_anchors(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(SITE.format(hook=ROOT / "hooks/main.py"), encoding="utf-8")
    (folder / "docs/index.md").write_text("---\ntitle: Home\n---\n\nHome.\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "../alpha/" in (folder / "site/mechanisms/old/index.html").read_text(encoding="utf-8")
    page = (folder / "site/mechanisms/alpha/index.html").read_text(encoding="utf-8")
    assert re.search(r'<section class="[^"]*" id="works"><a class="kb-moved" id="acts"></a>', page)
    assert '<h2 id="how-it-works"><a class="kb-moved" id="how"></a>How it works' in page
    assert "mechanisms/old" not in (folder / "site/sitemap.xml").read_text(encoding="utf-8")


def git(*arguments: str) -> None:
    settings = ("user.name=A", "user.email=a@example.org", "init.defaultBranch=main", "commit.gpgsign=false")
    who = [each for setting in settings for each in ("-c", setting)]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """The small project as a commit."""
    if not shutil.which("git"):
        pytest.skip("git is not on the PATH")
    git("init")
    git("add", ".")
    git("commit", "-m", "all")
    return folder


def test_a_page_that_was_not_lost_is_not_told(repository: Path) -> None:
    assert run("check", "--base", "HEAD").exit_code == 0
    assert run("rename", "alpha", "first").exit_code == 0
    done = run("check", "--base", "HEAD")
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_page_that_was_renamed_by_hand_is_lost(repository: Path) -> None:
    Path("docs/mechanisms/alpha.md").rename("docs/mechanisms/first.md")
    done = run("check", "--base", "HEAD", "docs/mechanisms/first.md")
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "docs/mechanisms/alpha.md:1:1: error[lost-page] the page 'mechanisms/alpha' is gone, and links to it lead "
        "nowhere (add 'redirects: [mechanisms/alpha]' to the page that takes its place, or rename it with "
        "'kb rename')\n"
    )


def test_an_old_address_is_not_forgotten(repository: Path) -> None:
    path = Path("docs/mechanisms/alpha.md")
    path.write_text(path.read_text().replace("redirects: [mechanisms/old]\n", ""))
    done = run("check", "--base", "HEAD")
    assert done.exit_code == 1
    assert "error[lost-page] the page 'mechanisms/old' is gone" in done.stdout


def test_a_project_in_a_folder_of_the_repository_is_compared(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("atlas").mkdir()
    for name in ("docs", "bibliography.bib"):
        Path(name).rename(f"atlas/{name}")
    git("add", ".")
    git("commit", "-m", "moved")
    monkeypatch.chdir(repository / "atlas")
    assert run("check", "--base", "HEAD").exit_code == 0
    Path("docs/mechanisms/alpha.md").rename("docs/mechanisms/first.md")
    told = run("check", "--base", "HEAD").stdout
    assert re.findall(r"\[lost-page\] the page '([^']*)'", told) == ["mechanisms/alpha"]


@pytest.mark.parametrize("ref", ["nowhere", "--help", "", "-x", "a\0b", "HEAD:docs"])
def test_what_git_does_not_know_is_told_in_a_sentence(repository: Path, ref: str) -> None:
    done = run("check", f"--base={ref}")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: ")
    assert done.stderr.count("\n") == 1


def test_without_git_it_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = run("check", "--base", "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "kb: comparing with another commit needs git, which is not on the PATH\n"


def test_without_a_repository_it_says_so(folder: Path) -> None:
    done = run("check", "--base", "HEAD")
    assert done.exit_code == 2
    assert done.stderr.startswith("kb: git can't tell which pages 'HEAD' had: ")
