"""The picture of a diagram: nothing covers anything else, whatever the arrows are."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.diagrams import Arrow, ArrowKind, Box, Sketch, parse_sketch
from kb.diagrams.columns import SIZE, WIDTH, spread
from kb.diagrams.discs import RADIUS
from kb.diagrams.drawing import Drawing, Place, build_drawing
from kb.diagrams.rows import MOST_IN_ROW, build_rows
from kb.diagrams.words import width_of, wrap
from kb.text import Span

LONG = "A box of rather many words, more than fit"
EXAMPLES = {
    "one arrow": "A -> B",
    "a chain": "A -> B\nB -> C\nC -> D",
    "a circle": "A -> B\nB -> C\nC -> A",
    "there and back": "A -> B\nB ..> A",
    "two between the same": "A -> B\nA -| B\nA -- B",
    "side by side": "A -- B",
    "on both sides": "A -> B\nX -- B\nB -- Y\nB -> C",
    "side by side in a circle": "A -- B\nB -- C\nC -- A",
    "many into one": "\n".join(f"Box {n} -> Z" for n in range(12)),
    "one into many": "\n".join(f"A -> Box {n}" for n in range(12)),
    "back over many rows": "A -> B\nB -> C\nC -> D\nD -> A\nD -| B\nC -| A\nB ..| A",
    "over several rows": "A -> B\nB -> C\nC -> D\nA -> D\nA -> C\nB -> D",
    "all with all": "\n".join(f"{a} -> {b}" for a, b in combinations("ABCDEFGH", 2)),
    "two of their own": "A -> B\nC -> D",
    "long words": f"{LONG} -> {LONG * 2}\nB -> {'m' * 90}",
    "wide letters": "数学の箱の言葉の長さ -> MMMM WWWW MMMM WWWW",
    "round the sides": "A -> B\nB -> C1\nB -> C2\nB -> C3\nC1 -| A\nC2 -| A\nC3 -| A",
}


def sketch_of(text: str) -> Sketch:
    return parse_sketch(text, Span(0, len(text)))


SKETCHES = [sketch_of(text) for text in EXAMPLES.values()]
each_example = pytest.mark.parametrize("sketch", SKETCHES, ids=EXAMPLES)


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Draw a diagram of which every box has an arrow."""
    count = draw(st.integers(2, 14))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(1, count - 1), st.sampled_from(ArrowKind))
    arrows = [(a, (a + by) % count, kind) for a, by, kind in draw(st.lists(pairs, min_size=1, max_size=20))]
    used = list(dict.fromkeys(box for tail, head, _ in arrows for box in (tail, head)))
    words = st.lists(st.sampled_from(["to", "worth", "devaluation", "MM", "l" * 40]), min_size=1, max_size=5)
    boxes = tuple(Box(" ".join(draw(words))) for _ in used)
    return Sketch(boxes, tuple(Arrow(used.index(tail), used.index(head), kind) for tail, head, kind in arrows))


def overlap(one: Place, other: Place) -> bool:
    across = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (across or one.y + one.height <= other.y or other.y + other.height <= one.y)


def distance(place: Place, x: float, y: float) -> float:
    """Return the square of the distance of a point from a box."""
    aside = max(place.x - x, 0, x - place.x - place.width)
    above = max(place.y - y, 0, y - place.y - place.height)
    return aside * aside + above * above


def check(sketch: Sketch, drawing: Drawing) -> None:
    assert drawing.width <= WIDTH
    for place in drawing.places:
        assert place.x >= 0
        assert place.x + place.width <= drawing.width
        assert place.y >= 0
        assert place.y + place.height <= drawing.height
    assert not [pair for pair in combinations(drawing.places, 2) if overlap(*pair)]
    assert len(drawing.discs) == len(sketch.arrows)
    for x, y in drawing.discs:
        assert RADIUS <= x <= drawing.width - RADIUS
        assert all(distance(place, x, y) >= RADIUS * RADIUS for place in drawing.places)
    for (ax, ay), (bx, by) in combinations(drawing.discs, 2):
        assert (ax - bx) ** 2 + (ay - by) ** 2 >= (2 * RADIUS) ** 2
    for route in drawing.routes:
        for piece, _ in route.pieces:
            for x, y in map(piece.at, (step / 20 for step in range(21))):
                assert 0 <= x <= drawing.width
                inside = (
                    p for p in drawing.places if p.x + 1 < x < p.x + p.width - 1 and p.y + 1 < y < p.y + p.height - 1
                )
                assert list(inside) == []


