"""This process divided: a copy of it does something, and what it sends is received here."""

import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext

FEW: Final = 50  # pages of which one process makes something sooner than several


def count_processes(pages: int) -> int:
    """Return by how many processes something is to be made of `pages`: 1 where a process can't be divided safely."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if is_safe and pages > FEW else 1


def forking() -> "ForkContext":
    """Return what divides a process, which some systems lack."""
    import multiprocessing  # for this alone

    return multiprocessing.get_context("fork")


def begin(work: Callable[..., None], *arguments: Any) -> "Connection":
    """Have another process do `work`, whose last argument it sends through, and return what receives it.

    What hindered the other from doing all of it is met again by who does the rest.
    """
    context = forking()
    reader, writer = context.Pipe(duplex=False)
    context.Process(target=_do, args=(work, *arguments, writer), daemon=True).start()
    writer.close()
    return reader


def receive(reader: "Connection") -> Any:
    """Return what another process sent; raise EOFError when it has ended, be it in the middle of something."""
    try:
        return reader.recv()
    except OSError as fault:
        raise EOFError from fault


def _do(work: Callable[..., None], *arguments: Any) -> None:
    try:
        work(*arguments)
    except BaseException:
        os._exit(1)
