"""The pages that list pages and works by what is known of them."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.bibliography import Entry
from kb.indices import Group, Index, Line, title_of
from kb.render.elements import Child, element, join, page_link
from kb.render.sheet import Sheet
from kb.style.names import surname


def view_indices(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield the list of all indices; the search opens here when an address asks for it."""
    items: list[Element] = []
    for index in sheet.knowledge.indices.values():
        link = element("a", {"href": f"/{index.uri}"}, index.title)
        items += [element("dt", {}, link), element("dd", {}, index.about)]
    yield element("dl", {"class": "kb-indices", "data-search-here": ""}, *items)


def view_index(sheet: Sheet, argument: str) -> Iterator[Child]:
    """Yield the index or the part of it that `argument` names, as groups or as the list of its parts."""
    name, _, part = argument.partition(" ")
    index = sheet.knowledge.indices.get(name)
    if not index:
        return
    if part:
        yield element("p", {}, element("a", {"href": f"/{index.uri}"}, f"All of “{index.title}”"))
        yield from _groups(index.parts.get(part, ()))
    elif index.parts:
        yield element("ul", {"class": "kb-index__parts", "role": "list"}, *_parts(index))
    else:
        yield from _groups(index.groups)


def _parts(index: Index) -> Iterator[Element]:
    for part, groups in index.parts.items():
        link = element("a", {"href": f"/{index.part_uri(part)}"}, part)
        yield element("li", {}, link, f" {sum(len(group.lines) for group in groups)}")


def _groups(groups: Iterable[Group]) -> Iterator[Child]:
    for group in groups:
        heading = page_link(group.page) if group.page else group.heading
        id_ = "group-" + "".join(c if c.isalnum() and c.isascii() else f".{ord(c):x}." for c in group.heading.lower())
        items = (element("li", {}, *_line(line)) for line in group.lines)
        yield element("h2", {"id": id_}, heading)
        yield element("ul", {"class": "kb-index"}, *items) if group.lines else element("p", {}, "None yet.")


def _line(line: Line) -> Iterator[Child]:
    if line.page and line.note == "see":
        yield f"{line.words}, see "
        yield page_link(line.page)
    elif line.page:
        yield page_link(line.page)
        yield f": {line.note}" if line.note else ""
    elif len(line.works) == 1 and line.words == title_of(line.works[0]):
        yield from (_work(line.works[0], line.words), _by(line.works[0]))
    else:
        yield f"{line.words}: "
        yield from join((_work(entry, f"{title_of(entry)} ({_year(entry)})") for entry in line.works), "; ")


def _work(entry: Entry, words: str) -> Element:
    return element("a", {"href": f"/references.md#{reference_anchor(entry.key)}"}, words)


def _by(entry: Entry) -> str:
    people = entry.names["author"].people if "author" in entry.names else ()
    names = [surname(name) for name in people]
    return f", {', '.join(names[:3])}" + (" and others" if len(names) > 3 else "") if names else ""


def _year(entry: Entry) -> str:
    return str(entry.date.year) if entry.date else "undated"
