"""Citations in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.citations.model import Citation, CitationItem
from kb.richtext import RichText, Run
from kb.style.dates import citation_year
from kb.style.locators import locator_text
from kb.style.phrases import merged, roman
from kb.style.statuses import marked
from kb.style.titles import label_title
from kb.style.works import Work, Works


def format_citation(citation: Citation, works: Works) -> RichText:
    """Return the citation as it reads in the text (APA 7 §8.10-8.22).

    What stands for a work carries its key; prefixes and suffixes are the author's own Markdown. A key that is not
    among `works` stands for itself. A group has the order of the list of references, but a prefix opens a series of
    its own and a suffix closes one (§8.12). A prefix speaks for its whole series, as `see also` does, and stays in
    front of it. A work that no longer stands is marked so.
    """
    return marked(_formatted(citation, works), works)


def _formatted(citation: Citation, works: Works) -> RichText:
    if not citation.items:
        return ()
    if works.csl and (found := works.csl.citation(citation)):
        return found
    if not citation.narrative or citation.items[0].suppress_author:
        return merged((Run("("), *_series(_arranged(citation.items, works), works, None), Run(")")))
    item, *more = citation.items
    author = _keyed(_author(works[item.key], "and") if item.key in works else roman(item.key), item.key)
    details = tuple(_details(item, works))
    rest = tuple(_series(_arranged(more, works), works, item if details else None))
    inner = (Run(" ("), *details, *rest, Run(")")) if details or rest else ()
    return merged((*_prefix(item), *author, *inner))


def _arranged(items: Sequence[CitationItem], works: Works) -> Iterator[CitationItem]:
    place = works.place
    for series in _split(items):
        known = iter(sorted((item for item in series if item.key in place), key=lambda item: place[item.key]))
        ordered = [next(known) if item.key in place else item for item in series]
        for number, item in enumerate(ordered):
            yield item._replace(prefix="" if number else series[0].prefix)


def _split(items: Iterable[CitationItem]) -> Iterator[list[CitationItem]]:
    series: list[CitationItem] = []
    for item in items:
        if series and (item.prefix or series[-1].suffix):
            yield series
            series = []
        series.append(item)
    if series:
        yield series


def _series(items: Iterable[CitationItem], works: Works, before: CitationItem | None) -> Iterator[Run]:
    """Yield the items with what divides them; works of the same authors give these once (APA 7 §8.12)."""
    for item in items:
        merges = before is not None and _merges(before, item, works)
        if before is not None:
            yield Run(", " if merges else "; ")
        yield from _prefix(item)
        if item.key not in works:
            yield Run(item.key, key=item.key)
            yield from _place(item)
        else:
            if not (merges or item.suppress_author):
                yield from _keyed(_lead(works[item.key]), item.key)
            yield from _details(item, works)
        before = item


def _merges(before: CitationItem, item: CitationItem, works: Works) -> bool:
    if before.locator or before.suffix or item.prefix or before.suppress_author != item.suppress_author:
        return False
    if before.key not in works or item.key not in works:
        return False
    one, other = works[before.key], works[item.key]
    return bool(one.credit.names) and one.authors == other.authors


def _details(item: CitationItem, works: Works) -> Iterator[Run]:
    """Yield what follows an author: date, locator, suffix; of an unknown work only what the citation itself says."""
    place = tuple(_place(item))
    if item.key in works:
        work = works[item.key]
        yield Run(citation_year(work.entry, work.letter), key=item.key)
        yield from place
    elif place:
        yield place[0]._replace(text=place[0].text.removeprefix(", "))
        yield from place[1:]


def _place(item: CitationItem) -> Iterator[Run]:
    located = locator_text(item.locator) if item.locator else ""
    if located:
        yield Run(f", {located}")
    if item.suffix:
        yield Run(_before_suffix(item.suffix))
        yield Run(item.suffix, markup=True)


def _before_suffix(suffix: str) -> str:
    return "" if re.match(r"[,;:.!?’)]", suffix) else " "


def _prefix(item: CitationItem) -> RichText:
    if not item.prefix:
        return ()
    return Run(item.prefix, markup=True), Run("" if item.prefix.endswith(("(", "“", "‘")) else " ")


def _lead(work: Work) -> RichText:
    """Return the author and the comma before the date; the comma goes within the quotation marks of a title."""
    if work.credit.names:
        return roman(f"{work.author('&')}, ")
    title, quoted = label_title(work.entry, work.kind)
    return (Run("“"), *title, Run(",” ")) if quoted else (*title, Run(", "))


def _author(work: Work, conjunction: str) -> RichText:
    if work.credit.names:
        return roman(work.author(conjunction))
    title, quoted = label_title(work.entry, work.kind)
    return (Run("“"), *title, Run("”")) if quoted else title


def _keyed(text: Iterable[Run], key: str) -> RichText:
    return tuple(run._replace(key=key) for run in text)
