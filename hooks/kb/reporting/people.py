"""Diagnostics for people: a line for each that programs can find, and its place in the text."""

from collections.abc import Callable
from typing import Final

from kb.diagnostics import Diagnostic
from kb.reporting.excerpt import find_excerpt

# What is wide enough to see a sentence, and narrow enough for two windows side by side.
WIDTH: Final = 100

Paint = Callable[[str, str], str]


def plain(text: str, style: str) -> str:
    """Return `text` without any style: the paint where there is no colour."""
    return text


def to_text(diagnostic: Diagnostic, width: int = WIDTH, paint: Paint = plain) -> str:
    """Return the diagnostic in lines: place, sentence and cure, then the source line in `width` cells.

    `paint` colours a text in one of the styles "error", "warning", "note", "strong" and "gutter".
    """
    style = str(diagnostic.severity)
    head, mark, tail = str(diagnostic).partition(f": {style}[{diagnostic.code}]")
    lines = [f"{paint(head, 'strong')}: {paint(mark[2:], style)}{tail}"]
    number = str(diagnostic.line)
    margin = " " * len(number)
    excerpt = find_excerpt(diagnostic, max(20, width - len(number) - 3))
    if excerpt:
        lines.append(f"{paint(f'{number} |', 'gutter')} {excerpt.text}")
        lines.append(f"{paint(f'{margin} |', 'gutter')} {paint(excerpt.marks, style)}")
    return "\n".join(lines)
