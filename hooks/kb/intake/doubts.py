"""What a person must still look at in a new entry."""

from collections.abc import Iterator

from kb.bibliography import Bibliography, Entry
from kb.intake.record import Record
from kb.richtext import plain
from kb.style.casing import sentence_case
from kb.style.kinds import Kind, kind_of


def find_doubts(record: Record, entry: Entry, bibliography: Bibliography) -> Iterator[str]:
    """Yield what is missing, odd or not to be seen from the record, in sentences without a stop."""
    yield from record.doubts
    kind = kind_of(entry)
    if kind is Kind.PREPRINT:
        yield "this is a preprint: cite the published version if there is one"
    if kind is Kind.ARTICLE:
        yield from (f"no {name}" for name in ("volume", "pages") if not entry.text(name))
    if any(_shouts(person.family) for names in entry.names.values() for person in names.people):
        yield "a name is in capitals"
    title = entry.fields.get("title", ())
    if _shouts(plain(title)) and " " in plain(title):
        yield "the title is in capitals"
    elif plain(sentence_case(title)) != plain(title):
        yield "the title is in title case: put braces round the names in it"
    source = bibliography.source
    first, last = source.position(entry.span.start)[0], source.position(entry.span.end)[0]
    for each in bibliography.problems:
        if first <= each.line <= last:
            yield f"{each.message}{f' ({each.hint})' if each.hint else ''}"


def _shouts(text: str) -> bool:
    return len(text) > 3 and text.isupper()
