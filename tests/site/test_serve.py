"""`mkdocs serve` always answers, and every result equals a clean build."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Build = Callable[..., subprocess.CompletedProcess[str]]
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


def comparable(html: str) -> str:
    """Return what does not differ between a served and a built page: no live reload, no address of the site."""
    body = html.partition("<body")[2]
    return body.partition('<script id="__config"')[0]


def _is_same(clean: str, html: str) -> bool:
    return comparable(html) == clean


def test_each_edit_shows_and_equals_a_clean_build(server: Server, project: Path, build: Build, tmp_path: Path) -> None:
    page = "mechanisms/sociometer/"
    whole = (project / PAGE).read_text(encoding="utf-8")

    environment = {**own_code(project), "SITE_URL": f"http://{server.address}/"}

    def same(*paths: str) -> None:
        site = tmp_path / "clean"
        assert build("build", "--clean", "--site-dir", str(site), cwd=project, env=environment).returncode == 0
        for path in paths:
            clean = comparable((site / path / "index.html").read_text(encoding="utf-8"))
            server.wait(path, partial(_is_same, clean))

    server.wait(page, lambda text: "Sociometer" in text)

    edit(project / PAGE, lambda text: text + "\nA new last line [@leary1995selfesteem].\n")
    server.wait(page, lambda text: "A new last line" in text)
    same(page, "references/", "graph/")

    edit(project / "bibliography.bib", lambda text: text.replace("journal = {", "journal = {Changed "))
    server.wait(page, lambda text: "Changed Journal of Personality" in text)
    same(page, "references/")

    (project / OTHER).rename(project / "kept.md")
    server.wait(page, lambda text: "social-pain?" in text or "mechanisms/social-pain" not in text)
    server.wait("mechanisms/social-pain/", lambda text: text == "404" or "404" in text)
    same("graph/", "references/")
    (project / "kept.md").rename(project / OTHER)
    server.wait("mechanisms/social-pain/", lambda text: "Social pain" in text)
    same("graph/", "references/", "mechanisms/social-pain/")

    edit(project / PAGE, lambda text: text.replace("kind: mechanism", "kind: [mechanism", 1))
    server.wait(page, lambda text: "malformed-fields" in text)
    same(page, "graph/")
    (project / PAGE).write_text(whole, encoding="utf-8")
    server.wait(page, lambda text: "malformed-fields" not in text and "kb-evidence" in text)
    same(page, "graph/", "references/")


def test_an_edit_of_the_code_shows(server: Server, project: Path) -> None:
    page = "mechanisms/sociometer/"
    server.wait(page, lambda text: "Related machineries" in text)
    edit(project / "hooks/kb/render/related.py", lambda text: text.replace('"Related machineries"', '"Its relations"'))
    server.wait(page, lambda text: "Its relations" in text)
