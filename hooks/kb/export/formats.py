"""Values as JSON, CSV and XML that no reader takes for anything else."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any, Final

Cell = str | int

# Characters that end a script or a CDATA section, are a line's end in old JavaScript, show nothing, or are none.
_RISKY: Final = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection), in full width too.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NO_CSV: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_BARE: Final = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_XML: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_END: Final = "\n"
_LINE: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_LOST: Final = "\ufffd"


def json_text(data: Any) -> str:
    """Return `data` as JSON under sorted names, which may also stand in a script element."""
    return f"{_safe(_indented(data, _END))}\n"


def json_pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the same text in pieces; an array may be an iterator, of which each value is written before the next."""
    yield from _pieces(data, _END)
    yield "\n"


def json_line(data: Any) -> str:
    """Return `data` as JSON of the same kind on one line, without its end: many times faster for many small values."""
    return _safe(_LINE.encode(data))


def _pieces(data: Any, end: str) -> Iterator[str]:
    inner = f"{end} "
    if isinstance(data, Iterator):
        before = "["
        for each in data:
            yield f"{before}{inner}{_safe(_indented(each, inner))}"
            before = ","
        yield "[]" if before == "[" else f"{end}]"
    elif isinstance(data, dict) and data:
        before = "{"
        for name in sorted(data):
            yield f"{before}{inner}{_safe(_quoted(name))}: "
            yield from _pieces(data[name], inner)
            before = ","
        yield f"{end}}}"
    else:
        yield _safe(_indented(data, end))


def _indented(data: Any, end: str) -> str:
    """Return `data` as `json.dumps` would with an indent of one, which it writes without its encoder in C."""
    if isinstance(data, str):
        return _quoted(data)
    if data is None:
        return "null"
    inner = f"{end} "
    if isinstance(data, dict) and data:
        members = [f"{_quoted(name)}: {_indented(data[name], inner)}" for name in sorted(data)]
        return f"{{{inner}{f',{inner}'.join(members)}{end}}}"
    if isinstance(data, list | tuple):
        return f"[{inner}{f',{inner}'.join([_indented(each, inner) for each in data])}{end}]" if data else "[]"
    return json.dumps(data)


def _safe(text: str) -> str:
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Return a table as RFC 4180 has it, without a byte order mark.

    Text that a spreadsheet would run as a formula has an apostrophe before it, as has text that only looks so guarded:
    who takes one apostrophe off each cell that matches `'+[=+-@...]` has what the author wrote.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def _cell(cell: Cell) -> str:
    if not isinstance(cell, str):
        return str(cell).lower()
    text = _NO_CSV.sub(_LOST, cell)
    return "'" + text if _FORMULA.match(text) else text


def xml_text(text: str) -> str:
    """Return `text` for an element or an attribute; what XML 1.0 cannot hold becomes U+FFFD."""
    return _NO_XML.sub(_LOST, text).translate(_XML) if _NOT_BARE.search(text) else text
