"""The source element of a reference: where to find the work."""

import re

from kb.bibliography.entry import Entry
from kb.richtext import RichText, Run, plain
from kb.style.credits import Credit, editor_role
from kb.style.dates import IN_PRESS, year
from kb.style.descriptions import is_unpublished, presented
from kb.style.editions import edition_label
from kb.style.fields import first, first_text, how_published, people, same
from kb.style.kinds import Kind
from kb.style.links import doi
from kb.style.names import contributor_list
from kb.style.pages import article_pages, labelled, pages_of, ranges
from kb.style.phrases import italic, joined, roman, unstopped, wrapped
from kb.style.preprints import preprint_server
from kb.style.titles import container_title, volume_label

_AHEAD = re.compile(r"advance online|online first|ahead of print|early view|prepublished|^online$", re.IGNORECASE)
_FIRM = re.compile(r",?\s+(?:Inc\.?|Incorporated|Ltd\.?|Limited|LLC|L\.L\.C\.|GmbH|S\.A\.|PLC|Pty\.?)$")
_PROQUEST = ("publisher", "archive", "library")


def source_element(entry: Entry, kind: Kind, credit: Credit) -> list[RichText]:
    """Return the sentences of the source, without their full stops and without the link (APA 7 §9.23-9.37)."""
    match kind:
        case Kind.ARTICLE | Kind.NEWS | Kind.ISSUE:
            return _periodical(entry, kind)
        case Kind.CHAPTER | Kind.PAPER:
            return [_container(entry, kind), publisher(entry, credit, "publisher", "organization")]
        case Kind.THESIS:
            if is_unpublished(entry):
                return [first(entry, "school")]
            return [publisher(entry, credit, *_PROQUEST) or _published(entry)]
        case Kind.PRESENTATION:
            return [_event(entry)]
        case Kind.PREPRINT:
            return [
                roman(preprint_server(entry)) or publisher(entry, credit, "publisher", "institution", "archiveprefix")
            ]
        case Kind.MANUSCRIPT:
            return [publisher(entry, credit, "institution", "organization")]
        case Kind.REPORT | Kind.PATENT:
            return _issuers(entry, credit)
    return [publisher(entry, credit, "publisher", "organization", "institution") or _published(entry)]


def publisher(entry: Entry, credit: Credit, *names: str) -> RichText:
    """Return who published the work, without its legal form, unless that is the author (APA 7 §9.29)."""
    for name in names:
        words = first_text(entry, name)
        if words and not _is_credited(words, credit):
            return roman(_FIRM.sub("", words))
    return ()


def _is_credited(body: str, credit: Credit) -> bool:
    alone = [person for person in credit.names.people if not person.given]
    return body == "Author" or any(same(person.family, body) for person in alone)


def _published(entry: Entry) -> RichText:
    words = unstopped(how_published(entry))
    told = re.search(
        r"manuscript|presented|data ?set|software|preprint|^(?:online|web|url|available)", plain(words), re.I
    )
    return () if told else words


def _periodical(entry: Entry, kind: Kind) -> list[RichText]:
    name = first(entry, "journal", "booktitle", "title" if kind is Kind.ISSUE else "journal")
    volume, issue = ranges(entry.text("volume")), ranges(first_text(entry, "number", "issue"))
    numbers = (*italic(roman(volume)), *wrapped(roman(issue), "(", ")"))
    pages = pages_of(entry) if kind is Kind.NEWS else article_pages(entry, doi(entry))
    place = joined((italic(unstopped(name)), numbers, roman(pages)), ", ")
    ahead = kind is Kind.ARTICLE and _is_ahead(entry, bool(numbers or pages))
    return [place, roman("Advance online publication" if ahead else "")]


def _is_ahead(entry: Entry, numbered: bool) -> bool:
    if year(entry) == IN_PRESS or not entry.text("journal"):
        return False
    told = any(_AHEAD.search(entry.text(name).strip()) for name in ("note", "pubstate", "year"))
    return told or (not numbered and bool(doi(entry)) and entry.date is not None)


def _container(entry: Entry, kind: Kind) -> RichText:
    name = container_title(entry, kind)
    if not name:
        return ()
    in_series = kind is Kind.PAPER and bool(first_text(entry, "series", "maintitle"))
    facts = (
        edition_label(entry.text("edition")),
        "" if in_series else volume_label(entry),
        labelled(pages_of(entry)) or _article_number(entry),
    )
    details = wrapped(roman(", ".join(fact for fact in facts if fact)), "(", ")")
    makers = _makers(entry)
    return (Run("In " + (f"{makers}, " if makers else "")), *joined((italic(name), details), " "))


def _article_number(entry: Entry) -> str:
    return f"Article {entry.text('eid')}" if entry.text("eid") else ""


def _makers(entry: Entry) -> str:
    writers, editors = people(entry, "bookauthor"), people(entry, "editor")
    if writers and writers != people(entry, "author"):
        return contributor_list(writers)
    return f"{contributor_list(editors)} ({editor_role(editors)})" if editors else ""


def _event(entry: Entry) -> RichText:
    name = first_text(entry, "eventtitle") or presented(entry)[1] or first_text(entry, "organization", "publisher")
    name = name or plain(_published(entry))
    place = first_text(entry, "venue", "address", "eventplace")
    return roman(", ".join(part for part in (name, place if place not in name else "") if part))


def _issuers(entry: Entry, credit: Credit) -> list[RichText]:
    """Return the body that issued a report, and its publisher where that is another."""
    body = publisher(entry, credit, "institution", "organization")
    house = publisher(entry, credit, "publisher")
    return [body, () if same(plain(house), plain(body)) else house] if body or house else [_published(entry)]
