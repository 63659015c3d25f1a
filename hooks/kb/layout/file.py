"""The file that the layout is kept in."""

from json import JSONDecodeError
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.layout.model import Layout, from_json
from kb.text import Source

LAYOUT_FILE: Final = "docs/assets/layout.json"
"""Where the project keeps the layout, which is committed: the command `kb graph` writes it, a build only reads it."""

_HINT: Final = "keep the lines of both sides of a merge, or take the file of the last commit, then run 'kb graph'"


def parse_layout(source: Source) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return the layout of `source`, or None and what is wrong with it; the map is then laid out anew."""
    try:
        return from_json(source.text), ()
    except JSONDecodeError as fault:
        place, message = fault.pos, f"the layout is not JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
    except (ValueError, RecursionError) as fault:
        place, message = 0, str(fault)
    return None, (diagnose(source, place, "malformed-layout", message, _HINT),)
