"""Blocks between lines of slashes: claims, diagrams and views."""

import textwrap
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

import yaml
from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from kb.claims import CLAIM, build_claim
from kb.diagrams import DIAGRAM
from kb.fields import LOADER, build_value, find_depth
from kb.markdown.opening import sheet_of
from kb.render.claims import close_claim, open_claim
from kb.render.diagram import fill_diagram
from kb.render.views import SEPARATOR


def split_header(blocks: BlocksProcessor, text: str, length: int) -> tuple[dict[str, Any] | None, str]:
    """Do what `BlocksProcessor.split_header` does, which takes longer to read a claim's options than its text."""
    end = next((found.start() for found in blocks.end.finditer(text) if len(found[1]) == length), None)
    header = blocks.yaml_line.match(text[:end])
    rest = text[:end][header.end() if header else 0 :]
    rest = rest if end is None else f"{rest}\n{text[end:]}"
    if not header:
        return {}, rest
    given = textwrap.dedent(header[0])
    loader = LOADER if find_depth(given) is None else yaml.SafeLoader
    try:
        options = yaml.load(given, loader)  # noqa: S506  # both are safe
    except Exception:  # as there: a tag of YAML may raise anything
        return None, rest
    return ({} if options is None else options if isinstance(options, dict) else None), rest


class ClaimBlock(Block):  # type: ignore[misc]  # pymdownx is untyped
    """A graded claim with the works for and against it."""

    NAME = "claim"
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = dict.fromkeys(CLAIM.fields, (None, type_any))

    def on_create(self, parent: Element) -> Element:
        """Return the claim's section."""
        options = {name: value for name, value in self.options.items() if name in CLAIM.fields}
        self.claim = build_claim(self.argument or "", build_value(options))
        return open_claim(parent, self.claim)

    def on_markdown(self) -> str:
        """Take the content for blocks."""
        return "block"

    def on_end(self, block: Element) -> None:
        """Add the claim's works below its text."""
        close_claim(block, self.claim, sheet_of(self.md))


class DiagramBlock(Block):  # type: ignore[misc]
    """A diagram, drawn from a line for each arrow."""

    NAME = "diagram"
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = dict.fromkeys(DIAGRAM.fields, (None, type_any))

    def on_create(self, parent: Element) -> Element:
        """Return the empty figure."""
        id_ = build_value(self.options.get("id") or "").text.strip()
        return SubElement(parent, "figure", {"class": "kb-diagram", **({"id": id_} if id_ else {})})

    def on_markdown(self) -> str:
        """Take the content as it is written."""
        return "raw"

    def on_end(self, block: Element) -> None:
        """Put the picture and its words in the place of the lines."""
        lines, block.text = block.text or "", None
        fill_diagram(block, self.argument or "", lines, sheet_of(self.md).knowledge)


class ViewBlock(Block):  # type: ignore[misc]
    """Places for what the atlas knows, filled when the page's own text is read."""

    NAME = "view"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Return the last of the empty places."""
        return [SubElement(parent, "div", {"data-view": each}) for each in self.argument.split(SEPARATOR)][-1]
