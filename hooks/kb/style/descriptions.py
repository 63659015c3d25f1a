"""What stands in brackets after a title."""

import re
from typing import Final

from kb.bibliography.entry import Entry
from kb.richtext import Run, plain
from kb.style.casing import sentence_case
from kb.style.fields import people
from kb.style.kinds import Kind

_TYPE_NAMES: Final = {
    "phdthesis": "Doctoral dissertation",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical Report",
    "resreport": "Research Report",
    "software": "Computer software",
    "dataset": "Data set",
    "datacd": "Data set",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentus": "U.S. Patent",
    "patenteu": "European Patent",
}
_DEGREES: Final = (
    (re.compile(r"(?<!\w)(?:ph\.?\s?d|doct\w*|d\.?\s?phil)\b", re.IGNORECASE), "doctoral dissertation"),
    (re.compile(r"(?<!\w)(?:master\W?s?|m\.?\s?a|m\.?\s?sc|msc|m\.?\s?phil)\b", re.IGNORECASE), "master’s thesis"),
    (re.compile(r"(?<!\w)(?:bachelor\W?s?|b\.?\s?a|b\.?\s?sc|undergraduate)\b", re.IGNORECASE), "bachelor’s thesis"),
)
_MEDIA: Final = {
    "movie": "Film",
    "film": "Film",
    "audio": "Audio recording",
    "music": "Album",
    "performance": "Performance",
}
_PLAIN: Final = re.compile(
    r"(?:technical|research)?\s*report|patent|article|book|misc|webpage|website|other", re.IGNORECASE
)
_MANUSCRIPT: Final = re.compile(r"(?:unpublished|manuscript|in prep)", re.IGNORECASE)
_PRESENTED: Final = re.compile(
    r"^(?P<what>[\w -]*?(?:paper|poster|talk|lecture|symposium|keynote|address|presentation))\s+(?:session\s+)?"
    r"(?:presented|given|held|delivered)?\s*(?:at|to|in)\s+(?:the\s+)?(?P<where>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def type_name(entry: Entry) -> str:
    """Return the field `type` in words, whichever of BibLaTeX's keys it uses, or nothing."""
    words = entry.text("type").strip()
    return _TYPE_NAMES.get(words.casefold(), words)


def description(entry: Entry, kind: Kind) -> str:
    """Return what kind of work it is, for the brackets after its title, or nothing (APA 7 §9.21)."""
    told = _sentence(type_name(entry))
    match kind:
        case Kind.THESIS:
            return _thesis(entry)
        case Kind.DATASET:
            return told or "Data set"
        case Kind.SOFTWARE:
            return told or "Computer software"
        case Kind.MANUSCRIPT:
            return manuscript_state(entry) or told or "Unpublished manuscript"
        case Kind.PRESENTATION:
            return told or _sentence(presented(entry)[0]) or "Paper presentation"
        case Kind.MEDIA:
            return told or _MEDIA.get(entry.type, entry.type.capitalize())
        case Kind.ISSUE:
            return told or ("Special issue" if entry.text("issuetitle") or entry.text("journal") else "")
        case Kind.REPORT | Kind.PATENT if entry.text("number"):
            return ""
        case Kind.PREPRINT if not told and re.search(r"^\W*preprint\W*$", entry.text("note"), re.IGNORECASE):
            return "Preprint"
    return "" if _PLAIN.fullmatch(told) else told or plain(entry.fields.get("titleaddon", ()))


def is_unpublished(entry: Entry) -> bool:
    """Say whether the entry of a thesis says in words that it is unpublished."""
    words = " ".join(entry.text(name) for name in ("type", "note", "howpublished", "pubstate"))
    return bool(re.search(r"\bunpublished\b", words, re.IGNORECASE))


def presented(entry: Entry) -> tuple[str, str]:
    """Return what was presented and where, or two empty texts, from words such as `Poster presented at the ...`."""
    for name in ("howpublished", "note", "eventtitle", "type"):
        match = _PRESENTED.match(entry.text(name).strip())
        if match:
            what = match["what"]
            return what if what.lower().endswith("presentation") else f"{what} presentation", match["where"].rstrip(".")
    return "", ""


def manuscript_state(entry: Entry) -> str:
    """Return words such as `Manuscript submitted for publication`, or nothing (APA 7 §10.8)."""
    state = entry.text("pubstate").casefold()
    if state in ("submitted", "inpreparation"):
        return "Manuscript submitted for publication" if state == "submitted" else "Manuscript in preparation"
    words = (entry.text(name).strip(" .") for name in ("note", "howpublished"))
    return next((_sentence(word) for word in words if _MANUSCRIPT.match(word) and len(word) < 60), "")


def is_translated_by_editor(entry: Entry) -> bool:
    """Say whether the same people edited and translated the work."""
    return bool(people(entry, "editor")) and people(entry, "editor") == people(entry, "translator")


def _thesis(entry: Entry) -> str:
    told = type_name(entry)
    default = "master’s thesis" if entry.type == "mastersthesis" else "doctoral dissertation"
    degree = next((name for pattern, name in _DEGREES if pattern.search(told)), told or default)
    if is_unpublished(entry):
        return f"Unpublished {degree}"
    school = entry.text("school").strip()
    return f"{degree[0].upper()}{degree[1:]}" + (f", {school}" if school else "")


def _sentence(words: str) -> str:
    return plain(sentence_case((Run(words),))) if words else ""
