"""Arrows as strands through the rows, and the order in which boxes and strands stand in each."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from kb.diagrams.model import Sketch
from kb.diagrams.rows import Rows, ends

_SWEEPS: Final = 6
_PASSES: Final = 8
# In a row of more items than these, only neighbours are exchanged.
_FEW: Final = 6


class Strand(NamedTuple):
    """An arrow from its upper box to its lower one, by the items that it passes: one in each row.

    `is_far` for one that leads back over several rows: it goes round the side, and has no items between its boxes.
    `is_level` for one whose boxes stand side by side, the left one first.
    """

    arrow: int
    items: tuple[int, ...]
    is_far: bool = False
    is_level: bool = False


class Grid(NamedTuple):
    """The items of each row from left to right: boxes by their index, and above those the places of strands."""

    boxes: int
    rows: tuple[tuple[int, ...], ...]
    strands: tuple[Strand, ...]

    def is_box(self, item: int) -> bool:
        """Whether `item` is a box, not the place where a strand passes a row."""
        return item < self.boxes

    def outermost(self, box: int, row: int) -> tuple[bool, bool]:
        """Whether `box` is the first and whether it is the last of the boxes in its row."""
        boxes = [item for item in self.rows[row] if self.is_box(item)]
        return boxes[0] == box, boxes[-1] == box


def build_grid(sketch: Sketch, rows: Rows) -> Grid:
    """Return the items of the rows in an order in which strands cross little."""
    count = len(sketch.boxes)
    lines: list[list[int]] = [[] for _ in range(max(rows.of) + 1)]
    for box, row in enumerate(rows.of):
        if box not in rows.partners:
            lines[row].append(box)
    strands: list[Strand] = []
    following = count
    level = {arrow for _, arrow in rows.partners.values()}
    for index, arrow in enumerate(sketch.arrows):
        upper, lower = ends(arrow, rows)
        between = range(rows.of[upper] + 1, rows.of[lower])
        if index in level:
            strands.append(Strand(index, (arrow.tail, arrow.head), is_level=True))
        elif between and index in rows.backward and arrow.kind.has_head:
            strands.append(Strand(index, (upper, lower), is_far=True))
        else:
            places = range(following, following + len(between))
            for row, place in zip(between, places, strict=True):
                lines[row].append(place)
            following += len(between)
            strands.append(Strand(index, (upper, *places, lower)))
    ordered = _Ordering(count, lines, strands).order()
    _attach(ordered, rows, sketch, strands)
    return Grid(count, tuple(map(tuple, ordered)), tuple(strands))


def _attach(lines: Sequence[list[int]], rows: Rows, sketch: Sketch, strands: list[Strand]) -> None:
    """Set each box that has a place at the side of another there, on the side that is free or else as written."""
    sides: dict[int, list[bool]] = {}
    for box, (other, index) in rows.partners.items():
        line = lines[rows.of[box]]
        at, boxes = line.index(other), [item for item in line if item < len(sketch.boxes)]
        left = sketch.arrows[index].tail == box
        if taken := sides.get(other):
            left = not taken[0]
        elif (boxes[0] == other) != (boxes[-1] == other):
            left = boxes[0] == other
        sides.setdefault(other, []).append(left)
        line.insert(at if left else at + 1, box)
        strands[index] = Strand(index, (box, other) if left else (other, box), is_level=True)


class _Ordering:
    """Rows whose order is made better step by step."""

    def __init__(self, boxes: int, lines: list[list[int]], strands: Sequence[Strand]) -> None:
        self.boxes = boxes
        self.lines = lines
        self.row = {item: row for row, line in enumerate(lines) for item in line}
        self.far = [strand.items for strand in strands if strand.is_far]
        self.links: list[list[tuple[int, int]]] = [[] for _ in lines]  # from a row to the next
        self.above: dict[int, list[int]] = {}
        self.below: dict[int, list[int]] = {}
        for strand in strands:
            for upper, lower in pairwise(strand.items) if not (strand.is_far or strand.is_level) else ():
                self.links[self.row[upper]].append((upper, lower))
                self.below.setdefault(upper, []).append(lower)
                self.above.setdefault(lower, []).append(upper)

    def order(self) -> list[list[int]]:
        """Return the rows: by barycentres, the best of several sweeps, then by exchanges that better it."""
        every = range(len(self.lines))
        best, cost = [list(line) for line in self.lines], self._cost(every)
        for sweep in range(_SWEEPS):
            down = sweep % 2 == 0
            for line in self.lines[1:] if down else reversed(self.lines[:-1]):
                centre = self._centres(line, self.above if down else self.below)
                line.sort(key=centre.__getitem__)
            if (now := self._cost(every)) < cost:
                best, cost = [list(line) for line in self.lines], now
        self.lines = best
        for _ in range(_PASSES):
            bettered = [self._better(row) for row in range(len(self.lines))]
            if not any(bettered):
                break
        return self.lines

    def _better(self, row: int) -> bool:
        """Exchange items of the row where that betters it, and return whether it did."""
        line = self.lines[row]
        gaps, bettered = range(max(row - 1, 0), row + 1), False
        cost = self._cost(gaps)
        reach = len(line) if len(line) <= _FEW else 2
        for one in range(len(line)):
            for other in range(one + 1, min(one + reach, len(line))):
                line[one], line[other] = line[other], line[one]
                if (now := self._cost(gaps)) < cost:
                    cost, bettered = now, True
                else:
                    line[one], line[other] = line[other], line[one]
        return bettered

    def _centres(self, line: Sequence[int], beside: Mapping[int, Sequence[int]]) -> dict[int, float]:
        places = self._places()
        known = {item: [places[other] for other in beside.get(item, ())] for item in line}
        return {item: sum(at) / len(at) if at else places[item] for item, at in known.items()}

    def _places(self) -> dict[int, float]:
        """Return where each item stands in its row, from 0 to 1."""
        return {item: (at + 0.5) / len(line) for line in self.lines for at, item in enumerate(line)}

    def _cost(self, gaps: Sequence[int]) -> tuple[int, float]:
        """Return how many strands in `gaps` cross, or start where they can't go round, and how far they lead aside."""
        lines = {row: self.lines[row] for gap in gaps for row in (gap, gap + 1) if row < len(self.lines)}
        places = {item: (at + 0.5) / len(line) for line in lines.values() for at, item in enumerate(line)}
        bad, aside = 0, 0.0
        for gap in gaps:
            drawn = [(places[upper], places[lower]) for upper, lower in self.links[gap]]
            bad += 2 * sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(drawn, 2))
            aside += sum((a - b) ** 2 for a, b in drawn)
        for ends_ in self.far:
            outer = [self._outer(end) for end in ends_]
            bad += min(sum(not each[side] for each in outer) for side in (0, 1))
        return bad, round(aside, 6)

    def _outer(self, box: int) -> tuple[bool, bool]:
        boxes = [item for item in self.lines[self.row[box]] if item < self.boxes]
        return boxes[0] == box, boxes[-1] == box
