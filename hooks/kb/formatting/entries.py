"""The bibliography: entries in the order of their keys, a field a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kb.bibliography import Bibliography, parse_bibliography
from kb.bibliography.scanner import scan
from kb.bibliography.syntax import FIELD, HEAD, RawEntry, RawField
from kb.diagnostics import Severity
from kb.formatting.model import Formatted
from kb.text import Source

_UNREADABLE: Final = frozenset({"merge-marker", "not-bibtex", "bibliography-too-large"})
_COMMENT: Final = re.compile(r"%[^\n]*")
_EMPTY: Final = re.compile(r"\n{3,}")
# A note behind an entry belongs to it, but not another entry.
_NOTE: Final = re.compile(r"[^@\n]*(?=\n|\Z)")


@dataclass(frozen=True)
class _Block:
    """An entry or a directive as it is laid out, with the comment above it; `key` is None for a directive."""

    key: str | None
    lead: str
    text: str

    def __str__(self) -> str:
        return self.lead + self.text


def format_bibliography(source: Source) -> Formatted:
    """Return the file in its order and layout; what can't be read, or would mean something else then, stays.

    Directives come first, as they must. What stands above an entry, or behind it on its line, goes with it; what
    stands at the top of the file, apart by an empty line, or at its end, stays there. Fields keep their order, and
    values what is within their braces.
    """
    before = parse_bibliography(source)
    raws, faults = scan(source.text)
    codes = {fault.code for fault in faults} | _UNREADABLE
    stopping = tuple(each for each in sorted(before.problems) if each.code in codes and each.severity is Severity.ERROR)
    if stopping or not raws:
        return Formatted(source.text, stopping)
    text = _laid_out(source.text, raws)
    return Formatted(text if _data(parse_bibliography(Source(source.path, text))) == _data(before) else source.text)


def _laid_out(text: str, raws: Sequence[RawEntry]) -> str:
    blocks: list[_Block] = []
    header, at = "", 0
    for index, raw in enumerate(raws):
        lead, apart = _trimmed(text[at : raw.span.start])
        if not index and lead:
            header, _, lead = (lead, "", "") if apart else lead.rpartition("\n\n")
        lead += ("\n\n" if apart else "\n") if lead else ""
        end = raw.span.end
        note = _NOTE.match(text, end)
        at = note.end() if note else end
        behind = f" {text[end:at].strip()}" if text[end:at].strip() else ""
        is_entry = raw.type not in ("string", "preamble")
        made = _entry(text, raw) if is_entry else text[raw.span.start : end]
        blocks.append(_Block(raw.key if is_entry else None, lead, made + behind))
    blocks.sort(key=lambda each: (each.key is not None, each.key or ""))
    parts = [f"{header}\n\n"] if header else []
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        together = block.key is None and below and below.key is None and not below.lead
        parts.append(str(block) + ("\n" if together or not below else "\n\n"))
    tail, _ = _trimmed(text[at:])
    return "".join([*parts, *(["\n", tail, "\n"] if tail else ())])


def _trimmed(gap: str) -> tuple[str, bool]:
    """Return the text between two entries with single empty lines in it, and whether one stood below it."""
    lines = [line.rstrip() for line in gap.split("\n")]
    apart = len(lines) > 1 and not lines[-1] and not lines[-2]
    return _EMPTY.sub("\n\n", "\n".join(lines)).strip("\n"), apart


def _entry(text: str, raw: RawEntry) -> str:
    head = HEAD.match(text, raw.span.start)
    assert head, "the scanner found it by this pattern"  # noqa: S101
    end = raw.key_offset + len(raw.key)
    starts = [*(field.span.start for field in raw.fields), raw.span.end - 1]
    behind, below = _comments(text[head.end() : raw.key_offset] + text[end : starts[0]])
    lines = [f"@{head[1]}{head[2]}{text[raw.key_offset : end]},{behind}", *below]
    for field, after in zip(raw.fields, starts[1:], strict=True):
        behind, below = _comments(text[field.span.end : after])
        lines += [f"  {_field(text, field)},{behind}", *below]
    return "\n".join([*lines, text[raw.span.end - 1]])


def _field(text: str, field: RawField) -> str:
    name = FIELD.match(text, field.span.start)
    assert name, "the reader found it by this pattern"  # noqa: S101
    value = text[name.end() : field.span.end].strip()
    if len(field.parts) == 1 and value.isascii() and value.isdecimal():
        value = f"{{{value}}}"
    elif len(field.parts) == 1 and len(value) > 1 and value[0] == value[-1] == '"':
        value = f"{{{value[1:-1]}}}"
    return f"{name[1]} = {value}"


def _comments(gap: str) -> tuple[str, list[str]]:
    """Return the comments between two fields: the one on the line of the first, and those on lines of their own."""
    behind = ""
    below: list[str] = []
    for comment in _COMMENT.finditer(gap):
        if not behind and not below and "\n" not in gap[: comment.start()]:
            behind = f" {comment[0].rstrip()}"
        else:
            below.append(f"  {comment[0].rstrip()}")
    return behind, below


def _data(bibliography: Bibliography) -> list[object]:
    entries = sorted(bibliography, key=lambda each: each.key)
    return [(each.key, each.type, each.fields, each.names, each.date, each.original) for each in entries]
