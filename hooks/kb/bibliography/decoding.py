"""From the bytes of a file to its text."""

import re
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.text import Source

_BAD: Final = re.compile("[\udc80-\udcff]+")
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAX_REPORTED: Final = 1000


def decode_source(path: str, data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the file `path` as text with "\\n" at every line's end, and a diagnostic for each line that is not UTF-8.

    Every byte that is none becomes U+FFFD, so that the rest of the file can be used. A byte order mark is
    no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            source = Source(path, _lines(data.decode(encoding, "replace")))
            return source, (_diagnostic(source, 0, f"the file is {encoding.upper()}, not UTF-8"),)
    try:
        return Source(path, _lines(data.decode("utf-8-sig"))), ()
    except UnicodeDecodeError:
        text = _lines(data.decode("utf-8-sig", "surrogateescape"))
    offsets: dict[int, int] = {}
    damaged = Source(path, text)
    for found in _BAD.finditer(text):
        offsets.setdefault(damaged.position(found.start())[0], found.start())
        if len(offsets) >= _MAX_REPORTED:
            break
    # One for one, so that the offsets found stay true.
    source = Source(path, _BAD.sub(lambda found: "\ufffd" * len(found[0]), text))
    return source, tuple(_diagnostic(source, offset, "this line is not UTF-8") for offset in offsets.values())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _diagnostic(source: Source, offset: int, message: str) -> Diagnostic:
    return diagnose(source, offset, "not-utf-8", message, "save the file as UTF-8")
