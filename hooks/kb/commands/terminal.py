"""What a terminal gets that a file does not: colour, its own width, and signs of life."""

import os
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

import click

from kb.diagnostics import Diagnostic, Severity
from kb.reporting import WIDTH, to_text
from kb.reporting.people import plain

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "strong": {"bold": True},
    "gutter": {"fg": "blue"},
}
_PATIENCE: Final = 1.0
# Wider than this, a sentence is hard to follow back to the beginning of its next line.
_WIDEST: Final = 120


def takes_colour(stream: TextIO) -> bool:
    """Whether `stream` is to have colours: never with NO_COLOR, always with FORCE_COLOR, else on able terminals.

    See https://no-color.org and https://force-color.org.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_able(stream)


def is_able(stream: TextIO) -> bool:
    """Whether `stream` is a terminal that understands more than text."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def tell(diagnostics: Iterable[Diagnostic], stream: TextIO) -> None:
    """Print each diagnostic with its place in the text, an empty line between two."""
    colour = takes_colour(stream)
    width = min(shutil.get_terminal_size((WIDTH, 0)).columns, _WIDEST) if stream.isatty() else WIDTH
    text = "\n\n".join(to_text(each, width, _paint if colour else plain) for each in diagnostics)
    if text:
        click.echo(text, file=stream, color=colour)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return in words how much is to mend."""
    wrong = sum(each.severity is not Severity.NOTE for each in diagnostics)
    return f"{wrong} to mend" if wrong else "all is right"


def status(diagnostics: Iterable[Diagnostic]) -> int:
    """Return the status with which a command ends that found these: 1 when something is to mend."""
    return int(any(each.severity is not Severity.NOTE for each in diagnostics))


@contextmanager
def signs_of_life(what: str) -> Iterator[None]:
    """Say on standard error that `what` goes on, once it takes longer than a second, and take it back in the end."""
    if not is_able(sys.stderr):
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_count_seconds, args=(what, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _count_seconds(what: str, done: threading.Event) -> None:
    seconds = 0
    while not done.wait(_PATIENCE):
        seconds += 1
        click.echo(f"\r{what}, {seconds} s", err=True, nl=False)
    if seconds:
        click.echo("\r\033[K", err=True, nl=False)


def _paint(text: str, style: str) -> str:
    return click.style(text, **_STYLES[style])
