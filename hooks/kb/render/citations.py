"""Citations in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.citations import Citation
from kb.render.elements import Child, append, element, render_runs
from kb.richtext import RichText, Run
from kb.style import Works, format_citation


def render_citation(
    place: Element, citation: Citation, works: Works, anchor: str, base: str = "", bare: bool = False
) -> None:
    """Fill `place` with `citation`: each work links to its reference on the page `base`, or on the page itself.

    The author's prefixes and suffixes, already rendered, are the children of `place`, in order. A work that is not in
    `works` leaves a mark with its key.
    """
    written = (text for item in citation.items for text in (item.prefix, item.suffix) if text)
    markup = dict(zip(written, place, strict=False))
    tail = place.tail
    place.clear()
    place.tail = tail
    place.set("class", "kb-citation")
    if anchor:
        place.set("id", anchor)
    runs = format_citation(citation, works)
    append(place, _render(_without_brackets(runs) if bare else runs, works, markup, base))


def _render(runs: RichText, works: Works, markup: Mapping[str, Element], base: str) -> Iterator[Child]:
    for key, group in groupby(runs, key=lambda run: run.key):
        if key and key not in works:
            yield element("mark", {"class": "kb-missing", "title": f"no bibliography entry {key}"}, key + "?")
        elif key:
            href = f"{base}#{reference_anchor(key)}"
            unlinked = (replace(run, href="") for run in group)  # no link within a link
            yield element("a", {"href": href, "role": "doc-biblioref"}, *render_runs(unlinked))
        else:
            for run in group:
                yield from (_written(markup[run.text]),) if run.markup and run.text in markup else render_runs((run,))


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
