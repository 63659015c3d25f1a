"""Claims: graded statements in the body of a page, each with the works for and against it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kb.citations import CitationItem
from kb.diagnostics import Diagnostic, diagnose
from kb.fields import Value, parse_fields
from kb.graph import cited_keys
from kb.pages import Page
from kb.prose import begins_line
from kb.schema import Choice, Id, Many, Record, Text, problems
from kb.text import NOWHERE, Span
from kb.vocabulary import GRADES, Grade

CLAIM: Final = Record(
    {
        "id": Id("the claim's anchor, unique on its page"),
        "grade": Choice(GRADES, "how sure we can be"),
        "supports": Many(Text(), "citation keys of the works that carry it"),
        "disputes": Many(Text(), "citation keys of the works against it"),
    },
    required=("id", "grade"),
)

_OPENING: Final = re.compile(r"(///+)[ ]*claim[ ]*(?:\|[ ]*(.*?)[ ]*)?$", re.MULTILINE)
_OPTIONS: Final = re.compile(r"\n((?:[ \t]{4,}\S.*(?:\n|\Z))+)")
_ASTRAY: Final = re.compile(rf"\n[ \t]*((?:{'|'.join(CLAIM.fields)}):[^\n]*)")
_CLOSING: Final = r"^[ \t]*{}[ ]*$"


class Claim(NamedTuple):
    """A graded statement.

    `span` is the opening line's, `body` the text's between options and closing line. `grade` is None when the page
    gives none that is known. `places` holds the span of each written option.
    """

    id: str
    title: str
    grade: Grade | None
    supports: tuple[CitationItem, ...]
    disputes: tuple[CitationItem, ...]
    span: Span = NOWHERE
    body: Span = NOWHERE
    places: Mapping[str, Span] | None = None
    problems: tuple[Diagnostic, ...] = ()

    def place(self, name: str) -> Span:
        """Return where the option `name` stands, or the opening line."""
        return (self.places or {}).get(name, self.span)


def build_claim(title: str, options: Value) -> Claim:
    """Return the claim of a block's argument and options."""
    texts = {name: each.text.strip() for name, each in options.fields.items()}
    grade = Grade(texts["grade"]) if texts.get("grade") in GRADES else None
    supports, disputes = cited_keys(options, "supports"), cited_keys(options, "disputes")
    return Claim(texts.get("id", ""), title, grade, supports, disputes)


def find_claims(page: Page, prose: str) -> Iterator[Claim]:
    """Yield the claims of `page` in reading order; `prose` is its text with code and the like blanked."""
    text = page.source.text
    for opening in _OPENING.finditer(prose, page.body.start):
        if not begins_line(prose, opening.start()):
            continue
        options = _OPTIONS.match(text, opening.end())
        start = options.end() if options else opening.end()
        closing = re.compile(_CLOSING.format(opening[1]), re.MULTILINE).search(prose, start)
        fields, found = parse_fields(page.source, Span(*options.span(1))) if options else (Value(NOWHERE, {}), ())
        claim = build_claim(text[slice(*opening.span(2))] if opening[2] else "", fields)
        line = Span(opening.start(1), opening.end())
        if not found:
            place = Value(line if not options else fields.span, fields.data, fields.keys)
            found = tuple(problems(CLAIM, place, "the claim", page.source))
            if astray := None if options else _ASTRAY.match(text, opening.end()):
                hint = "indent the options by four spaces, right below the first line"
                message = "the claim's options are not indented"
                found = (diagnose(page.source, Span(*astray.span(1)), "malformed-fields", message, hint),)
        if not claim.title:
            hint = "write '/// claim | A full statement'"
            found += (diagnose(page.source, line, "claim-without-title", "the claim has no statement", hint),)
        if not closing:
            hint = f"end it with a line '{opening[1]}'"
            found += (diagnose(page.source, line, "unclosed-claim", "the claim has no end", hint),)
        yield Claim(
            claim.id,
            claim.title,
            claim.grade,
            claim.supports,
            claim.disputes,
            line,
            Span(start, closing.start() if closing else len(text)),
            {name: each.span for name, each in fields.fields.items()},
            found,
        )
