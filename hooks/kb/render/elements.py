"""Building blocks of HTML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from kb.pages import Page
from kb.render.ready import CONTROL, Html, html
from kb.vocabulary import Grade

Part = TypeVar("Part")
Child = Element | str
"""An element or text; a text that is atomic is written as Markdown's serialiser takes it."""


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
            continue
        text = child if isinstance(child, AtomicString) else _text(child)
        if last is None:
            parent.text = AtomicString((parent.text or "") + text)
        else:
            last.tail = AtomicString((last.tail or "") + text)


def _text(text: str) -> str:
    # Python-Markdown's serialiser takes "&lt;" in a text for a character reference, and STX and ETX for its own marks.
    if "&" not in text and text.isprintable():
        return text
    return text.translate(CONTROL).replace("&", "&amp;")


def has_class(place: Element, names: frozenset[str]) -> bool:
    """Whether `place` is of one of the classes `names`."""
    classes = place.get("class")
    return classes is not None and not names.isdisjoint(classes.split())


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


def ready_badge(grade: Grade) -> Html:
    """Return the same as markup that is ready."""
    return html("span", {"class": f"kb-grade kb-grade--{grade}"}, grade.words)


def join(parts: Iterable[Part], separator: str = ", ") -> Iterator[Part | str]:
    """Yield `parts` with `separator` between them."""
    for index, part in enumerate(parts):
        if index:
            yield separator
        yield part


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `number` with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
