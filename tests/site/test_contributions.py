"""What a contributor gets wrong is told once, at its place, by both commands; what is right, by neither."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kb.__main__ import main
from kb.articles import read_article
from kb.codes import CODES
from kb.generated import GENERATED_PAGES
from kb.links import resolve
from kb.text import Source
from tests.conftest import PROJECT
from tests.contributions.corpus import FIELDS, FILES, OTHERS, texts, with_fields
from tests.contributions.faults import FAULTS, HERE, Edit
from tests.site.serving import CONFIG, ROOT, THEME, write_tree

PLACED = re.compile(r"^(?:WARNING|ERROR|INFO)?[ -]*(\S+):(\d+):(\d+): (\w+)\[([\w-]+)\]", re.MULTILINE)
# What is told by comparing two commits, and what is told only beside a thousand other faults.
UNMARKED = {"lost-page", "too-many-problems"}
Place = tuple[str, int, int, str, str]


def stubs() -> dict[str, str]:
    """Return pages for the links of the generated pages to lead to."""
    anchors: dict[str, set[str]] = {}
    for uri, text in GENERATED_PAGES.items():
        for link in read_article(Source(uri, text), uri).links:
            anchors.setdefault(resolve(uri, link.path), set()).add(link.anchor)
    return {
        f"docs/{uri}": f"---\ntitle: {uri}\n---\n\n"
        + "".join(f'<a id="{each}"></a>\n' for each in sorted(names) if each)
        for uri, names in anchors.items()
        if uri.endswith(".md") and uri not in GENERATED_PAGES
    }


BASE: Mapping[str, str] = {
    **THEME,
    "mkdocs.yml": CONFIG + f"watch: []\nhooks: [{ROOT / 'hooks/main.py'}]\n",
    "docs/index.md": "---\ntitle: Home\n---\n\nWelcome.\n",
    **stubs(),
    **PROJECT,
}


def edited(edits: Iterable[Edit]) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Return the project after `edits`, and the places that they mark."""
    tree = dict(BASE)
    for path, old, new in edits:
        text = tree.get(path, "")
        assert old in text, (path, old)
        tree[path] = text.replace(old, new, 1) if old else text + new
    places = []
    for path, text in tree.items():
        before, mark, after = text.partition(HERE)
        if mark:
            tree[path] = before + after
            places.append((path, before.count("\n") + 1, len(before) - before.rfind("\n")))
    return tree, places


Told = Callable[[Mapping[str, str]], tuple[int, list[str], int, list[str]]]


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Told:
    """A function that gives status and words of a strict build of a project, and those of `kb check`."""

    def told(tree: Mapping[str, str]) -> tuple[int, list[str], int, list[str]]:
        write_tree(tmp_path, tree)
        monkeypatch.chdir(tmp_path)
        checked = CliRunner().invoke(main, ["check"], catch_exceptions=False)
        monkeypatch.setattr(logging.getLogger("mkdocs"), "propagate", True)
        status = 0
        with caplog.at_level(logging.INFO, "mkdocs"):
            try:
                build(load_config("mkdocs.yml", site_dir=str(tmp_path / "site"), strict=True))
            except Abort as stop:
                status = int(stop.code)
        said = [
            each.getMessage()
            for each in caplog.records
            if each.levelno > logging.INFO or PLACED.match(each.getMessage())
        ]
        return status, said, checked.exit_code, checked.stdout.splitlines()

    return told


def places(said: Iterable[str]) -> list[Place]:
    found = [match.groups() for each in said for match in PLACED.finditer(each)]
    return [(path, int(line), int(column), severity, code) for path, line, column, severity, code in found]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_in_its_place_by_both_commands(name: str, tell: Told, tmp_path: Path) -> None:
    tree, marked = edited(FAULTS[name])
    code = name.partition("/")[0]
    built, logged, checked, printed = tell(tree)
    expected = [(*place, CODES[code], code) for place in marked]
    assert (places(logged), places(printed)) == (expected, expected)
    assert len(logged) == len(expected), logged
    assert (built, checked) == ((0, 0) if CODES[code] == "note" else (1, 1))
    pages = [path.removeprefix("docs/").removesuffix(".md") for path in tree if path.endswith(".md")]
    assert [page for page in pages if not any(tmp_path.glob(f"site/{page.removesuffix('index')}/index.html"))] == []


def test_every_code_has_a_fault() -> None:
    assert {name.partition("/")[0] for name in FAULTS} | UNMARKED == CODES.keys()


COMMANDS = {"nothing": 0, "malformed-doi": 1, "stale-layout": 0}


@pytest.mark.parametrize(("fault", "status"), COMMANDS.items(), ids=COMMANDS)
def test_the_commands_themselves_end_with_the_status(fault: str, status: int, tmp_path: Path) -> None:
    write_tree(tmp_path, edited(FAULTS.get(fault, ()))[0])
    for command in (("mkdocs", "build", "--strict"), ("kb", "check")):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr


def test_what_is_right_is_told_of_by_neither(tell: Told, tmp_path: Path) -> None:
    """Each text of the corpus is a page of its own, and once more with a byte order mark and the lines of Windows."""
    pages = {f"docs/texts/{n}.md": f"---\ntitle: Text {n}\n---\n\n{text}\n" for n, text in enumerate(texts())}
    for path, page in tuple(pages.items()):
        page = page.replace("title: Text", "title: Windows").replace("\n", "\r\n")
        pages[path.replace("texts", "windows")] = f"\ufeff{page}"
    for n, fields in enumerate(FIELDS.values()):
        page = with_fields(fields).replace("Omega", f"Omega {n}").replace("the last", f"last {n}")
        pages[f"docs/machineries/fields-{n}.md"] = page
    assert tell({**BASE, **OTHERS, **dict.fromkeys((f"docs/{each}" for each in FILES), ""), **pages}) == (0, [], 0, [])
    titles = {
        re.search("<title>(.*) of ", path.read_text(encoding="utf-8"))[1] for path in tmp_path.glob("site/*/*/*.html")
    }
    assert {"Yes", "No", "012", "1984", "2024-01-01"} <= titles


def test_a_title_is_no_markup_wherever_it_is_shown(tell: Told, tmp_path: Path) -> None:
    page = "---\ntitle: a & b < c </title><script>alert()</script>\n---\n\nText.\n"
    assert tell({**BASE, "docs/title.md": page}) == (0, [], 0, [])
    shown = [path.read_text(encoding="utf-8") for path in tmp_path.glob("site/**/*.html")]
    assert sum("a &amp; b &lt;" in html for html in shown) > 1
    assert not any("<script>alert()" in html for html in shown)
