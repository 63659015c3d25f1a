"""The text of a page as HTML, by one Markdown for all pages of a version of the site.

MkDocs makes a Markdown with all its extensions for every page, which takes as long as a short page.

The danger: what an extension keeps from one page to the next. Python-Markdown has `reset` for that;
tests/site/test_making.py holds pages that use every extension, in any order, to those of a Markdown of their own.
"""

import posixpath

import markdown
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as theirs
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_RELATIVE_TO_DOCS = theirs._AbsoluteLinksValidationValue.RELATIVE_TO_DOCS


class _Links(theirs._RelativePathTreeprocessor):
    """Makes links relative as MkDocs does, but finds the way from a folder to a page once for all pages in it.

    A page has a hundred links, nearly all of them ours, which begin at the root of the documents.
    """

    def __init__(self, file: File, files: Files, config: MkDocsConfig, ways: dict[tuple[str, str], str]) -> None:
        super().__init__(file, files, config)
        self._ways, self._here, self._folder = ways, file.url, posixpath.dirname(file.url.rstrip("/"))
        self._is_rooted = config.validation.links.absolute_links is _RELATIVE_TO_DOCS

    def path_to_url(self, url: str) -> str:
        """Return `url`, as an author or a view has it, as the page has it."""
        path, _, anchor = url[1:].partition("#")
        target = self.files.src_uris.get(path) if self._is_rooted and url.startswith("/") else None
        if not target or target.inclusion.is_excluded() or "%" in path or "?" in path:
            return super().path_to_url(url)
        if anchor:
            self.links_to_anchors.setdefault(target, {}).setdefault(anchor, url)
        return self._way(target.url) + (f"#{anchor}" if anchor else "")

    def _way(self, url: str) -> str:
        if url.startswith(self._here) or self._here == "./" or not self._here.endswith("/"):  # as from no other page
            return utils.get_relative_url(url, self._here)
        way = self._ways.get((self._folder, url))
        if way is None:
            way = self._ways[self._folder, url] = utils.get_relative_url(url, self._here)
        return way


class Renderer:
    """Does what `Page.render` of MkDocs does."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self._markdown: markdown.Markdown | None = None
        self._ways: dict[tuple[str, str], str] = {}

    def render(self, page: Page, *_: object) -> None:
        """Give `page` its content, its contents, its anchors and the links that it has to others."""
        settings = self._config.mdx_configs or {}
        made = self._markdown or markdown.Markdown(
            extensions=self._config.markdown_extensions, extension_configs=settings
        )
        self._markdown = None  # none is kept that a fault has left in the middle of a page
        raw = theirs._RawHTMLPreprocessor()
        anchors = theirs._ExtractAnchorsTreeprocessor(page.file, self._files, self._config)
        links = _Links(page.file, self._files, self._config, self._ways)
        title = theirs._ExtractTitleTreeprocessor()
        for each in (raw, anchors, links, title):
            each._register(made)  # in the place of the one of the page before
        page.content = made.convert(page.markdown)
        page.toc = get_toc(getattr(made, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors
        self._markdown = made.reset()
