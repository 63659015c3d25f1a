"""What programs that manage references ask of a work, whatever format they read."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kb.bibliography.entry import Entry, Name, Names
from kb.richtext import plain
from kb.style.fields import how_published
from kb.style.kinds import Kind, kind_of
from kb.style.links import doi, link
from kb.style.pages import pages_of
from kb.style.preprints import preprint_server

_THESES: Final = {"phdthesis": "Doctoral dissertation", "mastersthesis": "Master’s thesis"}
_GENRES: Final = {"mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis", "techreport": "Technical report"}
_GENRES_OF_KIND: Final = {Kind.PREPRINT: "Preprint", Kind.PRESENTATION: "", Kind.MANUSCRIPT: "Unpublished manuscript"}
_RANGE: Final = re.compile(r"([^–,\s]+)–([^–,\s]+)")
_NO_LINE: Final = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LOST: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def inline(text: str) -> str:
    """Return `text` on one line: without anything that ends a line, commands a terminal or cannot be written."""
    return text if text.isprintable() else _LOST.sub("\ufffd", _NO_LINE.sub(" ", text))


def one_line(text: str) -> str:
    """Return `text` on one line, without white space around it."""
    return inline(text).strip()


@dataclass(frozen=True)
class Record:
    """An entry seen as a reference manager sees it: one value for each notion, on one line, "" where there is none."""

    entry: Entry

    @cached_property
    def kind(self) -> Kind:
        """What the work is."""
        return kind_of(self.entry)

    def text(self, *names: str) -> str:
        """Return the first of the fields `names` that says anything."""
        fields = self.entry.fields
        for name in names:
            if name in fields and (text := one_line(plain(fields[name]))):
                return text
        return ""

    def names(self, role: str) -> Names:
        """Return the names of `role`, or nobody."""
        return self.entry.names.get(role) or Names()

    @property
    def authors(self) -> Names:
        """Who made the work: its authors, or the body that issued a report or manual without authors."""
        names = self.names("author")
        if names or self.names("editor"):
            return names
        body = self.text("institution", "organization") if self.kind in (Kind.REPORT, Kind.PATENT) else ""
        body = body or (self.text("organization") if self.entry.type == "manual" else "")
        return Names((Name(body),)) if body else names

    @property
    def container(self) -> str:
        """The name of the journal, book or site that the work stands in."""
        names = ("booktitle", "journal") if self.kind in (Kind.CHAPTER, Kind.PAPER) else ("journal", "booktitle")
        return "" if self.kind is Kind.PREPRINT else self.text(*names)

    @property
    def publisher(self) -> str:
        """Who brought the work out: a house, an institution, a university or a server."""
        match self.kind:
            case Kind.THESIS:
                found = self.text("school", "institution", "publisher")
            case Kind.PREPRINT:
                found = one_line(preprint_server(self.entry)) or self.text("publisher", "institution", "archiveprefix")
            case Kind.REPORT | Kind.PATENT | Kind.MANUSCRIPT:
                found = self.text("institution", "publisher", "organization")
            case _:
                found = self.text("publisher", "organization", "institution")
        return found or one_line(plain(how_published(self.entry)))

    @property
    def genre(self) -> str:
        """What kind of report, thesis or recording it is, in words."""
        words = self.text("type")
        if self.kind is Kind.THESIS:
            return _GENRES.get(words.casefold(), words) or _THESES.get(self.entry.type, "")
        return _GENRES.get(words.casefold(), words) or _GENRES_OF_KIND.get(self.kind, "")

    @property
    def pages(self) -> str:
        """The pages, with en dashes, or the article's number that stands in their place."""
        return one_line(pages_of(self.entry)) or self.text("eid", "articleno", "article-number")

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last page; the last is "" when the pages are no simple range."""
        found = _RANGE.fullmatch(self.pages)
        return (found[1], found[2]) if found else (self.pages, "")

    @cached_property
    def doi(self) -> str:
        """The bare DOI."""
        return one_line(doi(self.entry))

    @property
    def url(self) -> str:
        """The address that the entry gives, or that of its DOI or preprint."""
        return self.text("url") or next((run.href for run in link(self.entry) if run.href), "")

    @property
    def status(self) -> str:
        """Whether the work was retracted or is under concern, in words with day and reason, or ""."""
        status = self.text("status").casefold()
        words = {"retracted": "Retracted", "concern": "Under an expression of concern"}.get(status, "")
        if not words:
            return ""
        day, note = self.text("statusdate"), self.text("statusnote")
        return words + (f", {day}" if day else "") + (f": {note}" if note else "")
