"""The parts of the home page that are made of what the atlas knows."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from kb.anchors import MAP
from kb.graph import Relation
from kb.layout import HEIGHT, UNATTACHED, WIDTH
from kb.pages import Page
from kb.render.elements import Child, count, element, grade_badge, page_link
from kb.render.head import render_strip
from kb.render.resting import statement
from kb.render.sheet import Sheet
from kb.vocabulary import GRADES, Grade, Kind

_MEANINGS: Final[Mapping[Grade, str]] = {
    Grade.WELL_REPLICATED: "Found again by several groups, with no serious evidence against it.",
    Grade.SUPPORTED: "Found with sound methods, but by few groups or in few settings.",
    Grade.MIXED: "Findings point both ways, or hold for some people and not for others.",
    Grade.CONTESTED: "Specialists reject it, or larger work failed to find it.",
    Grade.THEORETICAL: "Fits what is known, and has not been tested directly.",
}
_MOST: Final = 600  # lines in the picture; beyond, only those of machineries are drawn
_ROOM: Final = 30  # around the areas of the picture


def view_numbers(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield how much there is: pages, claims, works and relations, each linked to all of them."""
    knowledge = sheet.knowledge
    claims = sum(each.claims for each in knowledge.evidence.values())
    numbers = (
        ("/find/machineries.md", len(knowledge.graph.nodes), "page"),
        ("/claims.md", claims, "graded claim"),
        ("/references.md", len(knowledge.citing), "cited work"),
        ("/graph.md", len(knowledge.graph.relations), "relation"),
    )
    items = (element("li", {}, element("a", {"href": href}, count(number, noun))) for href, number, noun in numbers)
    yield element("ul", {"class": "kb-numbers", "role": "list"}, *items)


def view_small_map(sheet: Sheet, _: str) -> Iterator[Child]:
    """Yield a picture of the map, which leads to it: a line for each relation, in the colour of its grade."""
    graph, layout = sheet.knowledge.graph, sheet.knowledge.layout
    if not layout.areas:
        return
    relations = graph.relations
    if len(relations) > _MOST:
        kinds = {node: page.kind for node, page in graph.nodes.items()}
        relations = tuple(each for each in relations if Kind.MACHINERY in (kinds[each.source], kinds[each.target]))
    boxes = [(x - r, y - r, x + r, y + r) for x, y, r in layout.areas.values()]
    left, top = (max(0, min(box[side] for box in boxes) - _ROOM) for side in (0, 1))
    right, bottom = (min(most, max(box[side] for box in boxes) + _ROOM) for side, most in ((2, WIDTH), (3, HEIGHT)))
    attributes = {"viewBox": f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}", "aria-hidden": "true"}
    picture = element("svg", {"class": "kb-plate__picture", **attributes})
    for area, (x, y, radius) in sorted(layout.areas.items()):
        name = "kb-plate__area" + (" kb-plate__area--unattached" if area == UNATTACHED else "")
        picture.append(element("circle", {"class": name, "cx": f"{x:.0f}", "cy": f"{y:.0f}", "r": f"{radius:.0f}"}))
    picture.extend(_lines(relations, layout.positions))
    for kind in reversed(Kind):
        places = (layout.positions[node] for node, page in graph.nodes.items() if page.kind is kind)
        dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in places)
        picture.append(element("path", {"class": f"kb-plate__dots kb-plate__dots--{kind}", "d": dots}))
    for area, (x, y, radius) in sorted(layout.areas.items()):
        if area != UNATTACHED:
            place = {"x": f"{x:.0f}", "y": f"{y - radius + 9:.0f}", "class": "kb-plate__name"}
            picture.append(element("text", place, graph.nodes[area].title))
    pages, lines = count(len(graph.nodes), "page"), count(len(graph.relations), "relation")
    words = f"The map: {pages} and {lines}, coloured by grade"
    link = element("a", {"href": f"/graph.md#{MAP}", "class": "kb-plate__link"}, picture, element("span", {}, words))
    yield element("figure", {"class": "kb-figure kb-plate"}, link)


def _lines(relations: tuple[Relation, ...], positions: Mapping[str, tuple[float, float]]) -> Iterator[Element]:
    for grade in reversed(GRADES):
        ends = ((positions[each.source], positions[each.target]) for each in relations if each.grade is grade)
        line = "".join(f"M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}" for (x, y), (to_x, to_y) in ends)
        if line:
            yield element("path", {"class": f"kb-plate__ties kb-plate__ties--{grade}", "d": line})


def view_grades(sheet: Sheet, node: str) -> Iterator[Child]:
    """Yield what each grade means and how many claims have it, with a claim of the page of `node` for example."""
    articles = sheet.knowledge.articles
    page = sheet.knowledge.find_page(node)
    examples = {claim.grade: claim for claim in reversed(articles[page.uri].claims)} if page else {}
    graded = chain.from_iterable(each.grades for each in sheet.knowledge.evidence.values())
    numbers = dict.fromkeys(GRADES, 0)
    for grade, number in graded:
        numbers[grade] += number
    rows: list[Child] = []
    for grade, number in numbers.items():
        words: Child = count(number, "claim")
        if number:
            words = element("a", {"href": f"/claims.md#grade-{grade}"}, words)
        about = element("dd", {}, element("p", {}, f"{_MEANINGS[grade]} ", words))
        if page and grade in examples:
            claim = examples[grade]
            example = page_link(page, statement(claim), anchor=claim.id)
            about.append(element("p", {"class": "kb-grades__example"}, "Such as: ", example))
        rows += (element("dt", {}, grade_badge(grade)), about)
    yield element("dl", {"class": "kb-grades"}, *rows)


def view_reading_path(sheet: Sheet, anchor: str) -> Iterator[Child]:
    """Yield the steps of the reading path that is described under the heading `anchor`."""
    path = next((each for each in sheet.knowledge.reading_paths if each.anchor == anchor), None)
    if path:
        steps = (_step(each.page, each.note or each.page.summary) for each in path.steps)
        yield element("ol", {"class": "kb-home__path"}, *steps)


def _step(page: Page, note: str) -> Element:
    return element("li", {}, page_link(page), " ", element("span", {}, note))


def view_nodes(sheet: Sheet, kind: str) -> Iterator[Child]:
    """Yield all nodes of `kind` by title, each with its summary and a mark for each of its claims."""
    items: list[Child] = []
    for page in sorted(sheet.knowledge.graph.nodes.values(), key=lambda page: page.title.casefold()):
        if page.kind == kind:
            evidence = sheet.knowledge.evidence[page.uri]
            title = element(
                "dt", {}, page_link(page), *((" ", sheet.ready(render_strip(evidence))) if evidence.claims else ())
            )
            items.append(element("div", {}, title, element("dd", {}, page.summary)))
    yield element("dl", {"class": "kb-nodes"}, *items)
