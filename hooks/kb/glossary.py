"""The glossary: terms that are explained once, on a page of their own, and shown wherever they are used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kb.links import match_wikilink
from kb.prose.headings import slugify
from kb.text import Span

URI: Final = "about/glossary.md"

_ENTRY: Final = re.compile(r"^(?P<term>\S[^\n]*)\n:[ ]{1,3}(?P<definition>[^\n]+)", re.MULTILINE)
_SHORT: Final = re.compile(r"\s*\((?P<short>[^()]+)\)$")
_SEE: Final = re.compile(r"\s*See \[\[(?P<name>[^\]|#]+)[^\]]*\]\][^.]*\.\s*$")
_LINK: Final = re.compile(r"\[\[[^\[\]\n]+\]\]")


class Term(NamedTuple):
    """A word of the glossary: how and where it is written there, what it means, the name of the page that treats it."""

    title: str
    span: Span
    definition: str
    page: str = ""

    @property
    def anchor(self) -> str:
        """The id of the term on the glossary's page."""
        return "term-" + slugify(self.title)

    @property
    def names(self) -> tuple[str, ...]:
        """The words by which a text uses the term; an abbreviation counts from three capitals on."""
        short = _SHORT.search(self.title)
        if not short:
            return (self.title,)
        name = self.title[: short.start()]
        return (name, short["short"]) if re.fullmatch(r"[A-Z]{3,}", short["short"]) else (name,)


@dataclass(frozen=True)
class Glossary:
    """The terms in the order of the page."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Term]:
        """The terms by their names, case folded."""
        return {name.casefold(): term for term in reversed(self.terms) for name in term.names}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds a use of a term, in the singular or with an s; the longest name comes first."""
        names = sorted((name for term in self.terms for name in term.names), key=lambda name: (-len(name), name))
        if not names:
            return None
        return re.compile(rf"(?<![\w-])(?P<name>{'|'.join(map(re.escape, names))})s?(?![\w-])", re.IGNORECASE)

    def find_uses(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Yield the uses of terms in `text`: start, end, term."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            name = match["name"]
            term = self.by_name[name.casefold()]
            # An abbreviation is one in capitals only.
            if name in term.names or not any(each.isupper() and each == name.upper() for each in term.names):
                yield match.start(), match.end(), term


def parse_glossary(text: str) -> Glossary:
    """Return the terms of the glossary's Markdown, a definition list: a term a line, its definition after a colon."""
    return Glossary(tuple(_term(match) for match in _ENTRY.finditer(text)))


def _term(match: re.Match[str]) -> Term:
    definition = match["definition"].strip()
    see = _SEE.search(definition)
    words = definition[: see.start()] if see else definition
    plain = _LINK.sub(lambda link: _label(link[0]), words)
    return Term(match["term"].strip(), Span(*match.span("term")), plain, see["name"].strip() if see else "")


def _label(text: str) -> str:
    link = match_wikilink(text, 0)
    return (link.label or link.target) if link else text
