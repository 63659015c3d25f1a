"""The page of all references: every cited work, how far its entry was checked, and what rests on it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.bibliography import Entry, check_of, status_of
from kb.bibliography.records import PARTLY, SEEN, VERIFIED
from kb.render.downloads import downloads
from kb.render.elements import Child, element
from kb.render.forms import choice_control, filter_form, number_control, text_control
from kb.render.ready import html, render_runs
from kb.render.resting import Resting, find_resting, render_resting
from kb.render.sheet import Sheet
from kb.style import Works, format_reference
from kb.style.dates import day_words
from kb.style.kinds import Kind
from kb.style.order import list_order
from kb.vocabulary import GRADES

_LIST: Final = "reference-list"
_FEW: Final = 50  # works that are found without letters
_UNCHECKED: Final = "unchecked"
_FALLEN: Final = "fallen"
_CHECKED: Final = {
    VERIFIED: "Verified",
    PARTLY: "Partly verified",
    _UNCHECKED: "Not checked",
    _FALLEN: "Retracted or under concern",
}
_KINDS: Final = {
    Kind.ARTICLE: "Journal article",
    Kind.NEWS: "News",
    Kind.ISSUE: "Journal issue",
    Kind.BOOK: "Book",
    Kind.CHAPTER: "Chapter",
    Kind.PAPER: "Conference paper",
    Kind.PRESENTATION: "Presentation",
    Kind.REPORT: "Report",
    Kind.PATENT: "Patent",
    Kind.THESIS: "Thesis",
    Kind.MANUSCRIPT: "Manuscript",
    Kind.PREPRINT: "Preprint",
    Kind.DATASET: "Data set",
    Kind.SOFTWARE: "Software",
    Kind.MEDIA: "Audio, film or picture",
    Kind.WEB: "Web page",
    Kind.OTHER: "Other",
}


def view_references(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield every cited work of the atlas with what rests on it, by first letter when there are many."""
    knowledge = sheet.knowledge
    works = sheet.works_of(knowledge.citing)
    resting = find_resting(knowledge)
    yield element("p", {}, f"{len(works)} works.")
    yield downloads()
    yield _form(works, resting)
    whole = element("div", {"id": _LIST})
    if len(works) > _FEW and not works.csl:
        for letter, keys in groupby(works.order, key=lambda key: _letter(key, works)):
            heading = element("h2", {"id": f"letter-{letter[0].lower()}"}, letter)
            whole.append(element("section", {"data-group": ""}, heading, _list(keys, works, resting, sheet)))
    else:
        whole.append(_list(iter(works.order), works, resting, sheet))
    yield whole


def _form(works: Works, resting: Mapping[str, Resting]) -> Element:
    entries = [works[key].entry for key in works]
    years = [entry.date.year for entry in entries if entry.date] or [0]
    kinds = {works[key].kind for key in works}
    grades = {grade for each in resting.values() for grade in each.grades}
    states = {state for entry in entries for state in _states(entry)}
    return filter_form(
        _LIST,
        "works",
        text_control("Words"),
        number_control("From year", "year-from", min(years), max(years)),
        number_control("To year", "year-to", min(years), max(years)),
        choice_control("Type", "type", ((k.name.lower(), words) for k, words in _KINDS.items() if k in kinds)),
        choice_control("Grade of what rests on it", "grades", ((g, g.words) for g in GRADES if g in grades)),
        choice_control("Checked", "checked", ((s, words) for s, words in _CHECKED.items() if s in states)),
    )


def _list(keys: Iterator[str], works: Works, resting: Mapping[str, Resting], sheet: Sheet) -> Element:
    items = (_item(key, works, resting[key], sheet) for key in keys)
    return element("ul", {"class": "kb-references", "role": "list"}, *items)


def _item(key: str, works: Works, resting: Resting, sheet: Sheet) -> Element:
    work = works[key]
    attributes = {
        "id": reference_anchor(key),
        "class": "kb-reference",
        "data-item": "",
        "data-year": str(work.entry.date.year) if work.entry.date else "",
        "data-type": work.kind.name.lower(),
        "data-grades": " ".join(resting.grades),
        "data-checked": " ".join(_states(work.entry)),
    }
    reference = render_runs(format_reference(sheet.knowledge.bibliography[key], works))
    record = html("p", {"class": "kb-record"}, *_record(work.entry))
    return element("li", attributes, sheet.ready(reference, record, render_resting(key, resting, sheet)))


def _record(entry: Entry) -> Iterator[str]:
    check = check_of(entry)
    level = check.level if check else _UNCHECKED
    yield html("span", {"class": f"kb-checked kb-checked--{level}"}, _CHECKED[level])
    if check:
        yield f" {day_words(check.day)}, {SEEN[check.by]}"
        if check.note:
            yield "; still open: "
            yield render_runs(check.note)
        yield "."


def _states(entry: Entry) -> Iterator[str]:
    check = check_of(entry)
    yield check.level if check else _UNCHECKED
    if status_of(entry):
        yield _FALLEN


def _letter(key: str, works: Works) -> str:
    work = works[key]
    first = list_order(work.entry, work.kind, work.credit)[0][0][0][:1].upper()
    return first if first.isalpha() else "0–9"
