"""Checking again at the next edit, and waiting for it.

Files are looked at twice a second, as MkDocs does: what was deleted, renamed, replaced as a whole by an editor, or
lies on another machine's disk is seen like everything else, and a thousand pages take some milliseconds.
"""

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

import click

from kb.commands.terminal import is_able, signs_of_life, status, summary, tell
from kb.diagnostics import Diagnostic
from kb.loading import SetupError, find_files

Look = Mapping[Path, tuple[int, int, int]]
_PAUSE: Final = 0.5
_SETTLED: Final = 0.1


def watch_for_edits(look_into: Callable[[], tuple[Diagnostic, ...]], places: Iterable[Path]) -> NoReturn:
    """Tell what is wrong after every edit of what lies at `places`: all on a terminal, else only what is new.

    Ctrl-C is how this ends, so it exits with the status of the last check.
    """
    gc.enable()
    ended = 0
    before: Counter[tuple[str, ...]] | None = None
    try:
        for _ in find_changes(partial(look_at, tuple(places))):
            try:
                with signs_of_life("checking"):
                    found = look_into()
            except SetupError as fault:
                click.echo(f"kb: {fault}", err=True)
                ended = 2
                continue
            ended, now = status(found), Counter(map(_identity, found))
            new, gone = now - (before or Counter()), (before or Counter()) - now
            if is_able(sys.stdout):
                click.clear()
                click.echo("kb check")  # by this line an editor knows that all before it is of the past
                tell(found, sys.stdout)
            else:
                tell((each for each in found if _identity(each) in new), sys.stdout)
            news = "" if before is None else f" ({new.total()} new, {gone.total()} gone)"
            click.echo(f"{summary(found)}{news}", err=True)
            before = now
    except KeyboardInterrupt:
        click.echo(err=True)
    sys.exit(ended)


def find_changes(look: Callable[[], Look], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Return at once, then each time that `look` sees something else and then the same again.

    What changes while the caller is at work counts as the next change.
    """
    seen = look()
    yield
    while True:
        sleep(_PAUSE)
        now = look()
        if now == seen:
            continue
        seen = now
        while (now := _again(look, sleep)) != seen:
            seen = now
        yield


def look_at(places: Iterable[Path]) -> Look:
    """Return what tells one state of the files at and below `places` from another; hidden ones count for nothing."""
    return {path: mark for path in find_files(*places) if (mark := _mark(path))}


def _identity(diagnostic: Diagnostic) -> tuple[str, ...]:
    """Return what stays the same when the fault moves to another line."""
    return diagnostic.path, diagnostic.code, diagnostic.message, diagnostic.hint


def _again(look: Callable[[], Look], sleep: Callable[[float], None]) -> Look:
    sleep(_SETTLED)
    return look()


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:  # gone, or not yet there
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
