"""Tables, as Python-Markdown's table extension splits them."""

from kb.prose.lines import Block, Line, cut, strip
from kb.prose.patterns import END_BORDER, PIPES


def split_table(block: Block) -> list[list[Line]] | None:
    """Return the rows of cells of `block`, without the row of dashes, or nothing when it is no table."""
    if len(block) < 2 or "|" not in block[0][1]:
        return None
    rows = [strip(line) for line in block]
    head = rows[0][1]
    border = head.startswith("|") or bool(END_BORDER.search(head))
    cells = _split_row(rows[0], border)
    if len(cells) == 1 and not (
        border and all(text.startswith("|") or END_BORDER.search(text) for _, text in rows[1:])
    ):
        return None
    dashes = _split_row(rows[1], border)
    if len(dashes) != len(cells) or not set("".join(text for _, text in dashes)) <= set("|:- "):
        return None
    body = [_split_row(row, border)[: len(cells)] for row in rows[2:]]
    return [[strip(cell) for cell in row] for row in (cells, *body)]


def _split_row(row: Line, border: bool) -> list[Line]:
    if border:
        if row[1].startswith("|"):
            row = cut(row, 1)
        if END_BORDER.search(row[1]):
            row = cut(row, 0, END_BORDER.search(row[1]).start())  # type: ignore[union-attr]
    text = row[1]
    pipes: list[int] = []
    ticks: list[tuple[int, int, int, int]] = []
    for token in PIPES.finditer(text):
        if token["escaped"]:
            ticks.append((token.start(), token.end() - 1, len(token[0]) - 1, 1))
        elif token["ticks"]:
            ticks.append((token.start(), token.end() - 1, len(token[0]), 0))
        elif token["pipe"]:
            pipes.append(token.start())
    code = _pair(ticks) if ticks and pipes else []
    cells, at = [], 0
    for pipe in pipes:
        if not any(start <= pipe <= end for start, end in code):
            cells.append(cut(row, at, pipe))
            at = pipe + 1
    return [*cells, cut(row, at)]


def _pair(ticks: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    at = 0
    while at < len(ticks):
        start, _, length, escape = ticks[at]
        size = length - escape
        other = next((i for i in range(at + 1, len(ticks)) if ticks[i][2] == size), 0) if size else 0
        if other:
            pairs.append((start, ticks[other][1]))
        at = other + 1 if other else at + 1
    return pairs
