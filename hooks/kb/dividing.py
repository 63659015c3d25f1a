"""This process divided: a copy of it does something, and what it sends is received here."""

import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext


def count_processes() -> int:
    """Return the number of processors, or 1 where a process can't be divided safely."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if is_safe else 1


def forking() -> "ForkContext":
    """Return what divides a process, which some systems lack."""
    import multiprocessing  # for this alone

    return multiprocessing.get_context("fork")


def begin(work: Callable[..., None], *arguments: Any) -> "Connection":
    """Have another process do `work`, whose last argument it sends through, and return what receives it.

    That raises EOFError once the other has ended and nothing more is to come, and OSError when it ended in the middle
    of something. What hindered it is met again by who does its work then.
    """
    context = forking()
    reader, writer = context.Pipe(duplex=False)
    context.Process(target=_do, args=(work, *arguments, writer), daemon=True).start()
    writer.close()
    return reader


def _do(work: Callable[..., None], *arguments: Any) -> None:
    try:
        work(*arguments)
    except BaseException:
        os._exit(1)
