"""Where Chromium is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
ADVICE: Final = (
    "The browser tests need Chromium: put one on the PATH, "
    "or run `python -m playwright install chromium` with access to the network."
)


class NoChromiumError(Exception):
    """There is no Chromium and none can be had."""


def on_path() -> str | None:
    """Return the Chromium on the PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def of_playwright(install: bool, known: str) -> str | None:
    """Return Playwright's own Chromium, which would stand at `known`, after installing it when told to."""
    if install and not Path(known).exists():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return known if Path(known).exists() else None


def of_debian() -> str | None:
    """Return Debian's Chromium, installed by root."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "chromium")
    return on_path()


def sources(known: str) -> Iterator[Callable[[], str | None]]:
    """Yield the ways to a Chromium, the cheapest first; Playwright's own would stand at `known`."""
    yield on_path
    yield lambda: of_playwright(False, known)
    yield lambda: of_playwright(True, known)
    yield of_debian


def find_chromium(ways: Iterable[Callable[[], str | None]]) -> str:
    """Return what the first of `ways` finds, or say in one sentence what to do."""
    for way in ways:
        if found := way():
            return found
    raise NoChromiumError(ADVICE)


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, capture_output=True, timeout=900, check=False)
