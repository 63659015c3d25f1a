"""Files of values by key, believed only when they are whole and were made by the code that reads them.

The values are pickles, because nothing else in the standard library rebuilds a thousand pages fast enough. What reads
them makes nothing but the core's own dataclasses, named tuples and enumerations: a file from elsewhere runs no code.
"""

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

from kb.text import Source
from kb.vocabulary import RELATION_TYPES, RelationType

_CORE: Final = Path(__file__).parents[1]
_SEAL: Final = hashlib.sha256().digest_size


def load_values(file: Path) -> Mapping[bytes, memoryview]:
    """Return the packed values that `file` keeps by key: none when it is damaged, or when other code made it."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    whole, stream = memoryview(data), io.BytesIO(data)
    if stream.read(_SEAL) != _seal(whole[_SEAL:]):
        return {}
    sizes: Mapping[bytes, int] = _Reader(stream).load()
    places = pairwise(accumulate(sizes.values(), initial=stream.tell()))
    return {key: whole[start:end] for key, (start, end) in zip(sizes, places, strict=True)}


def save_values(file: Path, values: Mapping[bytes, bytes | memoryview]) -> None:
    """Put `values` in the place of all that `file` keeps; where nothing can be written, nothing is kept."""
    sizes = pickle.dumps({key: len(value) for key, value in values.items()}, pickle.HIGHEST_PROTOCOL)
    pieces = sizes, *values.values()  # never joined: all of them are as long as the file
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for left in file.parent.glob(f"{file.name}.*"):
            left.unlink(missing_ok=True)
        with draft.open("wb") as opened:
            opened.writelines((_seal(*pieces), *pieces))
        draft.replace(file)


def pack(value: object, source: Source) -> bytes:
    """Return `value` as bytes, without `source`, which it stands on."""
    data = io.BytesIO()
    _Writer(data, source).dump(value)
    return data.getvalue()


def unpack(data: bytes | memoryview, source: Source) -> Any:
    """Return the value that was packed as `data`, standing on `source`, or None when it is made of others' types."""
    try:
        return _Reader(io.BytesIO(data), source).load()
    except pickle.UnpicklingError:
        return None


def _its_source() -> Source:
    """Stand in a packed value for the source that it stands on."""
    raise NotImplementedError


def _its_type(name: str) -> RelationType:
    """Stand in a packed value for the type of relation called `name`, of which there is one for all."""
    raise NotImplementedError


class _Writer(pickle.Pickler):
    def __init__(self, data: io.BytesIO, source: Source) -> None:
        super().__init__(data, pickle.HIGHEST_PROTOCOL)
        # As `persistent_id`, but asked for these alone and not for each of a thousand values.
        self.dispatch_table = {
            RelationType: lambda each: (_its_type, (each.name,)),
            Source: lambda each: (_its_source, ()) if each is source else (Source, (each.path, each.text)),
        }


class _Reader(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, source: Source | None = None) -> None:
        super().__init__(data)
        self.source = source

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        if (module, name) == (__name__, _its_source.__name__):
            return partial(_same, self.source)  # not of the reader, which keeps all that it ever made
        if (module, name) == (__name__, _its_type.__name__):
            return RELATION_TYPES.__getitem__
        return _own_class(module, name)


def _same(source: Source | None) -> Source | None:
    return source


@cache
def _own_class(module: str, name: str) -> type:
    found = getattr(import_module(module), name, None) if module.startswith("kb.") else None
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, (tuple, Enum))):
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
    return found


def _seal(*pieces: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(digest_code())
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


@cache
def digest_code() -> bytes:
    """Return a digest of what readings depend on beside their sources: Python, what is installed, and our own code."""
    digest = hashlib.sha256(sys.version.encode())
    yaml = find_spec("yaml")
    beside = Path(yaml.origin).parents[1] if yaml and yaml.origin else _CORE
    digest.update("\n".join(sorted(path.name for path in beside.iterdir())).encode(errors="surrogateescape"))
    for parent, folders, names in os.walk(_CORE):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                text = Path(parent, name).read_bytes()
                digest.update(f"{name} {len(text)}\n".encode() + text)
    return digest.digest()
