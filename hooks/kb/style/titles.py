"""The title element of a reference, and the title that stands for an author in the text."""

import re
from typing import Final

from kb.bibliography.entry import Entry, remembered
from kb.richtext import RichText, Run
from kb.style.casing import sentence_case, title_case
from kb.style.credits import Credit, editor_role
from kb.style.descriptions import description, is_translated_by_editor, type_name
from kb.style.editions import edition_label
from kb.style.fields import first, first_text, people
from kb.style.kinds import Kind
from kb.style.names import contributor_list
from kb.style.pages import labelled, pages_of, ranges
from kb.style.phrases import italic, joined, roman, unstopped, wrapped

UNTITLED: Final = "[Untitled]"
_ENGLISH: Final = re.compile(r"\s*(?:$|en|us|uk|brit|americ|austral|canad)", re.IGNORECASE)


def title_element(entry: Entry, kind: Kind, credit: Credit) -> RichText:
    """Return the title with what stands in parentheses and brackets after it (APA 7 §9.18-9.21)."""
    name = work_title(entry, kind)
    shown = name if kind.is_part else italic(name)
    parts = (
        shown or roman(UNTITLED),
        wrapped(_details(entry, kind, credit), "(", ")"),
        wrapped(roman(description(entry, kind)), "[", "]"),
    )
    return joined(parts, " ")


@remembered
def label_title(entry: Entry, kind: Kind) -> tuple[RichText, bool]:
    """Return the title that stands for an author in the text, and whether it goes in quotation marks (APA 7 §8.14)."""
    name = first(entry, "shorttitle", "title") or roman(UNTITLED)
    name = title_case(unstopped(name))
    if not kind.is_part:
        return italic(name), False
    inner = str.maketrans({"“": "‘", "”": "’"})
    return tuple(Run(run.text.translate(inner), run.italic, run.script) for run in name), True


@remembered
def work_title(entry: Entry, kind: Kind) -> RichText:
    """Return the title in sentence case, after that of the whole work; proceedings keep their case."""
    if kind is Kind.ISSUE and entry.text("issuetitle"):
        return sentenced(first(entry, "issuetitle"), entry)
    if entry.type in ("proceedings", "mvproceedings"):
        return unstopped(first(entry, "title"))
    return (
        in_multivolume(first(entry, "title"), entry) if kind is Kind.BOOK else sentenced(first(entry, "title"), entry)
    )


def container_title(entry: Entry, kind: Kind) -> RichText:
    """Return the title of the book or the proceedings that a work is part of; proceedings keep their capitals."""
    name = first(entry, "booktitle", "journal")
    if kind is not Kind.PAPER:
        return in_multivolume(name, entry)
    volume = first_text(entry, "volume", "number")
    series = first(entry, "maintitle", "series") if volume else ()
    return (*series, Run(f": Vol. {volume}. "), *unstopped(name)) if series else unstopped(name)


def in_multivolume(name: RichText, entry: Entry) -> RichText:
    """Return the title of a volume after that of the whole work: `Main title: Vol. 2. Title` (APA 7 §10.2)."""
    main = first(entry, "maintitle")
    if not main or not name:
        return sentenced(main or name, entry)
    volume = entry.text("volume").strip()
    between = f": Vol. {volume}. " if volume else ": "
    return (*sentenced(main, entry), Run(between), *sentenced(name, entry))


def sentenced(name: RichText, entry: Entry) -> RichText:
    """Return `name` in sentence case; a title in another language than English keeps its capitals."""
    name = unstopped(name)
    language = first_text(entry, "langid", "language", "hyphenation")
    return sentence_case(name) if _ENGLISH.match(language) else name


def volume_label(entry: Entry) -> str:
    """Return `Vol. 3` or `Vols. 1–3`, or nothing when the title says it."""
    volume = ranges(entry.text("volume"))
    if volume and not entry.text("maintitle"):
        return f"Vols. {volume}" if "–" in volume else f"Vol. {volume}"
    volumes = entry.text("volumes").strip()
    return f"Vols. 1–{volumes}" if volumes.isdigit() and not volume and int(volumes) > 1 else ""


def contributors(entry: Entry, credit: Credit) -> list[str]:
    """Return `A. Editor, Ed.` and `B. Translator, Trans.`, those who are not in the author's place (APA 7 §10.2)."""
    editors, translators = people(entry, "editor"), people(entry, "translator")
    if is_translated_by_editor(entry) and editors != credit.names:
        return [f"{contributor_list(editors)}, {editor_role(editors)} & Trans."]
    told = []
    if editors and editors != credit.names:
        told.append(f"{contributor_list(editors)}, {editor_role(editors)}")
    if translators and translators != credit.names:
        told.append(f"{contributor_list(translators)}, Trans.")
    return told


def _details(entry: Entry, kind: Kind, credit: Credit) -> RichText:
    number = entry.text("number").strip()
    match kind:
        case Kind.CHAPTER | Kind.PAPER:
            translators = people(entry, "translator") if kind is Kind.CHAPTER else None
            return roman(f"{contributor_list(translators)}, Trans.") if translators else ()
        case Kind.BOOK:
            own = (edition_label(entry.text("edition")), volume_label(entry), *_extent(entry))
            facts = ", ".join(part for part in own if part)
            return roman("; ".join(part for part in (*contributors(entry, credit), facts) if part))
        case Kind.REPORT | Kind.PATENT:
            return roman(_numbered(number, type_name(entry) or ("Patent" if kind is Kind.PATENT else "Report")))
        case Kind.THESIS:
            return roman(_numbered(number, "Publication"))
        case Kind.DATASET | Kind.SOFTWARE:
            version = first_text(entry, "version", "edition")
            shown = (
                version if not version or re.match(r"v(ersion)?\b", version, re.IGNORECASE) else f"Version {version}"
            )
            return roman("; ".join(part for part in (number, shown) if part))
        case Kind.OTHER | Kind.WEB:
            return roman(edition_label(entry.text("edition")))
    return ()


def _extent(entry: Entry) -> tuple[str, ...]:
    if entry.type != "inbook":
        return ()
    chapter = entry.text("chapter").strip()
    return (f"Chapter {chapter}" if chapter else "", labelled(pages_of(entry)))


def _numbered(number: str, kind: str) -> str:
    if not number or re.search(r"\b(?:no|number|#)\b", number, re.IGNORECASE) or " " in number:
        return number
    return f"{kind} No. {number}"
