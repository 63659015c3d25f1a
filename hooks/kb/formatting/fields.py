"""The front matter of a page: its fields in the order of their table, each as its author wrote it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from kb.edits import Edit, apply_edits
from kb.fields import Value
from kb.formatting.model import Formatted
from kb.pages import PAGE, RELATION, parse_page
from kb.text import Source, Span

_UNREADABLE: Final = ("malformed-fields", "duplicate-field")
_NO_FIELD: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_COMMENT: Final = re.compile(r"^[ \t]*#", re.MULTILINE)
_DASHES: Final = re.compile(r" *(?:-[ ]+)*")
_INLINE: Final = re.compile(r"[\w/.#-][\w/.# -]*(?<! )")


@dataclass(frozen=True)
class _Field:
    """A field's lines: those above it that are blank or comments, what precedes its name, and the rest."""

    name: str
    lead: str
    prefix: str
    rest: str


def format_page(source: Source) -> Formatted:
    """Return the page with the fields of its front matter and of its relations in order.

    A comment stays above its field. Front matter that is written in braces, or that would mean something else, stays.
    """
    page = parse_page(source, source.path)
    stopping = tuple(each for each in page.problems if each.code in _UNREADABLE)
    if stopping:
        return Formatted(source.text, stopping)
    relations = page.fields.fields.get("relations")
    edits = [
        edit for each in (relations.items if relations else ()) for edit in _ordered(source.text, each, RELATION.fields)
    ]
    text = apply_edits(source.text, edits)
    fields = parse_page(Source(source.path, text), source.path).fields
    start = text.find("\n") + 1
    text = apply_edits(text, _ordered(text, fields, PAGE.fields, start))
    after = parse_page(Source(source.path, text), source.path).fields
    return Formatted(text if _data(after) == _data(page.fields) else source.text)


def insertion(text: str, record: Value, name: str, line: str) -> Edit:
    """Return the edit that puts `line` into the front matter in the place of the field `name`, or where one belongs.

    An empty `line` takes the field out. The front matter must be readable and not empty.
    """
    order = list(PAGE.fields)
    keys = record.keys or {}
    if name in keys:
        return Edit(Span(keys[name].start, _after(text, record.fields[name])), line)
    before = [each for each in keys if each in order and order.index(each) < order.index(name)]
    last = max(before or keys, key=lambda each: keys[each].start)
    end = _after(text, record.fields[last])
    return Edit(Span(end, end), line)


def written(text: str, is_inline: bool = True) -> str:
    """Return `text` as a YAML scalar, in quotes unless YAML takes it bare for words; `is_inline` is within brackets."""
    try:
        is_plain = yaml.safe_load(f"a: {text}\nb:") == {"a": text, "b": None}
        is_plain = is_plain and (not is_inline or bool(_INLINE.fullmatch(text)))
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _ordered(text: str, record: Value, order: Iterable[str], start: int | None = None) -> Iterator[Edit]:
    """Yield the edit that puts the lines of `record` in order, if one is needed; `start` is where they may begin."""
    rank = {name: index for index, name in enumerate(order)}
    span, fields = _fields(text, record, start)
    wanted = sorted(fields, key=lambda each: rank.get(each.name, len(rank)))
    if wanted != list(fields):
        prefixes = (each.prefix for each in fields)
        lines = (f"{each.lead}{prefix}{each.rest}" for each, prefix in zip(wanted, prefixes, strict=True))
        yield Edit(span, "".join(lines))


def _fields(text: str, record: Value, start: int | None) -> tuple[Span, Sequence[_Field]]:
    """Return the fields of `record` with the span of them all; none when they do not stand line below line."""
    nothing = Span(0, 0), ()
    names = sorted((record.keys or {}).items(), key=lambda each: each[1].start)
    found: list[_Field] = []
    begin = at = start
    for name, key in names:
        line = text.rfind("\n", 0, key.start) + 1
        at = line if at is None else at
        begin = at if begin is None else begin
        lead, prefix = text[at:line], text[line : key.start]
        is_fit = not prefix.strip(" ") if found or start is not None else _DASHES.fullmatch(prefix)
        end = _after(text, record.fields[name])
        if line < at or not is_fit or not _NO_FIELD.fullmatch(lead) or text[end - 1] != "\n":
            return nothing
        # Deeper than its field, it could become words of a text above.
        lead = _COMMENT.sub(" " * len(prefix) + "#", lead)
        found.append(_Field(name, lead, prefix, text[key.start : end]))
        at = end
    return (Span(begin or 0, at or 0), found) if found else nothing


def _after(text: str, value: Value) -> int:
    """Return the start of the line below `value`."""
    end = _end(text, value)
    line = text.rfind("\n", 0, end) + 1
    if end > value.span.start and not text[line:end].strip():
        return line
    newline = text.find("\n", end)
    return newline + 1 if newline >= 0 else len(text)


def _end(text: str, value: Value) -> int:
    """Return where `value` ends; YAML has a list or a record end where the next thing begins."""
    inner = value.data.values() if isinstance(value.data, Mapping) else value.data
    if isinstance(inner, str) or text[value.span.start : value.span.start + 1] in ("[", "{"):
        return value.span.end
    return max((_end(text, each) for each in inner), default=value.span.end)


def _data(value: Value) -> object:
    if isinstance(value.data, Mapping):
        return {name: _data(each) for name, each in value.data.items()}
    return [_data(each) for each in value.data] if isinstance(value.data, tuple) else value.data
