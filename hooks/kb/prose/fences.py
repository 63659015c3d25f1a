"""Fenced code, found as pymdownx.superfences finds it: before anything else, in whatever list or quotation."""

import re
from typing import Final

from kb.prose.lines import CODE, Block

_START: Final = re.compile(
    r"""(?P<space>[> ]*)(?P<fence>~{3,}|`{3,})(?:[ ]*\.?[\w#.+-]+(?=[ ]|$))?"""
    r"""(?:[ ]*\{[^\n]*\}|(?:[ ]*(?:hl_lines|linenums|title|title_mode)=(?P<quote>"|').*?(?P=quote)(?=[ ]|$))+)?[ ]*$"""
)
_SPACE: Final = re.compile(r"[> ]*")


def fold_fences(lines: Block) -> tuple[Block, dict[int, Block]]:
    """Return `lines` with a line of CODE, indented as the fence was, for each fenced block, and those by its place."""
    fences: dict[int, Block] = {}
    if not any("```" in text or "~~~" in text for _, text in lines):
        return lines, fences
    folded: Block = []
    at = 0
    while at < len(lines):
        offset, text = lines[at]
        start = _START.match(text)
        end, resume = _close(lines, at, start) if start else (0, 0)
        if start and end:
            folded.append((offset, start["space"] + CODE))
            fences[offset + len(start["space"])] = lines[at:end]
            at = end
        else:
            # A fence that fails takes the lines up to the one that spoilt it with it: no fence opens among them.
            stop = max(resume, at + 1)
            folded.extend(lines[at:stop])
            at = stop
    return folded, fences


def _close(lines: Block, start: int, opening: re.Match[str]) -> tuple[int, int]:
    """Return the index after the closing line, or 0, and that after the line that ended the search."""
    space, fence = opening["space"], opening["fence"]
    width, level = len(space), space.count(">")
    empty = False
    for index in range(start + 1, len(lines)):
        text = lines[index][1]
        before = _SPACE.match(text)[0][:width]  # type: ignore[index]  # matches nothing at worst
        content = text[len(before) :]
        closes = content.startswith(fence) and not content[len(fence) :].strip(" ")
        if level:
            here = before.count(">")
            if here > level or (content and (len(before) < width or (empty and here < level))):
                return 0, index + 1
            empty = not content
            if content and closes:
                return index + 1, index + 1
        elif ">" in before:
            return 0, index + 1
        elif text.strip(" "):
            if len(before) != width and content:
                return 0, index + 1
            if closes:
                return index + 1, index + 1
    return 0, len(lines)
