"""Pages and their typed front matter."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.fields import EMPTY, Value, parse_fields
from kb.prose import FRONT_MATTER
from kb.schema import Choice, Day, Days, Many, Pairs, Record, Text, parse_day, problems
from kb.text import NOWHERE, Source, Span
from kb.vocabulary import GRADES, RELATION_TYPES, Kind, Level, Status

# A first line that MkDocs would take for a MultiMarkdown header and drop from the page.
_EATEN: Final = re.compile(r" {0,3}[A-Za-z0-9_-]+:\s*\S.*\n")

RELATION: Final = Record(
    {
        "type": Choice(tuple(RELATION_TYPES), "how this page's node bears on the target"),
        "to": Text("the id of the target page"),
        "why": Text("a sentence that says why"),
        "grade": Choice(GRADES, "how sure we can be"),
        "cites": Many(Text(), "citation keys of the works that carry it"),
        "disputes": Many(Text(), "citation keys of the works against it"),
        "when": Text("conditions: population, timescale"),
    },
    required=("type", "to", "why", "grade", "cites"),
)

PAGE: Final = Record(
    {
        "title": Text("the page's heading"),
        "kind": Choice(tuple(Kind), "a composite, or a part of one"),
        "level": Choice(tuple(Level), "the level of description"),
        "summary": Text("what it is, in one sentence"),
        "aliases": Many(Text(), "other names, unique in the atlas"),
        "status": Choice(tuple(Status), "how far the page has come"),
        "reviewed": Day("when a person last held the page against its sources"),
        "relations": Many(RELATION, "how the node bears on others, declared on the source's page only"),
        "acknowledges": Pairs("retracted works, and works under concern, that the page cites all the same, and why"),
        "redirects": Many(Text(), "addresses of pages that are no more, such as mechanisms/old-id, which lead here"),
        "changes": Days("what changed in the evidence, by the day of the change"),
        "moved": Pairs("anchors that the page once had, and the ones that have their place"),
    },
    required=("title",),
    open=True,  # fields of the theme, such as hide and search
)

NODE: Final = Record(PAGE.fields, required=("title", "kind", "level", "summary", "status"), open=True)


@dataclass(frozen=True)
class Page:
    """A Markdown source and what its front matter says of it; `uri` is its path below docs/."""

    source: Source
    uri: str
    body: Span
    fields: Value = EMPTY
    problems: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @cached_property
    def id(self) -> str:
        """The file's name without its extension."""
        return PurePosixPath(self.uri).stem

    @cached_property
    def title(self) -> str:
        """The title, or the id when the front matter has none."""
        return self._text("title") or self.id

    @property
    def summary(self) -> str:
        """The one-sentence summary, or ""."""
        return self._text("summary")

    @cached_property
    def kind(self) -> Kind | None:
        """What the page is about; None for a page that is no node of the graph."""
        text = self._text("kind")
        return Kind(text) if text in tuple(Kind) else None

    @cached_property
    def level(self) -> Level | None:
        """The level of description."""
        text = self._text("level")
        return Level(text) if text in tuple(Level) else None

    @property
    def status(self) -> Status:
        """How far the page has come; a page that does not say is a draft."""
        text = self._text("status")
        return Status(text) if text in tuple(Status) else Status.DRAFT

    @cached_property
    def reviewed(self) -> datetime.date | None:
        """The day of the last review."""
        return parse_day(self._text("reviewed"))

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Other names of the node."""
        return tuple(item.text for item in self._items("aliases") if item.text)

    @property
    def relations(self) -> tuple[Value, ...]:
        """The declared relations, as fields."""
        return tuple(item for item in self._items("relations") if item.fields)

    @cached_property
    def acknowledges(self) -> Mapping[str, Span]:
        """The citation keys of works that the page cites although they no longer stand, and where it says so."""
        value = self.fields.fields.get("acknowledges")
        return (value.keys if value else None) or {}

    @cached_property
    def redirects(self) -> tuple[Value, ...]:
        """The addresses, as written, of pages that are no more and whose place this one takes."""
        return self._items("redirects")

    @property
    def moved(self) -> Mapping[str, tuple[Span, Value]]:
        """The anchors that the page once had: where the front matter names each, and the one that has its place."""
        value = self.fields.fields.get("moved")
        keys = (value.keys if value else None) or {}
        return {old: (span, value.fields[old]) for old, span in keys.items()} if value else {}

    @property
    def changes(self) -> tuple[tuple[datetime.date, str], ...]:
        """What changed in the page's evidence, the newest first."""
        value = self.fields.fields.get("changes")
        days = ((parse_day(name), each.text.strip()) for name, each in (value.fields.items() if value else ()))
        return tuple(sorted(((day, text) for day, text in days if day and text), reverse=True))

    @property
    def is_readable(self) -> bool:
        """Whether the front matter could be read."""
        return not any(each.code in ("malformed-fields", "missing-front-matter") for each in self.problems)

    def place(self, name: str) -> Span:
        """Return where the value of the field `name` stands, or the page's first character."""
        value = self.fields.fields.get(name)
        return value.span if value else NOWHERE

    def _text(self, name: str) -> str:
        value = self.fields.fields.get(name)
        return value.text.strip() if value else ""

    def _items(self, name: str) -> tuple[Value, ...]:
        value = self.fields.fields.get(name)
        return value.items if value else ()


def parse_page(source: Source, uri: str) -> Page:
    """Return the page of `source`, which never fails: what is wrong with it is among its problems."""
    match = FRONT_MATTER.match(source.text)
    if not match:
        found = tuple(_without_front_matter(source))
        return Page(source, uri, Span(0, len(source.text)), problems=found)
    inner = Span(*match.span(1)) if match[1] else Span(match.end(), match.end())
    fields, found = parse_fields(source, inner)
    page = Page(source, uri, Span(match.end(), len(source.text)), fields, found)
    if found:
        return page
    rule = NODE if page.kind or _is_among_nodes(page) else PAGE
    found = tuple(problems(rule, fields, "the front matter", source))
    return Page(source, uri, page.body, fields, found)


def _is_among_nodes(page: Page) -> bool:
    return PurePosixPath(page.uri).parent.as_posix() in (kind.folder for kind in Kind) and page.id != "index"


def _without_front_matter(source: Source) -> Iterator[Diagnostic]:
    hint = "begin the page with '---', 'title: ...', '---'"
    if source.text.startswith("---\n"):
        message = "the front matter is not closed"
        yield diagnose(source, 0, "malformed-fields", message, "end it with a line '---'")
    elif _EATEN.match(source.text):
        message = "the first line looks like a header and would be dropped from the page"
        yield diagnose(source, 0, "missing-front-matter", message, hint)
    else:
        yield diagnose(source, 0, "missing-front-matter", "the page has no front matter", hint)
