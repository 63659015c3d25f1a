"""`kb graph`: where does everything stand on the map?"""

import sys
from math import dist
from pathlib import Path

import click

from kb.commands.answers import fail
from kb.commands.terminal import tell
from kb.layout import LAYOUT_FILE, WIDTH, Layout, build_layout, to_json
from kb.loading import load_knowledge
from kb.render.elements import count


@click.command("graph", short_help="Give new pages a place on the map.")
@click.option("--anew", is_flag=True, help="Forget the layout so far: everything moves.")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit with 1 when the file would change.")
def graph_command(anew: bool, is_check: bool) -> None:
    """Lay out the map of the graph and keep it in docs/assets/layout.json, to be committed.

    \b
    What has a place keeps it; what is new is put beside what it is related to.
    Exits with 0 when all is right, 1 when the file can't be read, 2 when there is no project.

    \b
    Examples:
      kb graph
      kb graph --check
    """
    root = Path.cwd()
    with fail():
        knowledge = load_knowledge(root)
    unread = [] if anew else [each for each in knowledge.problems if each.code == "malformed-layout"]
    tell(unread, sys.stderr)
    if unread:
        sys.exit(1)
    path = root / LAYOUT_FILE
    layout = build_layout(knowledge.graph) if anew else knowledge.layout
    text = to_json(layout)
    is_new = not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text
    if is_new and not is_check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{LAYOUT_FILE}: {_summary(layout, knowledge.previous_layout)}")
    sys.exit(1 if is_new and is_check else 0)


def _summary(layout: Layout, previous: Layout | None) -> str:
    """Return how large the map is, and what changed since it was last kept."""
    now = layout.positions
    before = previous.positions if previous else {}
    both = now.keys() & before.keys()
    moved = sum(dist(now[node], before[node]) for node in sorted(both)) / max(len(both), 1) / WIDTH
    size = f"{count(len(now), 'node')} in {count(len(layout.areas), 'area')}"
    new, gone = len(now.keys() - before.keys()), len(before.keys() - now.keys())
    return f"{size}; {new} new, {gone} gone" + (f", the others moved by {moved:.2%} of the width" if both else "")
