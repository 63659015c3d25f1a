"""What stood at each address of the site before, kept on the disk while nothing that it is made of changes.

Everything is kept under a digest of what it is made of: its own text, and the *version*, which is the code, the theme,
the settings and what pages show of each other (`kb.caching.outlines`). The file may be deleted at any time.

The danger: something that a page shows and no digest knows. tests/site/test_renderings.py drives random edits and holds
each site to a clean build, byte for byte.
"""

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeVar
from weakref import finalize

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from pathspec import PathSpec

from kb.loading import find_files

_NOT, _QUICKLY = 0, 1  # zlib's levels: a page is made small in a millisecond
_PNG: Final = b"\x89PNG"
_TABLE: Final = (
    "create table if not exists renderings (address text primary key, digest blob, said text, data blob) without rowid"
)
_PUT: Final = "insert or replace into renderings values (?, ?, ?, ?)"
_FIND: Final = "select said, data from renderings where address = ? and digest = ?"
_AT_ONCE: Final = 64  # rows that are written together
_PATIENCE: Final = 5.0  # seconds that one process waits for another
# The host's part of the code as it was when it was imported, which is once, however long a server runs.
_CODE: Final = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
Asked = TypeVar("Asked")


class Rendering(NamedTuple):
    """What stands at an address: its bytes, the ids in it, and its links to ids of pages by their uri.

    The ids are None where nobody asks for them.
    """

    data: bytes
    anchors: frozenset[str] | None
    links: Mapping[str, Mapping[str, str]]


class Row(NamedTuple):
    """A rendering as it is kept."""

    address: str
    digest: bytes
    said: str
    data: bytes


def to_row(address: str, digest: bytes, rendering: Rendering) -> Row:
    """Return how `rendering`, made of what `digest` stands for, is kept."""
    anchors = None if rendering.anchors is None else sorted(rendering.anchors)
    said = json.dumps([anchors, rendering.links])
    level = _NOT if rendering.data.startswith(_PNG) else _QUICKLY
    return Row(address, digest, said, zlib.compress(rendering.data, level))


class Renderings:
    """The renderings in `file`, of each address the last; where it can't be read or written there are none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows: list[Row] = []
        self._opened: tuple[int, sqlite3.Connection | None] = (0, None)
        self._is_empty = not file.exists()

    def find(self, address: str, digest: bytes) -> Rendering | None:
        """Return what stood at `address` when it was made of what `digest` stands for."""

        def found(connection: sqlite3.Connection) -> Rendering | None:
            row = connection.execute(_FIND, (address, digest)).fetchone()
            if not row:
                return None
            anchors, links = json.loads(row[0])
            return Rendering(zlib.decompress(row[1]), None if anchors is None else frozenset(anchors), links)

        return None if self._is_empty else self._ask(found)

    def keep(self, row: Row) -> None:
        """Put `row` in the place of what was kept of its address, at the latest when `save` is called."""
        self._rows.append(row)
        if len(self._rows) == _AT_ONCE:
            self.save()

    def save(self) -> None:
        """Write what is to be kept."""
        rows, self._rows = self._rows, []
        if rows:
            self._is_empty = False
            self._ask(lambda connection: connection.execute(_TABLE).connection.executemany(_PUT, rows))

    def keep_only(self, addresses: Collection[str]) -> None:
        """Drop what was kept of other addresses."""

        def drop(connection: sqlite3.Connection) -> None:
            kept = {address for (address,) in connection.execute("select address from renderings")}
            gone = [(address,) for address in sorted(kept.difference(addresses))]
            connection.executemany("delete from renderings where address = ?", gone)

        self._ask(drop)

    def _ask(self, work: Callable[[sqlite3.Connection], Asked]) -> Asked | None:
        try:
            with self._connect() as connection:  # a transaction
                return work(connection)
        except (OSError, sqlite3.OperationalError):  # nothing there yet, no place to write, another process at it
            return None
        except (sqlite3.DatabaseError, zlib.error, ValueError):  # spoiled
            self._opened = 0, None
            self._file.unlink(missing_ok=True)
            return None

    def _connect(self) -> sqlite3.Connection:
        process, connection = self._opened
        if not connection or process != os.getpid():  # one that was opened before a process divided serves neither
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, _PATIENCE, check_same_thread=False)
            finalize(self, connection.close)
            connection.execute("pragma synchronous = off")  # what a power cut spoils is a loss of nothing
            self._opened = os.getpid(), connection
        return connection


def digest_setup(config: MkDocsConfig, core: bytes) -> bytes:
    """Return a digest of code, theme and settings, just after `config` was read; `core` is that of the core's code.

    A server reads the core again when that is edited, but not this module, which would know only the core of before.
    """
    made = hashlib.sha256(core + _CODE)
    settings = {name: each for name, each in config.items() if name != "site_dir"}  # which is another in each serve
    made.update(json.dumps(settings, default=_plain).encode())
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for path in (*find_files(*theme), *(Path(str(hook.__file__)) for hook in config.hooks.values())):
        data = path.read_bytes()
        made.update(f"{path.name} {len(data)} ".encode() + data)
    return made.digest()


def digest_version(setup: bytes, shown: object) -> bytes:
    """Return a digest of all that is `shown` on pages beside their own text, which `setup` shows."""
    return hashlib.sha256(setup + repr(shown).encode()).digest()


def _plain(setting: object) -> object:
    """Return `setting`, which is of no type of JSON's, as one that is."""
    if isinstance(setting, Theme):
        return [setting.name, setting.locale.language, sorted(setting.static_templates), dict(setting)]
    if isinstance(setting, PathSpec):
        return [str(pattern.regex and (pattern.include, pattern.regex.pattern)) for pattern in setting.patterns]
    if isinstance(setting, Mapping):
        return dict(setting)
    return getattr(setting, "__qualname__", type(setting).__qualname__)  # code, which is in other digests
