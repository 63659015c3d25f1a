"""This process divided: a copy of it does something, and what it sends is received here."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import Any, Final

FORK: Final[ForkContext] = multiprocessing.get_context("fork")


def begin(work: Callable[..., None], *arguments: Any) -> Connection:
    """Have another process do `work`, whose last argument it sends through, and return what receives it.

    That raises EOFError once the other has ended and nothing more is to come.
    """
    reader, writer = FORK.Pipe(duplex=False)
    FORK.Process(target=work, args=(*arguments, writer), daemon=True).start()
    writer.close()
    return reader
