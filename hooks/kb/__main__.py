"""The command `kb`, also `python -m kb`."""

import contextlib
import gc
import importlib
import io
import os
import sys
from typing import Final, NoReturn

import click

# `kb name` is `name_command` in kb.commands.name.
COMMANDS: Final = ("add", "check", "cite", "diff", "explain", "fmt", "generate", "graph", "new", "rename")


class _Commands(click.Group):
    """A group that imports a command when it is asked for, so that none waits for what only others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kb.commands.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Work on the atlas: begin and rename pages, see whether all is right, cite, and add works to its bibliography.

    \b
    Examples:
      kb new mechanism "Envy"
      kb check --watch
      kb explain unknown-page
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack a character that a page has
            stream.reconfigure(errors="backslashreplace")


def run() -> NoReturn:
    """Be the command as a process, which ends without taking apart what it knew: for many pages that takes long."""
    gc.disable()  # what is made is needed to the end; where it is not, `--watch` turns it on
    try:
        main(prog_name="kb")
    except SystemExit as end:
        with contextlib.suppress(BrokenPipeError):  # nobody may be reading any more
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else end.code is not None)
    raise AssertionError("click ends by SystemExit")


if __name__ == "__main__":
    run()
