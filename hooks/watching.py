"""Hearing of changed files, and telling what has changed."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_LOOK: Final = 1.0  # seconds between two looks at the files, where the system does not tell of changes
_CHANGES: Final = [
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]

State = Mapping[str, tuple[int, int]]
"""When each file was changed, and its size, by path."""

log = logging.getLogger("mkdocs.hooks.kb")


def look(paths: Iterable[str]) -> State:
    """Return the state of the files at and below `paths`, but for hidden ones and what Python has compiled."""
    return dict(_states(paths))


def _states(paths: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in map(Path, paths):
        if path.is_file():
            state = path.stat()
            yield str(path), (state.st_mtime_ns, state.st_size)
        elif path.is_dir():
            yield from _states_below(str(path))


def _states_below(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(folder) as inside:
        for each in inside:
            if each.name.startswith(".") or each.name == "__pycache__":
                continue
            if each.is_dir():
                yield from _states_below(each.path)
            else:
                state = each.stat()
                yield each.path, (state.st_mtime_ns, state.st_size)


class Observers:
    """The system's news of changed files, and regular looks at them, since a shared folder may bring no news."""

    def __init__(self) -> None:
        self._all = [Observer(), PollingObserver(timeout=_LOOK)]

    def schedule(self, handler: events.FileSystemEventHandler, path: str, *, recursive: bool) -> list[Any]:
        """Let `handler` hear of changes at `path`."""
        news, looks = self._all
        # An editor that puts a new file in the place of the old takes what is watched away: the folder stays.
        is_file = Path(path).is_file()
        folder, heard = (str(Path(path).parent), _Only(handler, path)) if is_file else (path, handler)
        return [
            news.schedule(heard, folder, recursive=recursive and not is_file, event_filter=_CHANGES),
            looks.schedule(handler, path, recursive=recursive),
        ]

    def unschedule(self, watches: list[Any]) -> None:
        """Let the handler of these watches hear no more."""
        for observer, watch in zip(self._all, watches, strict=True):
            observer.unschedule(watch)

    def start(self) -> None:
        """Begin; where the system has no room for another watch, looking has to do."""
        try:
            self._all[0].start()
        except OSError as fault:
            log.info("files are looked at every second, since the system does not tell of changes: %s", fault)
        self._all[1].start()

    def stop(self) -> None:
        """End."""
        for observer in self._all:
            observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in self._all:
            if observer.is_alive():
                observer.join()


class _Only(events.FileSystemEventHandler):
    """Passes on what happens to one file."""

    def __init__(self, handler: events.FileSystemEventHandler, path: str) -> None:
        self._handler, self._path = handler, path

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Pass `event` on when it is of the file."""
        if self._path in (event.src_path, event.dest_path):
            self._handler.dispatch(event)
