"""A diagram as a picture: where boxes stand, how lines run, where numbers are."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from kb.diagrams.columns import LINE, Columns, build_columns
from kb.diagrams.curves import Point
from kb.diagrams.discs import RADIUS, place_discs
from kb.diagrams.lanes import build_lanes, choose_sides, count_lanes
from kb.diagrams.model import Sketch
from kb.diagrams.routes import Frame, Route, build_routes
from kb.diagrams.rows import build_rows
from kb.diagrams.strands import Grid, build_grid

_PADDING: Final = 7
_GAP: Final = 38
_GROWTH: Final = 1.4
_MARGIN: Final = 2


class Place(NamedTuple):
    """Where a box stands, and its lines of text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


class Drawing(NamedTuple):
    """A picture in units of a small phone's width: places in the order of the boxes, routes and discs of the arrows."""

    width: float
    height: float
    places: tuple[Place, ...]
    routes: tuple[Route, ...]
    discs: tuple[Point, ...]


def build_drawing(sketch: Sketch) -> Drawing:
    """Return the picture of `sketch`, which has an arrow; the same for the same sketch in every build."""
    rows = build_rows(sketch)
    grid = build_grid(sketch, rows)
    sides = choose_sides(grid, rows)
    columns = build_columns(sketch, grid, count_lanes(sides))
    lanes = build_lanes(grid, rows, sides, columns)
    columns, lanes, width = _trim(columns, lanes)
    gaps = [float(_GAP)] * (len(grid.rows) - 1)
    while True:
        tops, bottoms = _heights(grid, columns, gaps)
        routes = build_routes(Frame(sketch, grid, rows, columns, sides, lanes, tops, bottoms))
        discs, tight = place_discs(routes, tops, bottoms)
        if not tight:
            break
        # A line runs through a gap from end to end, so that in one that is high enough there is room for every number.
        gaps = [height * _GROWTH if gap in tight else height for gap, height in enumerate(gaps)]
    places = tuple(
        Place(
            columns.middle[box] - columns.width[box] / 2,
            tops[rows.of[box]],
            columns.width[box],
            bottoms[rows.of[box]] - tops[rows.of[box]],
            columns.lines[box],
        )
        for box in range(grid.boxes)
    )
    ordered = tuple(discs[index] for index in range(len(sketch.arrows)))
    return Drawing(width, bottoms[-1] + _MARGIN, places, routes, ordered)


def _trim(columns: Columns, lanes: Mapping[int, float]) -> tuple[Columns, dict[int, float], float]:
    """Return the columns and the lanes moved to the left edge, and how wide they are."""
    wide = {item: columns.width[item] / 2 if item < len(columns.width) else RADIUS for item in columns.middle}
    left = min(*(at - wide[item] for item, at in columns.middle.items()), *(at - RADIUS for at in lanes.values()))
    right = max(*(at + wide[item] for item, at in columns.middle.items()), *(at + RADIUS for at in lanes.values()))
    by = _MARGIN - left
    middle = {item: round(at + by, 1) for item, at in columns.middle.items()}
    moved = {arrow: round(at + by, 1) for arrow, at in lanes.items()}
    return columns._replace(middle=middle), moved, round(right + by + _MARGIN, 1)


def _heights(grid: Grid, columns: Columns, gaps: list[float]) -> tuple[list[float], list[float]]:
    """Return the top and the bottom of each row: as high as its fullest box."""
    tops, bottoms = [], []
    y = float(_MARGIN)
    for row, gap in zip(grid.rows, [*gaps, 0.0], strict=True):
        tops.append(y)
        y += LINE * max(len(columns.lines[item]) for item in row if grid.is_box(item)) + 2 * _PADDING
        bottoms.append(y)
        y = round(y + gap, 1)
    return tops, bottoms
