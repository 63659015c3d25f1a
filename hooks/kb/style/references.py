"""References as the list shows them."""

from kb.bibliography.entry import Entry, remembered
from kb.richtext import RichText, Run
from kb.style.credits import credit_of
from kb.style.dates import UNDATED, original_year, reference_date, retrieval_date, year
from kb.style.kinds import kind_of
from kb.style.links import doi, link
from kb.style.phrases import joined, merged, roman, stopped
from kb.style.sources import source_element
from kb.style.statuses import status_sentence
from kb.style.titles import title_element
from kb.style.works import Works


def format_reference(entry: Entry, works: Works) -> RichText:
    """Return the whole reference of `entry`: author, date, title, source, link (APA 7 §9.4).

    Works tell its letter (`2020a`); an entry that is not among them has none.
    """
    if works.csl and (found := works.csl.references.get(entry.key)):
        return joined((found, status_sentence(entry)), " ")
    return format_in_apa(entry, works[entry.key].letter if entry.key in works else "")


@remembered
def format_in_apa(entry: Entry, letter: str) -> RichText:
    """Return the reference of `entry` in APA 7, with the `letter` that tells its year from others."""
    kind = kind_of(entry)
    credit = credit_of(entry, kind)
    author = stopped(roman(str(credit)))
    date = roman(f"({reference_date(entry, letter, kind.has_full_date)}).")
    title = stopped(title_element(entry, kind, credit))
    opening = (author, date, title) if author else (title, date)
    source = (stopped(sentence) for sentence in source_element(entry, kind, credit))
    return merged(joined((*opening, *source, *_tail(entry)), " "))


def _tail(entry: Entry) -> tuple[RichText, ...]:
    target = link(entry)
    visited = retrieval_date(entry)
    if target and visited and year(entry) == UNDATED and not doi(entry):
        target = (Run(f"Retrieved {visited}, from "), *target)
    original = original_year(entry)
    republished = roman(f"(Original work published {original})" if original and original != year(entry) else "")
    return target, republished, status_sentence(entry)
