"""What an entry takes from the one that its `crossref` names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kb.bibliography.entry import Entry, Places
from kb.bibliography.faults import Fault, Report, quoted
from kb.diagnostics import did_you_mean
from kb.richtext import RichText

# A part's title is its own; that of the whole becomes its book's or journal's (BibLaTeX manual, appendix B).
_TITLE_OF_WHOLE: Final = {
    **dict.fromkeys(
        (
            "inbook",
            "bookinbook",
            "suppbook",
            "incollection",
            "suppcollection",
            "inreference",
            "inproceedings",
            "conference",
        ),
        "booktitle",
    ),
    "article": "journal",
    "suppperiodical": "journal",
}
# What is said of the whole and is false of its part.
_OWN_WORDS: Final = (
    "abstract annote checked checkedby checkednote checkedon crossref doi eprint file ids key keywords note numpages "
    "pages pmcid pmid shorttitle status statusdate statusnote title url urldate xref"
)
_OWN: Final = frozenset(_OWN_WORDS.split())
_MAX_HINTS: Final = 50


def inherit(entries: Mapping[str, Entry], places: Mapping[str, Places], report: Report) -> dict[str, Entry]:
    """Return the entries with what they lack and their parents have; an unknown parent or a cycle is reported."""
    done: dict[str, Entry] = {}
    parents = {key: parent for key, entry in entries.items() if (parent := _parent(entry, entries, places, report))}
    for key, entry in entries.items():
        chain: list[str] = []
        seen: set[str] = set()
        at = key
        while at in parents and at not in done and at not in seen:
            seen.add(at)
            chain.append(at)
            at = parents[at]
        if at in seen:
            _report_cycle(chain[chain.index(at) :], places, report)
            done.update({each: entries[each] for each in chain[chain.index(at) :]})
            chain = chain[: chain.index(at)]
        for each in reversed(chain):
            parent = parents[each]
            done[each] = _merged(entries[each], done.get(parent, entries[parent]))
        done.setdefault(key, entry)
    return {key: done[key] for key in entries}


def _parent(entry: Entry, entries: Mapping[str, Entry], places: Mapping[str, Places], report: Report) -> str:
    """Return the key of the entry's parent when there is one."""
    for name in ("crossref", "xref"):
        key = entry.text(name)
        if key and key not in entries:
            message = f"{quoted(entry.key)} refers to {quoted(key)}, which is no entry"
            hint = did_you_mean(key, entries) if len(entries) < 500 and len(key) < 100 else ""
            report(Fault(places[entry.key][name].start, "unknown-crossref", message, hint or "add that entry"))
        elif key and name == "crossref":
            return key
    return ""


def _report_cycle(keys: list[str], places: Mapping[str, Places], report: Report) -> None:
    path = " → ".join(quoted(key) for key in ([*keys, keys[0]] if len(keys) < 6 else [*keys[:5], "…", keys[0]]))
    message = f"crossrefs lead in a circle: {path}"
    report(Fault(places[keys[0]]["crossref"].start, "crossref-cycle", message, "remove one of them"))


def _merged(child: Entry, parent: Entry) -> Entry:
    fields: dict[str, RichText] = {name: text for name, text in parent.fields.items() if name not in _OWN}
    whole = _TITLE_OF_WHOLE.get(child.type, "")
    if whole and parent.fields.get("title"):
        fields[whole] = parent.fields["title"]
    if child.date or child.fields.get("year"):
        for name in ("date", "year", "month", "day"):
            fields.pop(name, None)
    return replace(
        child,
        fields={**fields, **child.fields},
        names={**parent.names, **child.names},
        date=child.date if child.date or child.fields.get("year") else parent.date,
        original=child.original or parent.original,
    )
