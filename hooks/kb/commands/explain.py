"""`kb explain`: what does this code mean?"""

import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

import click

from kb.codes import CODES
from kb.diagnostics import did_you_mean
from kb.loading import SetupError
from kb.prose import find_headings

_PAGE: Final = "docs/contributing/diagnostics.md"


@click.command("explain")
@click.argument("code", default="")
def explain_command(code: str) -> None:
    """Print what a diagnostic's CODE means and what to write instead, or list all codes.

    \b
    Exits with 0 when it is said, 2 when there is no such code or no project.

    \b
    Examples:
      kb explain unknown-page
      kb explain
    """
    if not code:
        width = max(map(len, CODES))
        click.echo("\n".join(f"{each:{width}}  {CODES[each]}" for each in sorted(CODES)))
        return
    try:
        click.echo(load_section(Path.cwd(), code.strip().strip("[]").lower()))
    except SetupError as fault:
        click.echo(f"kb: {fault}", err=True)
        sys.exit(2)


def load_section(root: Path, code: str) -> str:
    """Return the section about `code`, as Markdown; raise SetupError when there is none."""
    if code not in CODES:
        hint = did_you_mean(code, CODES) or "'kb explain' lists them all"
        raise SetupError(f"no code is called '{code}' ({hint})")
    try:
        text = (root / _PAGE).read_text(encoding="utf-8", errors="replace")
    except OSError as fault:
        raise SetupError(f"there is no explanation at {root / _PAGE}: {fault.strerror}") from fault
    headings = [each for each in find_headings(text) if each.level == 2]
    ends = [*(text.rfind("\n", 0, each.span.start) + 1 for each in headings), len(text)]
    for heading, (start, end) in zip(headings, pairwise(ends), strict=True):
        if heading.text == code:
            return text[start:end].strip()
    raise SetupError(f"{_PAGE} says nothing about '{code}'")
