"""Citations in the text."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.bibliography.entry import remembered
from kb.citations import Citation, CitationItem
from kb.citations.model import Locator
from kb.render.elements import append
from kb.render.ready import Html, html, joined, render_runs
from kb.render.sheet import Sheet
from kb.richtext import RichText, Run
from kb.style import Works, format_citation
from kb.style.works import Work
from kb.text import NOWHERE


def render_citation(place: Element, citation: Citation, sheet: Sheet, anchor: str, bare: bool = False) -> None:
    """Fill `place` with `citation`: each work links to its reference on the page.

    The author's prefixes and suffixes, already rendered, are the children of `place`, in order. A work that the sheet
    does not know leaves a mark with its key.
    """
    written = (text for item in citation.items for text in (item.prefix, item.suffix) if text)
    markup = dict(zip(written, place, strict=False))
    tail = place.tail
    place.clear()
    place.tail = tail
    place.set("class", "kb-citation")
    if anchor:
        place.set("id", anchor)
    works = sheet.works
    if len(citation.items) == 1 and not works.csl:
        (item,) = citation.items
        if item.key in works and not item.prefix and not item.suffix:
            told = _alone(works[item.key], item.locator, item.suppress_author, citation.narrative, bare)
            append(place, (sheet.ready(told),))
            return
    for part in _render(citation, works, markup, bare):
        append(place, (sheet.ready(part) if isinstance(part, str) else part,))


@remembered
def _alone(work: Work, locator: Locator | None, suppress_author: bool, narrative: bool, bare: bool) -> Html:
    """Return a citation of `work` and of no other, which is the same on every page that tells the work so."""
    key = work.entry.key
    item = CitationItem(key, NOWHERE, locator=locator, suppress_author=suppress_author)
    parts = _render(Citation(NOWHERE, (item,), narrative), Works((key,), None, {key: work}), {}, bare)
    return joined(part for part in parts if isinstance(part, str))


def _render(citation: Citation, works: Works, markup: Mapping[str, Element], bare: bool) -> Iterator[Html | Element]:
    runs = format_citation(citation, works)
    runs = _without_brackets(runs) if bare else runs
    for key, group in groupby(runs, key=lambda run: run.key):
        if key and key not in works:
            yield html("mark", {"class": "kb-missing", "title": f"no bibliography entry {key}"}, key + "?")
        elif key:
            unlinked = render_runs(run._replace(href="") for run in group)  # no link within a link
            yield html("a", {"href": f"#{reference_anchor(key)}", "role": "doc-biblioref"}, unlinked)
        else:
            for run in group:
                yield _written(markup[run.text]) if run.markup and run.text in markup else render_runs((run,))


def _written(child: Element) -> Element:
    """Return what the author wrote beside a work, rendered, without the marks of its place."""
    child.attrib.clear()
    child.tail = None
    return child


def _without_brackets(runs: RichText) -> RichText:
    if not runs or not runs[0].text.startswith("(") or not runs[-1].text.endswith(")"):
        return runs
    first, last = runs[0], runs[-1]
    inner = (Run(first.text[1:]), *runs[1:-1], Run(last.text[:-1]))
    return tuple(run for run in inner if run.text)
