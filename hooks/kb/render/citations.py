"""Citations in the text."""

from collections.abc import Iterator, Mapping
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
    for run in runs:
        if run.markup and run.text in markup:
            child = markup[run.text]
            child.attrib.clear()
            child.tail = None
            yield child
        elif run.key and run.key not in works:
            yield element("mark", {"class": "kb-missing", "title": f"no bibliography entry {run.key}"}, run.key + "?")
        elif run.key:
            href = f"{base}#{reference_anchor(run.key)}"
            yield element("a", {"href": href, "role": "doc-biblioref"}, *render_runs((run,)))
        else:
            yield from render_runs((run,))


def _without_brackets(runs: RichText) -> RichText:
    if not runs or not runs[0].text.startswith("(") or not runs[-1].text.endswith(")"):
        return runs
    first, last = runs[0], runs[-1]
    inner = (Run(first.text[1:]), *runs[1:-1], Run(last.text[:-1]))
    return tuple(run for run in inner if run.text)
