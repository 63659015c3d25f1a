"""YAML fields, of a page's front matter or of a block, each value with its place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import yaml

from kb.diagnostics import Diagnostic, diagnose
from kb.text import NOWHERE, Source, Span

# LibYAML goes down a step of the C stack for each level, so that a deep one would end the process.
# Each pattern begins with one of a few characters, which a search finds quickly.
_TOO_DEEP: Final = re.compile(r"[\[{](?:[^\[{\]}]*[\[{]){19}"), re.compile(r"[-?:] +(?:[-?:] +){19}")
_FAR_IN: Final = "\n" + " " * 60
_NULL: Final = "tag:yaml.org,2002:null"
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# What LibYAML says in part, whether the place is where the fault began, and what is wrong and to write, for an author.
_FAULTS: Final = (
    ("unexpected end of stream", True, "a quotation mark is not closed", "close it where the value ends"),
    ("',' or ']'", True, "a list is not closed", "end it with ']', and put commas between its items"),
    (
        "mapping values are not allowed",
        False,
        "a colon and a space within a value, or a line indented too far",
        "quote a value that holds ': ', and begin a line where its neighbours begin",
    ),
    (
        "expected '-' indicator",
        False,
        "the line does not begin where those above it do",
        "begin an item of a list with '- ', and its other fields two spaces further in",
    ),
    ("expected key", False, "the line goes on behind the end of its value", "put the quotation marks round all of it"),
    ("expected ':'", True, "a line without ': '", "write 'name: value', a field a line"),
)


LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML safely, and quickly where LibYAML is: only what `find_depth` finds nothing in."""


class _Loader(LOADER):  # type: ignore[misc]  # which of two it is is known only here
    """Takes every scalar but an empty one for text: fields have no numbers, and seeking them takes long."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool]) -> str:
        return _NULL if kind is yaml.ScalarNode and implicit[0] and value in _NULLS else ""


class Value(NamedTuple):
    """A scalar (its text), a list or a record, and where it stands in its source."""

    span: Span
    data: "str | tuple[Value, ...] | Mapping[str, Value]"
    keys: Mapping[str, Span] | None = None

    @property
    def text(self) -> str:
        """The scalar's text, or "" for a list or a record."""
        return self.data if isinstance(self.data, str) else ""

    @property
    def items(self) -> "tuple[Value, ...]":
        """The list's values; a scalar or a record counts as a list of one, an empty one as an empty list."""
        if isinstance(self.data, tuple):
            return self.data
        return (self,) if self.data else ()

    @property
    def fields(self) -> "Mapping[str, Value]":
        """The record's values by name, empty for a scalar or a list."""
        return self.data if isinstance(self.data, Mapping) else {}


EMPTY: Final = Value(NOWHERE, {}, {})


def parse_fields(source: Source, span: Span) -> tuple[Value, tuple[Diagnostic, ...]]:
    """Return the YAML record in `span` of `source`, and what is wrong with it; a faulty record is empty."""
    text = source.text[span.start : span.end]
    deep = find_depth(text)
    if deep is not None:
        return EMPTY, (
            diagnose(source, span.start + deep, "malformed-fields", "lists in lists too deep", "write it flat"),
        )
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        offset, message, hint = _fault(text, fault)
        return EMPTY, (diagnose(source, span.start + offset, "malformed-fields", message, hint),)
    if node is None:
        return EMPTY, ()
    reader = _Reader(source, span.start)
    if not isinstance(node, yaml.MappingNode):
        hint = "write 'name: value', a field a line"
        return EMPTY, (diagnose(source, reader.span(node), "malformed-fields", "the fields are no record", hint),)
    value = reader.value(node)
    return value, tuple(reader.problems)


def find_depth(text: str) -> int | None:
    """Return where the YAML `text` begins to go so deep that LibYAML might end the process, None if it does nowhere."""
    deep = [match.start() for each in _TOO_DEEP if (match := each.search(text))]
    if (far_in := f"\n{text}".find(_FAR_IN)) >= 0:
        deep.append(far_in)
    return min(deep, default=None)


def build_value(data: object, span: Span = NOWHERE) -> Value:
    """Return the value of plain `data` (text, lists, records) that another YAML reader has read."""
    if isinstance(data, Mapping):
        return Value(span, {str(name): build_value(each, span) for name, each in data.items()}, {})
    if isinstance(data, list | tuple):
        return Value(span, tuple(build_value(each, span) for each in data))
    return Value(span, "" if data is None else str(data))


def _fault(text: str, fault: yaml.YAMLError) -> tuple[int, str, str]:
    """Return where `fault` is in `text`, what is wrong there, and the cure, in words that need no knowledge of YAML."""
    clause = str(getattr(fault, "problem", "") or getattr(fault, "reason", "") or "unreadable")
    place = _offset(text, getattr(fault, "problem_mark", None))
    mark = text[place : place + 1]
    if mark == "\t":
        return place, "a tab, where only spaces may stand", "indent with spaces"
    if mark and "cannot start" in clause:
        return place, f"a value begins with '{mark}'", f"leave the '{mark}' out, or put the value in quotation marks"
    for words, at_start, message, hint in _FAULTS:
        if words in clause:
            start = getattr(fault, "context_mark", None) if at_start else None
            return _offset(text, start) if start else place, message, hint
    hint = "quote a value that holds ': ' or starts with a special character"
    return place, f"the fields are not YAML: {clause}", hint


def _offset(text: str, mark: yaml.Mark | None) -> int:
    return min(mark.index, len(text)) if mark else 0


class _Reader:
    """Turns YAML nodes into values; lives for one call of `parse_fields`."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start
        self.problems: list[Diagnostic] = []
        self._seen: set[int] = set()

    def span(self, node: yaml.Node) -> Span:
        return Span(self.start + node.start_mark.index, self.start + node.end_mark.index)

    def value(self, node: yaml.Node) -> Value:
        span = self.span(node)
        if isinstance(node, yaml.ScalarNode):
            return Value(span, "" if node.tag == _NULL else node.value)
        # What an anchor repeats would be read once for each way to it: a bomb, if anchors repeat anchors.
        if id(node) in self._seen:
            message = "an anchor repeats a list or a record"
            self.problems.append(diagnose(self.source, span, "malformed-fields", message, "write the value out"))
            return Value(span, "")
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return Value(span, tuple(self.value(each) for each in node.value))
        return self._record(node, span) if isinstance(node, yaml.MappingNode) else Value(span, "")

    def _record(self, node: yaml.MappingNode, span: Span) -> Value:
        data: dict[str, Value] = {}
        keys: dict[str, Span] = {}
        for name, value in self._pairs(node):
            if name.value in data:
                message = f"the field '{name.value}' stands twice"
                self.problems.append(diagnose(self.source, self.span(name), "duplicate-field", message, "keep one"))
                continue
            data[name.value] = self.value(value)
            keys[name.value] = self.span(name)
        return Value(span, data, keys)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield name, value
            else:
                hint = "write 'name: value'"
                self.problems.append(
                    diagnose(self.source, self.span(name), "malformed-fields", "a field's name is no word", hint)
                )
