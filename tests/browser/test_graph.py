"""The graph page in a browser: filters, table and map, by mouse, touch and keyboard."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kb.loading import load_knowledge
from kb.vocabulary import RELATION_TYPES
from tests.benchmarks.bench_graph import PAGE, build
from tests.benchmarks.bench_graph import atlas as made_up_atlas
from tests.browser.conftest import Visitor

ROOT = Path(__file__).parents[2]
WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
STOP = ".kb-map__picture .kb-dot[tabindex='0']"
ROWS = ".kb-relations tbody tr:visible"
# What of the labels that are shown lies on another: the box of each is as high as its letters.
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('.kb-map__picture .kb-dot text')]
    .filter((text) => getComputedStyle(text).fill !== 'none');
  const boxes = shown.map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { name: text.textContent, left, right, middle: (top + bottom) / 2, size: 10.5 };
  });
  const found = [];
  boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {
    const beside = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    if (beside > 0.5 && Math.abs(one.middle - other.middle) < one.size) found.push([one.name, other.name]);
  }));
  return { count: shown.length, found };
}"""


def relations() -> list[tuple[str, str, str, str]]:
    """Return source, type, target and grade of each relation."""
    graph = load_knowledge(ROOT).graph
    return [(each.source, each.type.name, each.target, each.grade) for each in graph.relations]


def sources(page: Page) -> list[str]:
    # Not the inner text: a browser has none for rows out of sight, which it does not lay out.
    return page.locator(f"{ROWS} td:first-child").all_text_contents()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def view(page: Page) -> list[float]:
    """Return the part of the map that is drawn: left, top, width, height."""
    return [float(each) for each in (page.get_attribute(".kb-map__picture", "viewBox") or "").split()]


