"""What `mkdocs serve` shows on a page of the diagnostics: its own in full, and where the others are."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from kb.cells import visible
from kb.diagnostics import Diagnostic, Severity
from kb.knowledge import Knowledge
from kb.render.elements import count
from kb.reporting import find_excerpt
from kb.reporting.rules import RULES_URI

# What is shown of many; the terminal has all.
_OWN: Final = 50
_ELSEWHERE: Final = 12
_ROOM: Final = 72
# The list of all references answers for the file that it is made of.
_REFERENCES: Final = "references.md"


def render_faults(
    uri: str, knowledge: Knowledge, diagnostics: Sequence[Diagnostic], address: Callable[[str, str], str]
) -> str:
    """Return the panel for the top of the page at `uri` as HTML, "" when there is nothing wrong anywhere.

    `address` gives the address of a page and an anchor of it, as seen from this page.
    """
    uris = {article.page.source.path: each for each, article in knowledge.articles.items()}
    uris |= {knowledge.bibliography.source.path: _REFERENCES}
    own = [each for each in diagnostics if uris.get(each.path) == uri]
    others = Counter(
        each.path for each in diagnostics if uris.get(each.path) != uri and each.severity is not Severity.NOTE
    )
    if not own and not others:
        return ""
    attributes = {"class": "kb-faults", "role": "region", "aria-label": "Diagnostics"}
    panel = Element("aside", attributes)
    if own:
        _add(panel, "p", f"{count(len(own), 'diagnostic')} on this page", "kb-faults__title")
        items = SubElement(panel, "ol")
        for each in own[:_OWN]:
            items.append(_item(each, address(RULES_URI, each.code) if RULES_URI in knowledge.articles else ""))
    if len(own) > _OWN:
        _add(panel, "p", f"and {len(own) - _OWN} more, see the terminal")
    if others:
        line = _add(panel, "p", f"{others.total()} to mend elsewhere: ", "kb-faults__elsewhere")
        for place in _places(others, knowledge, uris, address):
            line.append(place)
    return tostring(panel, encoding="unicode", method="html")


def _item(diagnostic: Diagnostic, rule: str) -> Element:
    item = Element("li", {"class": f"kb-faults__{diagnostic.severity}"})
    line = _add(item, "p", "")
    _add(line, "code", f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}").tail = " "
    _add(line, "strong", str(diagnostic.severity)).tail = f" {visible(diagnostic.message)} "
    _add(line, "a" if rule else "span", diagnostic.code).attrib.update({"href": rule} if rule else {})
    excerpt = find_excerpt(diagnostic, _ROOM)
    if excerpt:
        code = _add(_add(item, "p", "", "kb-faults__line"), "code", excerpt.left)
        _add(code, "mark", excerpt.fault or "\u00a0").tail = excerpt.right
    if diagnostic.hint:
        _add(item, "p", f"Help: {diagnostic.hint}")
    return item


def _places(
    others: Counter[str], knowledge: Knowledge, uris: dict[str, str], address: Callable[[str, str], str]
) -> Iterator[Element]:
    """Yield the first pages and files in fault, each with how often."""
    for number, (path, times) in enumerate(sorted(others.items())[:_ELSEWHERE]):
        uri = uris.get(path)
        shown = Element("a", {"href": address(uri, "")}) if uri else Element("code")
        is_page = uri in knowledge.articles and path != knowledge.bibliography.source.path
        shown.text = visible(knowledge.articles[uri].page.title if uri and is_page else path)
        last = number + 1 == min(len(others), _ELSEWHERE)
        rest = f" and {len(others) - _ELSEWHERE} more" if len(others) > _ELSEWHERE else ""
        shown.tail = f" ({times}){rest if last else ', '}"
        yield shown


def _add(parent: Element, tag: str, text: str, kind: str = "") -> Element:
    made = SubElement(parent, tag, {"class": kind} if kind else {})
    made.text = visible(text)
    return made
