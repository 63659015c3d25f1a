"""The place of an entry in the file, of which no other byte changes."""

import os
import re
import tempfile
from pathlib import Path
from typing import Final

from kb.bibliography import Bibliography, decode_source, parse_bibliography
from kb.faults import Refusal
from kb.text import Source

# A note behind an entry belongs to it, but not another entry.
_REST: Final = re.compile(rb"[^@\r\n]*(?=[\r\n]|\Z)")


def insert_entry(data: bytes, key: str, entry: str, name: str) -> tuple[bytes, Bibliography]:
    """Return the file `data` with `entry` in the order of the keys, and what the file then says.

    Raise Refusal when the file is too damaged for that: the other entries must stay what they are.
    """
    source, damaged = decode_source(name, data)
    if damaged:
        raise Refusal(f"{damaged[0]}")
    before = parse_bibliography(source)
    line_end = b"\r\n" if b"\r\n" in data else b"\n"
    added = entry.encode().replace(b"\n", line_end)
    previous = _previous(before, key)
    if previous is not None:
        at = _offset(source, data, previous)
        rest = _REST.match(data, at)
        at = rest.end() if rest else at
        new = data[:at] + 2 * line_end + added + data[at:]
    elif len(before):
        at = _offset(source, data, next(iter(before)).span.start)
        new = data[:at] + added + 2 * line_end + data[at:]
    else:
        gap = b"" if not data or data.endswith(b"\n") else line_end
        new = data + gap + added + line_end
    after = parse_bibliography(decode_source(name, new)[0])
    kept = {each.key: each.raw for each in after if each.key != key}
    if key not in after or kept != {each.key: each.raw for each in before}:
        raise Refusal(f"{name} is damaged where the entry belongs: see what `kb check --bib {name}` says")
    return new, after


def _previous(bibliography: Bibliography, key: str) -> int | None:
    """Return the end of the entry after which `key` belongs, None for the start of the file."""
    end = None
    for each in bibliography:
        if each.key > key:
            break
        end = each.span.end
    return end


def _offset(source: Source, data: bytes, offset: int) -> int:
    """Return the place in the file of the place `offset` in its text, which has other line ends perhaps."""
    line, column = source.position(offset)
    starts = [0, *_line_starts(data)]
    before = source.text[offset - column + 1 : offset]
    mark = len(b"\xef\xbb\xbf") if line == 1 and data.startswith(b"\xef\xbb\xbf") else 0
    return starts[line - 1] + mark + len(before.encode())


def _line_starts(data: bytes) -> list[int]:
    ends = data.splitlines(keepends=True)
    starts = []
    at = 0
    for each in ends:
        at += len(each)
        starts.append(at)
    return starts


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path` at once, so that no reader sees half of it."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode & 0o7777)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
