"""Cited works in BibTeX: as their author wrote them, as far as another program can read that by itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kb.bibliography.catalogue import MONTHS, VERBATIM_FIELDS
from kb.bibliography.cleaning import as_written
from kb.bibliography.entry import Entry, Name, Names, remembered
from kb.bibliography.scanner import scan
from kb.export.record import inline, one_line
from kb.richtext import RichText, Run

# An entry that every reader takes for one: braces pair off, and nothing in it stands elsewhere in the file.
_VALUE: Final = r"(?:\{(?:[^{}@]++|\{(?:[^{}@]++|\{[^{}@]*+\})*+\})*+\}|\d++)"
_PLAIN: Final = re.compile(
    rf"@\w++\{{[\w:.+/-]++,(?:\s*+(?!(?:crossref|xref|xdata)\b)[\w-]++\s*+=\s*+{_VALUE}\s*+(?:,|(?=\}})))++\s*+\}}",
    re.ASCII | re.IGNORECASE,
)
_MONTHS: Final = {str(number): macro for number, macro in enumerate(MONTHS, 1)}
_ELSEWHERE: Final = ("crossref", "xref", "xdata")
_SPECIAL: Final = {
    "\\": "\\textbackslash{}",
    # BibTeX counts an escaped brace as a brace.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "–": "--",
    "—": "---",
    "\u00a0": "~",
    **{char: f"\\{char}" for char in "$&#_%"},
}
_ESCAPES: Final = str.maketrans(_SPECIAL)
_NO_KEY: Final = re.compile(r"[^\w:.$&+?<>/*!;^|`\[\]-]")
_SCRIPTS: Final = {"sub": "textsubscript", "sup": "textsuperscript"}


def bibtex(records: Iterable[str]) -> str:
    """Return a file of `records`."""
    return "\n".join(records)


@remembered
def bibtex_record(entry: Entry) -> str:
    """Return `entry` as its file has it or, where it needs other parts of that file or is damaged, written anew."""
    raw = as_written(entry.raw).strip()
    return (raw if _stands_alone(raw) else written(entry).rstrip()) + "\n"


def written(entry: Entry) -> str:
    """Return `entry` made from what it means."""
    fields = (f"  {name} = {value},\n" for name, value in _fields(entry))
    return f"@{entry.type}{{{_NO_KEY.sub('-', entry.key)},\n{''.join(fields)}}}\n"


def _stands_alone(raw: str) -> bool:
    if _PLAIN.fullmatch(raw):
        return True
    entries, faults = scan(raw)
    if faults or len(entries) != 1 or not entries[0].whole or entries[0].span.end != len(raw) or not entries[0].key:
        return False
    (entry,) = entries
    fields = entry.fields
    return (
        entry.span.start == 0
        and "@" not in raw[1:]
        and not any(field.name.lower() in _ELSEWHERE for field in fields)
        and all(_is_known(part.text) for field in fields for part in field.parts if part.macro)
    )


def _is_known(macro: str) -> bool:
    return macro.lower() in MONTHS or macro.isdecimal()


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    for role, names in entry.names.items():
        yield role, f"{{{_names(names)}}}"
    for name, content in entry.fields.items():
        if name not in _ELSEWHERE:
            value = _verbatim(content) if name in VERBATIM_FIELDS else "".join(_latex(run) for run in content)
            yield name, _MONTHS[value] if name == "month" and value in _MONTHS else f"{{{value}}}"


def _verbatim(content: RichText) -> str:
    """Return an identifier or address, in which LaTeX's characters stand for themselves but for braces."""
    return re.sub(r"[{}\\]", "", one_line("".join(run.text for run in content)))


def _latex(run: Run) -> str:
    text = _escaped(run.text)
    if run.script:
        text = f"\\{_SCRIPTS[run.script]}{{{text}}}"
    if run.italic:
        text = f"\\emph{{{text}}}"
    return f"{{{text}}}" if run.protected else text


def _escaped(text: str) -> str:
    return inline(text).translate(_ESCAPES)


def _names(names: Names) -> str:
    return " and ".join([*(_name(name) for name in names.people), *(["others"] if names.others else [])])


def _name(name: Name) -> str:
    family = _part(name.family)
    if not (name.given or name.particle or name.suffix):
        return family
    # A particle is known by standing bare, so it has no comma.
    before = f"{_part(name.particle.replace(',', ' '), kept=True, bare=True)} " if name.particle else ""
    return ", ".join([before + family, *([_part(name.suffix)] if name.suffix else []), _part(name.given, kept=True)])


def _part(words: str, *, kept: bool = False, bare: bool = False) -> str:
    """Return a part of a name in braces where its words would be taken for more names or parts."""
    text = _escaped(words)
    parted = re.search(r",|\b(?:and|others)\b", words, re.IGNORECASE)
    return f"{{{text}}}" if parted or (" " in words and not kept) or (words[:1].islower() and not bare) else text
