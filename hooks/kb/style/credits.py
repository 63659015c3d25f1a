"""Who stands in the author's place."""

from typing import Final, NamedTuple

from kb.bibliography.entry import Entry, Name, Names, remembered
from kb.style.fields import NOBODY, first_text, people
from kb.style.kinds import Kind
from kb.style.names import author_list

_EDITORS: Final = {
    "editor": ("Ed.", "Eds."),
    "compiler": ("Comp.", "Comps."),
    "director": ("Director", "Directors"),
    "producer": ("Producer", "Producers"),
    "host": ("Host", "Hosts"),
    "translator": ("Trans.", "Trans."),
}


class Credit(NamedTuple):
    """The names in the author's place and what they did when they are not its authors."""

    names: Names = NOBODY
    role: str = ""

    def __str__(self) -> str:
        """Return the author element of the reference without its full stop (APA 7 §9.7-9.12)."""
        role = f" ({self.role})" if self.role else ""
        return author_list(self.names) + role if self.names else ""


@remembered
def credit_of(entry: Entry, kind: Kind) -> Credit:
    """Return who is credited: authors, else a whole work's editors, else the body that made it, else nobody."""
    authors = people(entry, "author")
    if authors:
        film = kind is Kind.MEDIA and entry.type in ("movie", "film")
        return Credit(authors, _role("director", authors) if film else "")
    if kind in (Kind.CHAPTER, Kind.PAPER, Kind.ARTICLE, Kind.NEWS):
        return Credit()
    for role in ("editor", "director", "translator"):
        names = people(entry, role)
        if names:
            told = entry.text("editortype") if role == "editor" else role
            return Credit(names, _role(told or role, names))
    body = _body(entry, kind)
    return Credit(Names((Name(body),))) if body else Credit()


def editor_role(names: Names) -> str:
    """Return `Ed.` or `Eds.`"""
    return _role("editor", names)


def _role(role: str, names: Names) -> str:
    one, many = _EDITORS.get(role, _EDITORS["editor"])
    return many if names.others or len(names.people) > 1 else one


def _body(entry: Entry, kind: Kind) -> str:
    if kind in (Kind.REPORT, Kind.PATENT):
        return first_text(entry, "institution", "organization")
    return first_text(entry, "organization") if entry.type == "manual" else ""
