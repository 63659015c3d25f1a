"""The Python-Markdown extension: citations, links by name, claims, diagrams and views.

It runs unchanged in every host of Python-Markdown. `knowledge` is handed over by the host; without one it is read from
the project at `root`.
"""

from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import LinkInlineProcessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from kb.knowledge import Knowledge
from kb.loading import load_shared_knowledge
from kb.markdown.blocks import ClaimBlock, DiagramBlock, ViewBlock, split_header
from kb.markdown.citations import CITATION, CitationInlineProcessor
from kb.markdown.composing import Composer, HeadingCitations
from kb.markdown.kinds import Kinds
from kb.markdown.mathematics import Mathematics
from kb.markdown.opening import Opening, sheet_of
from kb.markdown.patterns import LINK, Patterns
from kb.markdown.placing import Placing
from kb.markdown.sources import SOURCE, SourceInlineProcessor
from kb.markdown.unescaping import Unescaping
from kb.markdown.wikilinks import WIKILINK, WikilinkInlineProcessor
from kb.render.sheet import Sheet
from kb.style import Csl, Works


class KbExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx is untyped
    """Adds the atlas' grammar to a Markdown instance."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "knowledge": ["", "what the atlas knows; read from `root` when empty"],
            "root": [".", "the folder of docs/ and bibliography.bib"],
            "style": ["", "a CSL style for pandoc, as a path below `root`, instead of APA 7"],
            "site_url": ["", "where the site is for all the world; pages are cited without an address when empty"],
            "works": ["", "the works of the document whose part each text is; the text's own when empty"],
        }
        super().__init__(**settings)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the atlas knows, read late: hosts make an instance only to see whether they can."""
        given = self.getConfig("knowledge")
        return given if isinstance(given, Knowledge) else load_shared_knowledge(Path(self.getConfig("root")))

    @cached_property
    def csl(self) -> Csl | None:
        """What another style than ours makes of all citations, read late too."""
        style = self.getConfig("style")
        if isinstance(style, str) and style:
            from kb.pandoc import load_csl  # pandoc is for this alone

            return load_csl(Path(self.getConfig("root"), style), self.knowledge)
        return style if isinstance(style, Csl) else None

    def sheet(self) -> Sheet:
        """Return a clean sheet for a text."""
        works, url = self.getConfig("works"), str(self.getConfig("site_url") or "")
        return Sheet(self.knowledge, csl=self.csl, whole=works if isinstance(works, Works) else None, site_url=url)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; the priorities place them among Python-Markdown's own."""
        super().extendMarkdown(md)
        Opening(md, self.sheet)
        # After every other stage of the text.
        md.preprocessors.register(Kinds(md), "kb_kinds", -1000)
        # In the place of Python-Markdown's own.
        md.inlinePatterns.register(LinkInlineProcessor(LINK, md), "link", 160)
        md.treeprocessors.register(Unescaping(md), "unescape", 0)
        md.inlinePatterns.register(SourceInlineProcessor(SOURCE, md), "kb_source", 160.1)
        # After raw HTML (90) and links (160), before bare addresses (magiclink 85) and emphasis (60).
        md.inlinePatterns.register(WikilinkInlineProcessor(WIKILINK, md), "kb_wikilink", 88)
        md.inlinePatterns.register(
            CitationInlineProcessor(CITATION, md, lambda citation: sheet_of(md).place(citation)), "kb_citation", 87
        )
        # Before inline patterns (20) and after all that puts text into the tree.
        md.treeprocessors.register(Patterns(md), "kb_patterns", 20.01)
        # After inline patterns (20), attribute lists (8) and abbreviations (7), before contents and anchors (5).
        md.treeprocessors.register(Composer(md), "kb_compose", 6)
        md.treeprocessors.register(Mathematics(md), "kb_mathematics", 6.5)
        # A citation in a heading comes after the contents are made, so that it is in no anchor.
        md.treeprocessors.register(HeadingCitations(md), "kb_heading_citations", 4)
        # After all that makes HTML of text.
        md.postprocessors.register(Placing(md), "kb_place", -1)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the blocks."""
        block_mgr.split_header = partial(split_header, block_mgr)
        block_mgr.register(ClaimBlock, self.getConfigs())
        block_mgr.register(DiagramBlock, self.getConfigs())
        block_mgr.register(ViewBlock, self.getConfigs())


def makeExtension(**settings: Any) -> KbExtension:
    """Return the extension for Python-Markdown."""
    return KbExtension(**settings)
