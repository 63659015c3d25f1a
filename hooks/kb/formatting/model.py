"""What becomes of a file that is laid out."""

from dataclasses import dataclass

from kb.diagnostics import Diagnostic


@dataclass(frozen=True)
class Formatted:
    """The text as it should be, or as it was when `problems` say why it can't be read."""

    text: str
    problems: tuple[Diagnostic, ...] = ()
