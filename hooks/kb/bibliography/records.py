"""What the atlas itself records of a work: how far its entry was checked, and whether the work still stands."""

import datetime
from typing import Final, NamedTuple

from kb.bibliography.dates import parse_date
from kb.bibliography.dating import Draft, report_date, text_of
from kb.bibliography.entry import Date, Entry
from kb.bibliography.faults import Fault, Report, quoted
from kb.richtext import RichText
from kb.schema import parse_day

VERIFIED: Final = "verified"
PARTLY: Final = "partly"
RETRACTED: Final = "retracted"
CONCERN: Final = "concern"
LEVELS: Final = (VERIFIED, PARTLY)
STATUSES: Final = (RETRACTED, CONCERN)

# Where an entry was held against the work, or against who describes it, in the words of the file and of a reader.
SEEN: Final = {
    "doi": "by its DOI",
    "pmid": "in PubMed",
    "pmcid": "in PubMed Central",
    "isbn": "by its ISBN",
    "publisher page": "on the publisher’s page",
    "library record": "in a catalogue or an index",
    "copy": "in a copy of the work",
    "secondary page": "on a page about the work",
}


class Check(NamedTuple):
    """That someone held an entry against `by` on `day`; `note` is what stayed unconfirmed."""

    level: str
    day: datetime.date
    by: str
    note: RichText = ()


class WorkStatus(NamedTuple):
    """That a work was retracted or is under concern; `date` is None when not known."""

    name: str
    date: Date | None = None
    note: RichText = ()

    @property
    def is_retracted(self) -> bool:
        """Whether nothing can rest on the work any more."""
        return self.name == RETRACTED

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return "retracted" if self.is_retracted else "expression of concern"


def check_of(entry: Entry) -> Check | None:
    """Return how far the entry was checked, or None when it does not say so in full."""
    level, by, day = entry.text("checked"), entry.text("checkedby"), parse_day(entry.text("checkedon"))
    if level not in LEVELS or by not in SEEN or not day:
        return None
    return Check(level, day, by, entry.fields.get("checkednote", ()))


def status_of(entry: Entry) -> WorkStatus | None:
    """Return the status of a work that no longer stands as published, or None for any other."""
    name = entry.text("status")
    if name not in STATUSES:
        return None
    return WorkStatus(name, parse_date(entry.text("statusdate")), entry.fields.get("statusnote", ()))


def report_status(draft: Draft, report: Report) -> None:
    """Report marks of retraction that no page would show."""
    status, spans = text_of(draft, "status"), draft.spans
    if status and status not in STATUSES:
        message = f"{quoted(status)} is no status of a work"
        report(Fault(spans["status"].start, "unknown-status", message, "write 'retracted' or 'concern'"))
    for name in ("statusdate", "statusnote"):
        if text_of(draft, name) and not status:
            message, hint = f"{quoted(name)} without a status", "add status = {retracted}"
            report(Fault(spans[name].start, "unknown-status", message, hint))
    if (words := text_of(draft, "statusdate")) and not parse_date(words):
        report_date(draft, "statusdate", report)


def report_check(draft: Draft, report: Report) -> None:
    """Report a record of checking that does not say how far, when, by what or what not."""
    level, day, by = (text_of(draft, name) for name in ("checked", "checkedon", "checkedby"))
    if not level:
        return

    def fault(name: str, message: str, hint: str) -> None:
        place = draft.spans.get(name, draft.spans["checked"])
        report(Fault(place.start, "malformed-check", message, hint))

    if level not in LEVELS:
        fault("checked", f"{quoted(level)} is no result of a check", "write 'verified' or 'partly'")
    if not parse_day(day):
        message = f"{quoted(day)} is no day" if day else "the check has no day"
        fault("checkedon", message, "write checkedon = {YYYY-MM-DD}")
    if by not in SEEN:
        message = f"{quoted(by)} is no way to check" if by else "the check does not say by what"
        fault("checkedby", message, "write checkedby = {…} with one of: " + ", ".join(SEEN))
    if level == PARTLY and not text_of(draft, "checkednote"):
        fault("checked", "a part is unconfirmed, but not said which", "say which with checkednote = {…}")
