"""Building blocks of HTML."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown.serializers import to_xhtml_string
from markdown.util import AtomicString

from kb.pages import Page
from kb.richtext import Run
from kb.vocabulary import Grade

Child = Element | str
_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Return an element of finished content: no later stage of Markdown takes its text for markup."""
    made = Element(tag, {name: _text(value) for name, value in attributes.items()} if attributes else {})
    append(made, children)
    return made


def append(parent: Element, children: Iterable[Child]) -> None:
    """Add `children` at the end of `parent`."""
    last = parent[-1] if len(parent) else None
    for child in children:
        if isinstance(child, Element):
            parent.append(child)
            last = child
        elif last is None:
            parent.text = AtomicString((parent.text or "") + _text(child))
        else:
            last.tail = AtomicString((last.tail or "") + _text(child))


def _text(text: str) -> str:
    # Python-Markdown's serialiser takes "&lt;" in a text for a character reference, and STX and ETX for its own marks.
    if "&" not in text and text.isprintable():
        return text
    return text.translate(_CONTROL).replace("&", "&amp;")


def is_outward(url: str) -> bool:
    """Whether `url` is an http or https address that can be linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in url)


def render_runs(runs: Iterable[Run]) -> Iterable[Child]:
    """Yield `runs` as text and elements."""
    for run in runs:
        child: Child = run.text
        if run.script:
            child = element(run.script, {}, child)
        if run.italic:
            child = element("em", {}, child)
        if run.bold:
            child = element("strong", {}, child)
        if run.small_caps:
            child = element("span", {"class": "kb-small-caps"}, child)
        if run.href and is_outward(run.href):
            child = element("a", {"href": run.href}, child)
        if run.caution:
            child = element("strong", {"class": "kb-caution"}, child)
        yield child


def to_html(children: Iterable[Child]) -> str:
    """Return `children` as hosts write them."""
    whole = element("div", {}, *children)
    return to_xhtml_string(whole).removeprefix("<div>").removesuffix("</div>")


def page_link(page: Page, *children: Child, anchor: str = "") -> Element:
    """Return a link to `page`, by its title unless `children` say otherwise."""
    href = f"/{page.uri}" + (f"#{anchor}" if anchor else "")
    return element("a", {"href": href}, *(children or (page.title,)))


def missing(what: str) -> Element:
    """Return a mark that says what an author still has to write."""
    return element("mark", {"class": "kb-missing"}, what)


def grade_badge(grade: Grade) -> Element:
    """Return the grade in words, marked for its colour."""
    return element("span", {"class": f"kb-grade kb-grade--{grade}"}, grade.words)


def join(parts: Iterable[Child], separator: str = ", ") -> Iterable[Child]:
    """Yield `parts` with `separator` between them."""
    for index, part in enumerate(parts):
        if index:
            yield separator
        yield part


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `number` with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
