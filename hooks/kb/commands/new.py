"""`kb new`: a page to begin with."""

import sys
from pathlib import Path
from typing import Final

import click

from kb.commands.answers import fail
from kb.drafts import SUMMARY, build_draft, propose_id
from kb.faults import Refusal
from kb.knowledge import Knowledge
from kb.loading import DOCS, SetupError, load_knowledge
from kb.redirects import built_path, find_redirects
from kb.vocabulary import Kind, Level

_LEVELS: Final = tuple(each.value for each in Level)


@click.command("new", short_help="Begin a page.")
@click.option(
    "--level",
    type=click.Choice(_LEVELS),
    help="The level of description; asked for at a terminal, otherwise cognitive.",
)
@click.option("--summary", default=SUMMARY, show_default=True, help="What it is, in one sentence.")
@click.argument("kind", type=click.Choice(tuple(each.value for each in Kind)))
@click.argument("title")
def new_command(level: str | None, summary: str, kind: str, title: str) -> None:
    """Write a page for a machinery or a mechanism called TITLE, with hints of what to say where.

    \b
    The page is a draft that passes `kb check` as it is; its id is made of the title.
    Exits with 0 when it is written, 1 when its name is taken, 2 when there is no project.

    \b
    Examples:
      kb new mechanism "Sociometer"
      kb new machinery "Envy" --level affective --summary "Pain at what another has."
    """
    if level is None:
        level = Level.COGNITIVE.value
        if sys.stdin.isatty():
            level = click.prompt("Level", default=level, type=click.Choice(_LEVELS))
    with fail():
        root = Path.cwd()
        title, summary = " ".join(title.split()), " ".join(summary.split())
        uri = find_uri(load_knowledge(root), Kind(kind), title)
        path = root / DOCS / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        text = build_draft(title, Kind(kind), Level(level), summary or SUMMARY)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError as fault:
            raise Refusal(f"there is a file at {DOCS}/{uri} already") from fault
        except OSError as fault:
            raise SetupError(f"{DOCS}/{uri} can't be written: {fault.strerror}") from fault
        click.echo(f"{DOCS}/{uri}")


def find_uri(knowledge: Knowledge, kind: Kind, title: str) -> str:
    """Return where a page called `title` goes; raise Refusal when its name is taken or can't be one."""
    name = propose_id(title)
    if not name or not title.isprintable():
        raise Refusal(f"'{title}' can't be a title: an id is made of it, which needs letters a to z or digits")
    if name == "index":
        raise Refusal(f"'{title}' can't be a title: 'index' is the page of the folder")
    for each in (name, title):
        other = knowledge.find_page(each)
        if other:
            raise Refusal(f"'{each}' already names {other.source.path}")
    uri = f"{kind.folder}/{name}.md"
    for redirect in find_redirects(knowledge):
        if redirect.file.casefold() == built_path(uri).casefold():
            raise Refusal(f"{redirect.page.source.path} redirects from '{redirect.address}'")
    return uri
