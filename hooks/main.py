"""Where MkDocs meets the atlas: one handler an event, in the order in which MkDocs fires them.

Everything worth keeping is in `kb`, which knows nothing of MkDocs.
"""

import dataclasses
import datetime
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.caching import load_cached_layout
from kb.checks import check
from kb.diagnostics import Severity
from kb.export import EXPORTS, exports
from kb.export.citing import highwire
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge, build_knowledge, read_article
from kb.loading import BIBLIOGRAPHY, CACHE, SetupError, load_bibliography, load_layout
from kb.navigation import build_navigation
from kb.pandoc import load_csl
from kb.render.redirects import with_old_anchors
from kb.render.views import frame, unreadable
from kb.text import Source

# MkDocs counts what a strict build must fail for only under its own name.
log = logging.getLogger("mkdocs.hooks.kb")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}
_EXTENSION = "kb.markdown"


@event_priority(-100)  # last, so that pages which other plugins add are read too
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read every source, report what is wrong, add the generated pages and files."""
    root = Path(config.config_file_path).absolute().parent
    for uri, text in GENERATED_PAGES.items():
        files.append(File.generated(config, uri, content=text))
    docs = Path(config.docs_dir).relative_to(root).as_posix()
    articles = [read_article(_source(file, docs), file.src_uri) for file in files.documentation_pages()]
    settings: dict[str, Any] = config.mdx_configs.get(_EXTENSION, {})
    others = [file.src_uri for file in files if not file.is_documentation_page()]
    try:
        bibliography = load_bibliography(root / BIBLIOGRAPHY)
        layout, problems = load_layout(root)
        knowledge = build_knowledge(articles, bibliography, (*others, *EXPORTS), problems, layout)
        ready = load_cached_layout(root / CACHE, knowledge.graph, layout)
        knowledge = dataclasses.replace(knowledge, ready_layout=ready)
        style = settings.get("style")
        csl = load_csl(root / style, knowledge) if style else ""
    except SetupError as fault:
        raise PluginError(str(fault)) from fault
    for diagnostic in check(knowledge, datetime.date.today()):
        log.log(_LEVELS[diagnostic.severity], "%s", diagnostic)
    for uri, make in exports(knowledge):
        files.append(_Made(uri, make, config))
    config.mdx_configs[_EXTENSION] = {
        **settings,
        "knowledge": knowledge,
        "style": csl,
        "site_url": config.site_url or "",
    }
    if config.nav is None:
        config.nav = build_navigation(knowledge)
    return files


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    """Date the page by its review, so that the sitemap does not depend on the clock."""
    knowledge = _knowledge(config)
    reviewed = knowledge.articles[page.file.src_uri].page.reviewed or knowledge.newest_review
    page.update_date = reviewed.isoformat()
    return page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the views that every node's page has around its text."""
    knowledge = _knowledge(config)
    article = knowledge.articles[page.file.src_uri]
    if not article.page.is_readable:
        return unreadable(article.page)
    return frame(markdown, article.page, knowledge)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links to old anchors of the page arrive."""
    knowledge = _knowledge(config)
    return with_old_anchors(html, knowledge.articles[page.file.src_uri].page, knowledge)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the template by which tags reference managers know a node's page."""
    known = _knowledge(config).articles[page.file.src_uri].page
    context["citation_tags"] = tuple(highwire(known, config.site_url or "")) if known.kind else ()
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    """Forget our own code, so that an edit of it shows in the next build of `mkdocs serve`."""
    _forget()


def on_build_error(error: Exception) -> None:
    """Forget our own code, as after a build that went well."""
    _forget()


class _Made(File):
    """A file whose text is made when it is asked for, so that those beside thousands of pages take no room."""

    def __init__(self, uri: str, make: Callable[[], str], config: MkDocsConfig) -> None:
        super().__init__(uri, None, config.site_dir, config.use_directory_urls)
        self.generated_by = _EXTENSION
        self._make = make

    @property
    def content_string(self) -> str:
        """The text."""
        return self._make()

    @property
    def content_bytes(self) -> bytes:
        """The text as it is written, with its own ends of lines on every system."""
        return self._make().encode()

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file below the site's folder."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content_bytes)


def _source(file: File, docs: str) -> Source:
    path = file.src_uri if file.generated_by else f"{docs}/{file.src_uri}"
    return Source(path, file.content_string)


def _knowledge(config: MkDocsConfig) -> Knowledge:
    settings: dict[str, Any] = config.mdx_configs[_EXTENSION]
    return settings["knowledge"]


def _forget() -> None:
    # MkDocs keeps a hook's module for as long as it runs, and Python keeps what the hook imported.
    Hooks._load_hook.cache_clear()
    for name in [name for name in sys.modules if name == "kb" or name.startswith("kb.")]:
        del sys.modules[name]
