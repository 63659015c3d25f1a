"""Where MkDocs meets the atlas: one handler an event, in the order in which MkDocs fires them.

Everything worth keeping is in `kb`, which knows nothing of MkDocs.
"""

import datetime
import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kb.checks import check
from kb.diagnostics import Severity
from kb.export import EXPORTS
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge, build_knowledge, read_article
from kb.loading import BIBLIOGRAPHY, SetupError, load_bibliography
from kb.navigation import build_navigation
from kb.render.views import frame, unreadable
from kb.text import Source

# MkDocs counts what a strict build must fail for only under its own name.
log = logging.getLogger("mkdocs.hooks.kb")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}
_EXTENSION = "kb.markdown"


@event_priority(-100)  # last, so that pages which other plugins add are read too
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read every source, report what is wrong, add the generated pages and files."""
    root = Path(config.config_file_path).parent
    for uri, text in GENERATED_PAGES.items():
        files.append(File.generated(config, uri, content=text))
    docs = Path(config.docs_dir).relative_to(root).as_posix()
    articles = [read_article(_source(file, docs), file.src_uri) for file in files.documentation_pages()]
    others = [file.src_uri for file in files if not file.is_documentation_page()]
    try:
        bibliography = load_bibliography(root / BIBLIOGRAPHY)
    except SetupError as fault:
        raise PluginError(str(fault)) from fault
    knowledge = build_knowledge(articles, bibliography, (*others, *EXPORTS))
    for diagnostic in check(knowledge, datetime.date.today()):
        log.log(_LEVELS[diagnostic.severity], "%s", diagnostic)
    for uri, export in EXPORTS.items():
        files.append(File.generated(config, uri, content=export(knowledge)))
    config.mdx_configs[_EXTENSION] = {**config.mdx_configs.get(_EXTENSION, {}), "knowledge": knowledge}
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
    article = _knowledge(config).articles[page.file.src_uri]
    if not article.page.is_readable:
        return unreadable(article.page)
    return frame(markdown, article.page)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Forget our own code, so that an edit of it shows in the next build of `mkdocs serve`."""
    _forget()


def on_build_error(error: Exception) -> None:
    """Forget our own code, as after a build that went well."""
    _forget()


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
