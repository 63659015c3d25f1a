"""Rules that fields must meet, declared once: for the checks here, and for editors in `kb.export.front_matter`."""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Final, NamedTuple

from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.fields import Value
from kb.text import Source, Span

DAY_FORM: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
ID_FORM: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What MkDocs, its theme and its plugins read from front matter; some of it looks like a field of ours misspelt.
_OF_OTHERS: Final = frozenset(
    {"author", "authors", "comments", "date", "description", "draft", "hide", "icon"}
    | {"search", "social", "tags", "template"}
)


class Text(NamedTuple):
    """Any words."""

    about: str = ""


class Id(NamedTuple):
    """A name for addresses: small letters and digits, words joined by hyphens."""

    about: str = ""


class Choice(NamedTuple):
    """One of a closed set of words."""

    options: tuple[str, ...]
    about: str = ""


class Day(NamedTuple):
    """A date as YYYY-MM-DD."""

    about: str = ""


class Many(NamedTuple):
    """A list of values of one rule; one value may stand alone."""

    of: "Rule"
    about: str = ""


class Pairs(NamedTuple):
    """Words under names of the author's own choice."""

    about: str = ""


class Days(NamedTuple):
    """Words under dates as YYYY-MM-DD."""

    about: str = ""


class Record(NamedTuple):
    """Named fields, some of them required; `open` lets fields of other programs pass."""

    fields: Mapping[str, "Rule"]
    required: tuple[str, ...] = ()
    open: bool = False
    about: str = ""


Rule = Text | Id | Choice | Day | Many | Pairs | Days | Record


@singledispatch
def problems(rule: Rule, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    """Yield what in `value`, the field `name`, breaks `rule`."""
    raise TypeError(rule)


def _wrong(source: Source, value: Value, message: str, hint: str) -> Diagnostic:
    return diagnose(source, value.span, "invalid-field", message, hint)


@problems.register(Text)
def _(rule: Text, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if not value.text.strip():
        yield _wrong(source, value, f"'{name}' has no words", f"write '{name}: ...' or leave the field out")


@problems.register(Id)
def _(rule: Id, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if not value.text.strip():
        yield from problems(Text(), value, name, source)
    elif not is_id(value.text.strip()):
        hint = "use small letters and digits, words joined by hyphens"
        yield _wrong(source, value, f"'{value.text}' can't be an {name}", hint)


@problems.register(Choice)
def _(rule: Choice, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if value.text not in rule.options:
        hint = did_you_mean(value.text, rule.options) or "one of: " + ", ".join(rule.options)
        yield _wrong(source, value, f"'{value.text}' is no {name}", hint)


@problems.register(Day)
def _(rule: Day, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if parse_day(value.text) is None:
        yield _wrong(source, value, f"'{value.text}' is no date", "write it as 2026-11-22")


@problems.register(Many)
def _(rule: Many, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if isinstance(value.data, Mapping) and not isinstance(rule.of, Record):
        yield _wrong(source, value, f"'{name}' is no list", f"write '{name}: [one, two]'")
        return
    items = value.items if not isinstance(value.data, Mapping) else (value,)
    for item in items:
        yield from problems(rule.of, item, name, source)


@problems.register(Pairs)
def _(rule: Pairs, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if not isinstance(value.data, Mapping):
        yield _wrong(source, value, f"'{name}' is no record", "write 'name: words', one a line")
    for key, item in value.fields.items():
        yield from problems(Text(), item, key, source)


@problems.register(Days)
def _(rule: Days, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    yield from problems(Pairs(), value, name, source)
    for key, span in (value.keys or {}).items():
        if parse_day(key) is None:
            yield diagnose(source, span, "invalid-field", f"'{key}' is no date", "write it as 2026-11-22")


@problems.register(Record)
def _(rule: Record, value: Value, name: str, source: Source) -> Iterator[Diagnostic]:
    if not isinstance(value.data, Mapping):
        yield _wrong(source, value, f"'{name}' is no record", "write 'name: value', a field a line")
        return
    keys: Mapping[str, Span] = value.keys or {}
    for key, item in value.fields.items():
        if key in rule.fields:
            yield from problems(rule.fields[key], item, key, source)
            continue
        hint = "" if rule.open and key in _OF_OTHERS else did_you_mean(key, rule.fields)
        if hint or not rule.open:
            hint = hint or "known fields: " + ", ".join(rule.fields)
            yield diagnose(source, keys[key], "unknown-field", f"no field is called '{key}'", hint)
    for key in rule.required:
        if key not in value.fields:
            where = f"{name if ' ' in name else f'an item of {name}'} lacks the field '{key}'"
            yield diagnose(source, value.span, "missing-field", where, f"add '{key}: ...'")


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id: small letters and digits, words joined by hyphens."""
    return bool(ID_FORM.fullmatch(text))


def parse_day(text: str) -> datetime.date | None:
    """Return the date written as YYYY-MM-DD, or None."""
    if not DAY_FORM.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
