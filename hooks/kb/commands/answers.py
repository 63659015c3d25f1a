"""How a command says that it can't."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kb.cells import visible
from kb.faults import Refusal
from kb.loading import SetupError


@contextmanager
def fail() -> Iterator[None]:
    """End the command with 1 for what is refused and with 2 for what can't run, in a sentence."""
    try:
        yield
    except (Refusal, SetupError) as fault:
        click.echo("\n".join(map(visible, f"kb: {fault}".split("\n"))), err=True)
        sys.exit(1 if isinstance(fault, Refusal) else 2)
