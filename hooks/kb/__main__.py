"""The command `kb`, also `python -m kb`."""

import click

from kb.commands.add import add_command
from kb.commands.check import check_command
from kb.commands.cite import cite_command
from kb.commands.graph import graph_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Work on the atlas: see whether it is right, cite, and add works to its bibliography."""


for command in (add_command, check_command, cite_command, graph_command):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="kb")