@each_example
def test_nothing_covers_anything_else(sketch: Sketch) -> None:
    check(sketch, build_drawing(sketch))


@given(sketches())
def test_nothing_covers_anything_else_in_any_diagram(sketch: Sketch) -> None:
    check(sketch, build_drawing(sketch))


@each_example
def test_the_same_diagram_is_drawn_the_same(sketch: Sketch) -> None:
    assert build_drawing(sketch) == build_drawing(sketch)


@each_example
def test_each_arrow_leads_from_its_box_to_its_box(sketch: Sketch) -> None:
    drawing = build_drawing(sketch)
    for arrow, route in zip(sketch.arrows, drawing.routes, strict=True):
        ends = [route.pieces[0][0].points[0], route.pieces[-1][0].points[-1]]
        assert route.end in ends
        ends.remove(route.end)
        head, tail = drawing.places[arrow.head], drawing.places[arrow.tail]
        assert distance(head, *route.end) <= 36.1
        assert distance(tail, *ends[0]) <= 0.1


@each_example
def test_each_piece_begins_where_the_last_one_ended(sketch: Sketch) -> None:
    for route in build_drawing(sketch).routes:
        pieces = [piece.points for piece, _ in route.pieces]
        assert [each[0] for each in pieces[1:]] == [each[-1] for each in pieces[:-1]]


@each_example
def test_a_row_holds_few_boxes_and_every_box_a_row(sketch: Sketch) -> None:
    rows = build_rows(sketch)
    counts = [rows.of.count(row) for row in range(max(rows.of) + 1)]
    assert all(1 <= count <= MOST_IN_ROW for count in counts)


@each_example
def test_an_arrow_leads_down_unless_it_closes_a_circle(sketch: Sketch) -> None:
    rows = build_rows(sketch)
    level = {arrow for _, arrow in rows.partners.values()}
    for index, arrow in enumerate(sketch.arrows):
        tail, head = rows.of[arrow.tail], rows.of[arrow.head]
        assert (tail == head) is (index in level)
        assert (tail > head) is (index in rows.backward)


def test_the_arrow_that_is_written_last_is_the_one_that_leads_back() -> None:
    assert build_rows(sketch_of("A -> B\nB -> C\nC -> A")).backward == {2}
    assert build_rows(sketch_of("C -> A\nA -> B\nB -> C")).backward == {2}


def test_a_box_that_only_stands_beside_another_is_drawn_at_its_side() -> None:
    drawing = build_drawing(sketch_of("A -> B\nX -- B"))
    _, b, x = drawing.places
    assert x.y == b.y
    assert x.x + x.width < b.x


def test_a_line_between_two_boxes_is_straight_when_they_stand_in_line() -> None:
    drawing = build_drawing(sketch_of("A -> B\nB -> C"))
    assert all(len(piece.points) == 2 for route in drawing.routes for piece, _ in route.pieces)


WRAPPED = {
    "one line": ("Felt shame", 80, ("Felt shame",)),
    "lines of like length": ("Worth staked on a domain", 120, ("Worth staked", "on a domain")),
    "a long word": ("devaluations", 40, ("devalu", "ations")),
    "nothing": ("", 40, ()),
}


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED.values(), ids=WRAPPED)
def test_text_is_broken(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, width, SIZE) == lines


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=60), st.integers(40, 130))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, SIZE)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line, SIZE) <= width for line in lines)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6), st.integers(1, 40))
def test_places_keep_their_distance_and_stay_within(wished: list[float], gap: int) -> None:
    found = spread(wished, [gap] * (len(wished) - 1), 10, 290)
    assert all(other - one >= gap - 1e-6 for one, other in pairwise(found))
    assert found[0] >= 10
    assert found[-1] <= 290 + 1e-6
