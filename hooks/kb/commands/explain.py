"""`kb explain`: what does this code mean?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from kb.codes import CODES
from kb.commands.answers import fail
from kb.diagnostics import did_you_mean
from kb.loading import DOCS, SetupError
from kb.reporting.rules import RULES_URI, Rule, parse_rules

_PAGE: Final = f"{DOCS}/{RULES_URI}"


@click.command("explain", short_help="Say what a code means and what to write instead.")
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
    with fail():
        click.echo(load_section(Path.cwd(), code.strip().strip("[]").lower()))


def load_section(root: Path, code: str) -> str:
    """Return the section about `code`, as Markdown; raise SetupError when there is none."""
    if code not in CODES:
        hint = did_you_mean(code, CODES) or "'kb explain' lists them all"
        raise SetupError(f"no code is called '{code}' ({hint})")
    rules = load_rules(root)
    if code not in rules:
        raise SetupError(f"{_PAGE} says nothing about '{code}'")
    return rules[code].markdown


def load_rules(root: Path) -> Mapping[str, Rule]:
    """Return what the page of diagnostics says about each code; raise SetupError when there is no page."""
    try:
        return parse_rules((root / _PAGE).read_text(encoding="utf-8", errors="replace"))
    except OSError as fault:
        raise SetupError(f"there is no explanation at {root / _PAGE}: {fault.strerror}") from fault
