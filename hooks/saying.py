"""What MkDocs says, kept until it can be said in order."""

import contextlib
import logging
from collections.abc import Iterable, Iterator


def say(records: Iterable[logging.LogRecord]) -> None:
    """Say what was kept, as far as it is loud enough."""
    for record in records:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


@contextlib.contextmanager
def keep_quiet() -> Iterator[list[logging.LogRecord]]:
    """Keep what MkDocs says meanwhile, in a form that can be handed to another process, instead of saying it."""
    records: list[logging.LogRecord] = []
    handler, logger = _Keeping(records), logging.getLogger("mkdocs")
    before = logger.handlers, logger.propagate, logger.level
    # What need not be said now may have to be when the rendering is taken from what was kept.
    logger.handlers, logger.propagate = [handler], False
    if logger.level > logging.INFO:
        logger.setLevel(logging.INFO)
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = before[:2]
        if logger.level != before[2]:
            logger.setLevel(before[2])


class _Keeping(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self._records.append(record)
