"""Which box stands in which row: what leads to another stands above it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kb.diagrams.model import Arrow, Sketch

MOST_IN_ROW: Final = 3


class Rows(NamedTuple):
    """The row of each box; `backward` are the arrows that lead up.

    `partners` are boxes that stand at the side of another, which is the only one that they touch, with the arrow.
    """

    of: tuple[int, ...]
    backward: frozenset[int]
    partners: Mapping[int, tuple[int, int]]


def build_rows(sketch: Sketch) -> Rows:
    """Return the rows of `sketch`, at most MOST_IN_ROW boxes in each."""
    partners = _partners(sketch)
    level = {arrow for _, arrow in partners.values()}
    down: list[tuple[int, int]] = []
    backward: set[int] = set()
    below: dict[int, set[int]] = {}
    for index, arrow in enumerate(sketch.arrows):
        if index in level:
            continue
        # In the order of the page: the arrow that would close a circle is the one that leads back.
        if _leads(below, arrow.head, arrow.tail):
            backward.add(index)
            down.append((arrow.head, arrow.tail))
        else:
            down.append((arrow.tail, arrow.head))
        below.setdefault(down[-1][0], set()).add(down[-1][1])
    layers = _layers(len(sketch.boxes), down)
    for box, (other, _) in partners.items():
        layers[box] = layers[other]
    return Rows(_split(layers, partners), frozenset(backward), partners)


def _partners(sketch: Sketch) -> dict[int, tuple[int, int]]:
    """Return the boxes that stand beside the only other that they touch, one on each side of it at most."""
    touched: dict[int, list[int]] = {}
    for index, arrow in enumerate(sketch.arrows):
        for box in (arrow.tail, arrow.head):
            touched.setdefault(box, []).append(index)
    found: dict[int, tuple[int, int]] = {}
    taken: dict[int, int] = {}
    for index, arrow in enumerate(sketch.arrows):
        if arrow.kind.has_head:
            continue
        for box, other in ((arrow.head, arrow.tail), (arrow.tail, arrow.head)):
            if touched[box] == [index] and other not in found and taken.get(other, 0) < MOST_IN_ROW - 1:
                found[box] = other, index
                taken[other] = taken.get(other, 0) + 1
                break
    return found


def _leads(below: Mapping[int, Iterable[int]], start: int, end: int) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        box = ahead.pop()
        if box == end:
            return True
        new = [each for each in below.get(box, ()) if each not in seen]
        seen.update(new)
        ahead += new
    return False


def _layers(count: int, down: Sequence[tuple[int, int]]) -> list[int]:
    """Return the length of the longest way to each box, then let those sink that more arrows leave than reach."""
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for upper, lower in down:
        below[upper].append(lower)
        above[lower].append(upper)
    layers, left = [0] * count, [len(each) for each in above]
    order = [box for box in range(count) if not left[box]]
    for box in order:
        for lower in below[box]:
            layers[lower] = max(layers[lower], layers[box] + 1)
            left[lower] -= 1
            if not left[lower]:
                order.append(lower)
    for box in reversed(order):
        if len(below[box]) > len(above[box]):
            layers[box] = min(layers[lower] for lower in below[box]) - 1
    return layers


def _split(layers: Sequence[int], partners: Mapping[int, tuple[int, int]]) -> tuple[int, ...]:
    """Return the row of each box: a layer of too many boxes becomes several rows, about equally full."""
    groups: dict[int, dict[int, list[int]]] = {}
    for box, layer in enumerate(layers):
        groups.setdefault(layer, {}).setdefault(partners.get(box, (box, 0))[0], []).append(box)
    rows = [0] * len(layers)
    row = 0
    for _, group in sorted(groups.items()):
        total = sum(map(len, group.values()))
        fair = -(-total // -(-total // MOST_IN_ROW))
        filled = 0
        for boxes in group.values():
            if filled and filled + len(boxes) > fair:
                row, filled = row + 1, 0
            filled += len(boxes)
            for box in boxes:
                rows[box] = row
        row += 1
    return tuple(rows)


def ends(arrow: Arrow, rows: Rows) -> tuple[int, int]:
    """Return the upper and the lower box of `arrow`."""
    return (arrow.head, arrow.tail) if rows.of[arrow.head] < rows.of[arrow.tail] else (arrow.tail, arrow.head)
