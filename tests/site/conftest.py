"""The real site, built once a run."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def mkdocs(*arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(env or {})}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="session")
def build() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs MkDocs in a project and returns what came of it."""
    return mkdocs


@pytest.fixture(scope="session")
def build_log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The strictly built site and what the build said."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = mkdocs("build", "--strict", "--site-dir", str(site), env={"PYTHONHASHSEED": "1", "TZ": "UTC"})
    assert done.returncode == 0, done.stdout + done.stderr
    return site, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(build_log: tuple[Path, str]) -> Path:
    """The folder of the strictly built site."""
    return build_log[0]