def settle(page: Page) -> None:
    """Wait until the address says what is shown."""
    page.wait_for_timeout(500)


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_label_lies_on_another_at_the_first_zoom(visit: Visitor, atlas: str, options: dict[str, Any]) -> None:
    page = visit(atlas, **options).open("graph/")
    labels = page.evaluate(OVERLAPS)
    assert labels["count"] > 5
    assert labels["found"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_with_a_filter_and_a_page_in_focus(visit: Visitor, atlas: str, scheme: str) -> None:
    visited = visit(atlas, color_scheme=scheme, **WIDE)
    page = visited.open("graph/?type=feeds&sort=-grade")
    page.locator(STOP).focus()
    expect(page.locator(".kb-map--dimmed")).to_have_count(1)
    assert visited.violations() == []


def test_the_whole_map_can_be_walked_by_keyboard(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    ids = page.eval_on_selector_all(".kb-map__picture .kb-dot", "all => all.map((each) => each.id)")
    page.get_by_label("Show the whole map").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert focused(page) in ids  # one tab stop
    page.keyboard.press("Home")
    seen = [focused(page)]
    for _ in ids[1:]:
        page.keyboard.press("PageDown")
        seen.append(focused(page))
    assert seen == ids
    expect(
        page.get_by_role("status").filter(has_text=re.compile(r"\. (\d+ relations?: |No relations)"))
    ).to_be_visible()


def test_arrows_go_to_the_nearest_page_that_way_and_enter_opens_it(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator("#node-insecurity").focus()
    before = page.locator("#node-insecurity circle").bounding_box()
    page.keyboard.press("ArrowLeft")
    reached = focused(page)
    after = page.locator(f"#{reached} circle").bounding_box()
    assert before
    assert after
    assert after["x"] < before["x"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{reached.removeprefix('node-')}/")


def test_a_page_in_focus_shows_its_neighbourhood_and_says_it(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator("#node-shame").focus()
    own = [each for each in relations() if "shame" in (each[0], each[2])]
    others = {end for each in own for end in (each[0], each[2])}
    expect(page.locator(".kb-map__over .kb-ties")).to_have_count(len(own))
    expect(page.locator(".kb-map__over .kb-dot")).to_have_count(len(others))
    said = page.locator(".kb-map__said").inner_text()
    assert said.startswith("Shame, machinery, affective. ")
    assert RELATION_TYPES[own[0][1]].label in said
    page.keyboard.press("Escape")
    expect(page.locator(".kb-map__over .kb-ties")).to_have_count(0)
    expect(page.locator(".kb-map--dimmed")).to_have_count(0)


def test_a_hover_shows_the_neighbourhood_until_the_pointer_goes(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator("#node-shame circle").hover()
    expect(page.locator(".kb-map--dimmed")).to_have_count(1)
    page.mouse.move(5, 5)
    expect(page.locator(".kb-map--dimmed")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "value", "is_in"),
    [
        pytest.param("type", "feeds", lambda each: each[1] == "feeds", id="type"),
        pytest.param("grade", "theoretical", lambda each: each[3] == "theoretical", id="grade"),
    ],
)
def test_a_choice_filters_table_and_map(visit: Visitor, atlas: str, name: str, value: str, is_in: Any) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.select_option(f"#search-{name}", value)
    left = [each for each in relations() if is_in(each)]
    ends = {end for each in left for end in (each[0], each[2])}
    expect(page.locator(ROWS)).to_have_count(len(left))
    expect(page.locator(".kb-map__picture .kb-dot:not(.kb-dot--out)")).to_have_count(len(ends))
    lines = page.eval_on_selector_all(
        ".kb-map__picture .kb-ties", "all => all.map((each) => each.getAttribute('d').split('M').length - 1)"
    )
    assert sum(lines) == len(left)
    count = page.locator(".kb-search__count").inner_text()
    assert count.startswith(f"{len(left)} of {len(relations())} relations, {len(ends)} of ")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(ROWS)).to_have_count(len(relations()))


@pytest.mark.parametrize("name", ["level", "machinery"])
def test_a_level_or_machinery_keeps_what_touches_it(visit: Visitor, atlas: str, name: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    value = page.locator(f"#search-{name} option").nth(1).get_attribute("value")
    own = page.locator(f".kb-map__picture .kb-dot[data-{'area' if name == 'machinery' else name}='{value}']")
    ids = {str(each).removeprefix("node-") for each in own.evaluate_all("all => all.map((each) => each.id)")}
    page.select_option(f"#search-{name}", value)
    left = [each for each in relations() if ids & {each[0], each[2]}]
    assert 0 < len(left) < len(relations())
    expect(page.locator(ROWS)).to_have_count(len(left))
    assert own.evaluate_all("all => all.some((each) => each.classList.contains('kb-dot--out'))") is False


def test_a_search_looks_in_rows_titles_and_aliases_whatever_the_case(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.fill("#search-q", "LONELINESS")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator(".kb-search__count")).not_to_have_text(re.compile(f"^{len(relations())} "))
    dots = page.locator(".kb-map__picture .kb-dot").all()
    lonely = [dot for dot in dots if "loneliness" in (dot.get_attribute("data-names") or "").lower()]
    named = [dot.text_content() or "" for dot in lonely]
    for text in page.locator(ROWS).all_text_contents():
        assert "loneliness" in text.lower() or any(title in text for title in named), text
    alias = page.locator(".kb-map__picture .kb-dot[data-names]").first
    names, id_ = alias.get_attribute("data-names"), alias.get_attribute("id")
    assert names
    page.fill("#search-q", names.partition(";")[0])
    expect(page.locator(f"#{id_}:not(.kb-dot--out)")).to_have_count(1)
    page.fill("#search-q", "no page says this")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".kb-search__count")).to_have_text(re.compile("^0 of "))


def test_columns_sort_both_ways_by_keyboard(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    button = page.get_by_role("columnheader", name="From").get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    up = sources(page)
    assert up == sorted(up, key=str.casefold)
    page.keyboard.press("Enter")
    assert sources(page) == sorted(up, key=str.casefold, reverse=True)
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    expect(page.get_by_role("columnheader", name="From")).to_have_attribute("aria-sort", "descending")


def test_the_address_says_what_is_shown_and_shows_it_again(visit: Visitor, atlas: str) -> None:
    visited = visit(atlas, **WIDE)
    page = visited.open("graph/")
    page.select_option("#search-type", "feeds")
    page.fill("#search-q", "o")
    page.get_by_role("columnheader", name="To").get_by_role("button").click()
    page.get_by_label("Zoom in").click()
    page.locator(STOP).focus()
    settle(page)
    address, shown, seen, said = page.url, sources(page), view(page), page.locator(".kb-map__said").inner_text()
    for part in ("type=feeds", "q=o", "sort=to", "view=", "node="):
        assert part in address
    page.goto("about:blank")
    page.goto(address)
    assert sources(page) == shown
    assert view(page) == pytest.approx(seen, rel=0.02, abs=2)
    assert page.locator(".kb-map__said").inner_text() == said
    expect(page.locator(".kb-map--dimmed")).to_have_count(1)


def test_a_link_to_a_place_on_the_map_shows_what_surrounds_it(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/#node-shame")
    expect(page.locator(".kb-map__said")).to_have_text(re.compile("^Shame, "))
    expect(page.locator(".kb-map--dimmed")).to_have_count(1)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("?type=nothing&grade=&level=%00&machinery=x", id="choices that are none"),
        pytest.param("?view=NaN,Infinity,-1&node=nobody&sort=--to", id="numbers that are none"),
        pytest.param("?view=1e9,-1e9,1e9", id="a view of nothing"),
    ],
)
def test_an_address_that_says_nonsense_shows_the_graph(visit: Visitor, atlas: str, query: str) -> None:
    page = visit(atlas, **WIDE).open(f"graph/{query}")
    expect(page.locator(ROWS)).to_have_count(len(relations()))
    assert len(view(page)) == 4


def test_the_map_zooms_and_moves_by_keyboard(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator("#node-insecurity").focus()
    whole = view(page)
    page.keyboard.press("+")
    near = view(page)
    assert near[2] == pytest.approx(whole[2] / 1.5)
    page.keyboard.press("Shift+ArrowRight")
    assert view(page)[0] > near[0]
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert view(page) == pytest.approx(whole)


def test_a_page_that_an_arrow_leads_to_comes_into_sight(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator("#node-insecurity").focus()
    for _ in range(4):
        page.keyboard.press("+")
    frame = page.locator(".kb-map__frame").bounding_box()
    assert frame
    for key in ("ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        dot = page.locator(":focus circle").bounding_box()
        assert dot
        assert frame["x"] < dot["x"] < frame["x"] + frame["width"]
        assert frame["y"] < dot["y"] < frame["y"] + frame["height"]


def test_a_drag_moves_the_map_and_opens_nothing(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator(".kb-map__frame").scroll_into_view_if_needed()
    before, address = view(page), page.url.partition("?")[0]
    dot = page.locator("#node-insecurity circle").bounding_box()
    assert dot
    x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 30, steps=6)
    assert "translate" in page.locator(".kb-map__stage").evaluate("each => each.style.transform")
    page.mouse.up()
    moved = page.locator("#node-insecurity circle").bounding_box()
    assert moved
    assert (moved["x"] - dot["x"], moved["y"] - dot["y"]) == pytest.approx((-60, -30), abs=1)
    assert page.locator(".kb-map__stage").evaluate("each => each.style.transform") == "none"
    assert view(page)[0] > before[0]
    settle(page)
    assert page.url.startswith(address)


def test_the_wheel_scrolls_the_page_until_the_map_is_asked(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **WIDE).open("graph/")
    page.locator(".kb-map__frame").evaluate("each => each.scrollIntoView({block: 'center'})")
    frame = page.locator(".kb-map__frame").bounding_box()
    assert frame
    page.mouse.move(frame["x"] + 40, frame["y"] + 200)
    before, place = view(page), page.evaluate("scrollY")
    page.mouse.wheel(0, -120)
    page.wait_for_function("place => scrollY < place", arg=place)
    assert view(page) == before
    page.locator("#node-insecurity").evaluate("each => each.focus({preventScroll: true})")
    place = page.evaluate("scrollY")
    page.mouse.wheel(0, -300)
    page.wait_for_function(
        "width => document.querySelector('.kb-map__picture').viewBox.baseVal.width < width", arg=before[2]
    )
    assert page.evaluate("scrollY") == place


def test_a_tap_shows_a_page_and_a_second_opens_it(visit: Visitor, atlas: str) -> None:
    page = visit(atlas, **PHONE).open("graph/")
    dot = page.locator("#node-jealousy circle")
    dot.tap(force=True)
    expect(page.locator(".kb-map__said")).to_have_text(re.compile("^Jealousy, machinery"))
    dot.tap(force=True)
    page.wait_for_url("**/jealousy/")


def test_without_scripts_the_page_says_the_same(visit: Visitor, atlas: str) -> None:
    plain = visit(atlas, java_script_enabled=False, **WIDE).open("graph/")
    scripted = visit(atlas, **WIDE).open("graph/")
    links = "all => all.map((each) => each.getAttribute('href'))"
    for page in (plain, scripted):
        expect(page.locator(ROWS)).to_have_count(len(relations()))
    assert plain.locator(ROWS).all_inner_texts() == scripted.locator(ROWS).all_inner_texts()
    dots = ".kb-map__picture .kb-dot"
    assert plain.eval_on_selector_all(dots, links) == scripted.eval_on_selector_all(dots, links)
    expect(plain.locator(".kb-search")).to_be_hidden()
    skip = plain.get_by_text("Skip the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    assert plain.locator(".kb-map__frame").evaluate("each => each.scrollWidth") >= 1200


def test_from_a_file_it_works_too(visit: Visitor, tmp_path: Path) -> None:
    knowledge = made_up_atlas(24)
    content, _ = build(knowledge)
    path = tmp_path / "graph.html"
    path.write_text(PAGE.format(assets=(ROOT / "docs/assets").as_uri(), content=content), encoding="utf-8")
    page = visit(tmp_path.as_uri(), **WIDE).open("graph.html")
    page.select_option("#search-type", "feeds")
    feeds = sum(each.type.name == "feeds" for each in knowledge.graph.relations)
    expect(page.locator(ROWS)).to_have_count(feeds)
    page.locator(STOP).focus()
    expect(page.locator(".kb-map--dimmed")).to_have_count(1)
    settle(page)
