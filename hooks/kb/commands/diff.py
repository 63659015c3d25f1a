"""`kb diff`: what changed in the evidence?"""

from pathlib import Path

import click

from kb.commands.answers import fail
from kb.comparing import build_comparison
from kb.comparing.data import to_json
from kb.comparing.markdown import to_markdown
from kb.history import load_past
from kb.loading import load_knowledge


@click.command("diff", short_help="Say what changed in the evidence since a commit.")
@click.option("--format", "format_", type=click.Choice(("markdown", "json")), default="markdown", show_default=True)
@click.option("--links", metavar="URL", default="", help="What stands before the path of a page in links to it.")
@click.argument("base")
def diff_command(format_: str, links: str, base: str) -> None:
    """Say what changed in claims, relations, references and pages since BASE: a commit, branch or tag.

    \b
    The files as they are now are compared, committed or not; git is only read.
    Exits with 0 when it is said, 2 when it could not run.

    \b
    Examples:
      kb diff main
      kb diff HEAD --format json
      kb diff origin/main --links https://github.com/OWNER/NAME/blob/main/
    """
    root = Path.cwd()
    with fail():
        now = load_knowledge(root)
        comparison = build_comparison(load_past(root, base, now), now)
    text = to_json(comparison, base) if format_ == "json" else to_markdown(comparison, base, links)
    click.echo(text, nl=False)
