"""Rules about the layout that the project keeps."""

from collections.abc import Iterator
from typing import Final

from kb.diagnostics import Diagnostic, diagnose
from kb.knowledge import Knowledge
from kb.layout import LAYOUT_FILE
from kb.text import Source

_NAMED: Final = 3


def stale_layout(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """The layout that is kept has a place for every node, and for no other."""
    if not knowledge.previous_layout:
        return
    kept, nodes = knowledge.previous_layout.positions.keys(), knowledge.graph.nodes.keys()
    new, gone = sorted(nodes - kept), len(kept - nodes)
    faults = []
    if new:
        named = ", ".join(f"'{node}'" for node in new[:_NAMED]) + (", …" if len(new) > _NAMED else "")
        faults.append(f"no place for {named}")
    if gone:
        faults.append(f"places of {gone} nodes that are gone" if gone > 1 else "the place of a node that is gone")
    if faults:
        message = f"the layout has {' and '.join(faults)}"
        yield diagnose(Source(LAYOUT_FILE, ""), 0, "stale-layout", message, "run 'kb graph' and commit the file")


CHECKS: Final = (stale_layout,)
