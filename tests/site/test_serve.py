"""`mkdocs serve` always answers, and every result equals a clean build."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.site.atlas import ATLAS
from tests.site.changes import CHANGES, Change, is_sound
from tests.site.serving import Serving, Tree

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0

PAGE = "docs/mechanisms/sociometer.md"
OTHER = "docs/mechanisms/social-pain.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose content may be damaged."""
    folder = tmp_path_factory.mktemp("serve") / "project"
    folder.mkdir()
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("mkdocs.yml", "bibliography.bib"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def own_code(project: Path) -> dict[str, str]:
    """Return the environment in which the copy's own core is used, and not the installed one."""
    return {"PYTHONPATH": str(project / "hooks")}


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **own_code(project)}
        self.log = (project.parent / "serve.log").open("w+")
        self.process = subprocess.Popen(command, cwd=project, env=environment, stdout=self.log, stderr=self.log)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()

    def wait(self, path: str, is_there: Callable[[str], bool]) -> str:
        """Return the page at `path` when it is as wanted; the server must answer all the while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                text = self.get(path)
            except urllib.error.HTTPError as fault:
                text = f"{fault.code}"
            except OSError:
                assert self.process.poll() is None, Path(self.log.name).read_text()
                text = ""
            if text and is_there(text):
                return text
            time.sleep(0.2)
        raise AssertionError(f"{path} never came out as wanted\n{Path(self.log.name).read_text()[-3000:]}")


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    """A server on the copy."""
    running = Server(project)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=30)
        running.log.close()


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_each_edit_shows(server: Server, project: Path) -> None:
    page = "mechanisms/sociometer/"
    whole = (project / PAGE).read_text(encoding="utf-8")
    server.wait(page, lambda text: "Sociometer" in text)

    edit(project / PAGE, lambda text: text + "\nA new last line [@leary1995selfesteem].\n")
    server.wait(page, lambda text: "A new last line" in text)

    edit(project / "bibliography.bib", lambda text: text.replace("journal = {", "journal = {Changed "))
    server.wait(page, lambda text: "Changed Journal of Personality" in text)

    (project / OTHER).rename(project / "kept.md")
    server.wait("mechanisms/social-pain/", lambda text: "404" in text)
    server.wait(page, lambda text: "social-pain?" in text or "mechanisms/social-pain" not in text)
    (project / "kept.md").rename(project / OTHER)
    server.wait("mechanisms/social-pain/", lambda text: "Social pain" in text)

    edit(project / PAGE, lambda text: text.replace("kind: mechanism", "kind: [mechanism", 1))
    server.wait(page, lambda text: "malformed-fields" in text)
    (project / PAGE).write_text(whole, encoding="utf-8")
    server.wait(page, lambda text: "malformed-fields" not in text and "kb-evidence" in text)

    (project / "bibliography.bib").rename(project / "kept.bib")
    server.wait(page, lambda text: text == "500")
    (project / "kept.bib").rename(project / "bibliography.bib")
    server.wait(page, lambda text: "kb-evidence" in text)


def test_an_edit_of_the_code_shows(server: Server, project: Path) -> None:
    page = "mechanisms/sociometer/"
    server.wait(page, lambda text: "Related machineries" in text)
    edit(project / "hooks/kb/render/related.py", lambda text: text.replace('"Related machineries"', '"Its relations"'))
    server.wait(page, lambda text: "Its relations" in text)


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def follow(changes: list[Change]) -> None:
    """Make `changes` while the small atlas is served, and hold what is served after each against a clean build."""
    with tempfile.TemporaryDirectory() as folder, Serving(Path(folder), ATLAS) as serving:
        tree: Tree = ATLAS
        paths: set[str] = set()
        for change in changes:
            tree = change(tree)
            log, clean = serving.become(tree), serving.clean()
            assert (clean is not None) == is_sound(tree), (change, serving.built)
            if clean is None:
                assert serving.get("references/")[0] in (200, 500), change  # and does not hang
            else:
                paths |= clean.keys()
                assert differing(serving.site(paths), clean) == [], (change, log)


# Random changes that a test must say the same about twice; more of them for whoever works on serve.
EXAMPLES = int(os.environ.get("KB_SERVE_EXAMPLES", "4"))


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate])
@given(st.lists(CHANGES, min_size=8, max_size=12))
@example(
    [  # code that was read before another file broke is read again once that is mended
        Change("edit the code", 0, 3),
        Change("edit the code", 1, 0),
        Change("edit the code", 0, 1),
        Change("edit the code", 0, 3),
    ]
)
@example([Change("lose the bibliography"), Change("extend a page", 3), Change("repair a file"), Change("add a file")])
def test_after_any_changes_what_is_served_equals_a_clean_build(changes: list[Change]) -> None:
    follow(changes)
