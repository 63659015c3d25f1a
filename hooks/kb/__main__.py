"""The command `kb`, also `python -m kb`."""

import click

from kb.commands.add import add_command
from kb.commands.check import check_command
from kb.commands.cite import cite_command
from kb.commands.explain import explain_command
from kb.commands.fmt import fmt_command
from kb.commands.graph import graph_command
from kb.commands.new import new_command
from kb.commands.rename import rename_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Work on the atlas: begin and rename pages, see whether all is right, cite, and add works to its bibliography."""


for command in (
    add_command,
    check_command,
    cite_command,
    explain_command,
    fmt_command,
    graph_command,
    new_command,
    rename_command,
):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="kb")
