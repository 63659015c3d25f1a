"""Where MkDocs meets the atlas: one handler an event, in the order in which MkDocs fires them.

Everything worth keeping is in `kb`, which knows nothing of MkDocs.
"""

import datetime
import logging
import os
import shutil
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

import making
import serving
import sites
from failures import Complaints, show_failures
from kb.caching import begin_cached_articles, digest_code, digest_outlines, load_cached_layout
from kb.checks import check
from kb.diagnostics import Severity
from kb.export import EXPORTS, exports, search_files
from kb.export.addresses import page_address
from kb.export.citing import highwire
from kb.export.site import Site, page_head, site_exports
from kb.export.twins import page_twins
from kb.generated import GENERATED_PAGES
from kb.indices import find_part_pages
from kb.knowledge import Knowledge, build_knowledge, changed, with_parts
from kb.loading import BIBLIOGRAPHY, CACHE, SetupError, collecting_nothing, load_bibliography, load_layout
from kb.navigation import build_navigation
from kb.pictures import page_pictures
from kb.render.faults import render_faults
from kb.render.views import frame, unreadable
from kb.renewal import renew
from kb.reporting import WIDTH, to_text
from kb.text import Source
from madefiles import MadeFile
from nearby import near
from renderings import Renderings, digest_setup, digest_version

# MkDocs counts what a strict build must fail for only under its own name.
log = logging.getLogger("mkdocs.hooks.kb")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}
_EXTENSION = "kb.markdown"
# The days that the compressed sitemap can be dated by; an author may write any.
_DATABLE = datetime.date(1971, 1, 1), datetime.date(2099, 12, 31)
_SETUP = "kb_setup"  # what was rendered before, and a digest of what all versions have in common
_BEFORE = "kb_before"  # what was known before an edit, which `mkdocs serve` hands on with its settings
# MkDocs makes configuration and hooks anew for each build, and says only once which command it is.
_SERVING = "KB_SERVING"
_FONTS = "assets/fonts"
_FAULTS_CSS = "assets/faults.css"
_ASSETS = Path("assets")
_STYLES = "assets/atlas.css"
# What the drawer's and the search's toggle have, and what they may have; fields of ours are typed in.
_TOGGLE_FAULT = ' autocomplete="off">', ">"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Keep for all builds to come whether their pages are for the author alone."""
    os.environ.pop(_SERVING, None)
    if command == "serve":
        os.environ[_SERVING] = "1"
        serving.install()
    else:
        making.install()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep for all versions to come what was rendered before, and of what code, theme and settings they are."""
    folder = Path(config.config_file_path).absolute().parent / CACHE
    config[_SETUP] = Renderings(folder / ("served" if _is_serving() else "built")), digest_setup(config, digest_code())
    return config


@event_priority(-100)  # last, so that pages which other plugins add are read too
@collecting_nothing()
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read every source, report what is wrong, add the generated pages and files."""
    root = Path(config.config_file_path).absolute().parent
    for uri, text in GENERATED_PAGES.items():
        files.append(File.generated(config, uri, content=text))
    docs = Path(config.docs_dir).relative_to(root).as_posix()
    sources = ((_source(file, docs), file.src_uri) for file in files.documentation_pages())
    before: Knowledge | None = config.get(_BEFORE)
    read_articles = begin_cached_articles(root / CACHE, sources, before.articles if before else None)
    settings: dict[str, Any] = config.mdx_configs.get(_EXTENSION, {})
    others = [file.src_uri for file in files if not file.is_documentation_page()]
    try:
        known = before.bibliography if before else None
        bibliography = load_bibliography(root / BIBLIOGRAPHY, folder=root / CACHE, known=known)
        layout, problems = load_layout(root)
        knowledge = build_knowledge(read_articles(), bibliography, (*others, *EXPORTS), problems, layout)
        knowledge = renew(knowledge, before) if before else knowledge
        ready = load_cached_layout(root / CACHE, knowledge.graph, layout)
        knowledge = changed(knowledge, "layout", ready_layout=ready)
        style = settings.get("style")
        csl: Any = ""
        if style:
            from kb.pandoc import load_csl  # pandoc is for this alone

            csl = load_csl(root / style, knowledge)
    except SetupError as fault:
        raise PluginError(str(fault)) from fault
    diagnostics = check(knowledge, datetime.date.today())
    for diagnostic in diagnostics:
        log.log(_LEVELS[diagnostic.severity], "%s", to_text(diagnostic, _room()))
    config.extra["diagnostics"] = diagnostics if _is_serving() else ()
    if config.extra["diagnostics"] and files.get_file_from_path(_FAULTS_CSS):
        config.extra_css.append(_FAULTS_CSS)
    knowledge = config[_BEFORE] = with_parts(knowledge)
    for uri, text in find_part_pages(knowledge.indices):
        files.append(File.generated(config, uri, content=text))
    for uri, make in exports(knowledge):
        files.append(MadeFile(uri, make, config))
    renderings, setup = config[_SETUP]
    shown = digest_outlines(knowledge), config.extra_css, config.extra["diagnostics"]
    # Another style's citations hang together with those of every page.
    config[sites.KEPT] = (renderings, digest_version(setup, shown)) if not style else None
    if sites.LATE in config:
        config[sites.LATE] = lambda: [MadeFile(uri, make, config) for uri, make in search_files(knowledge)]
    else:
        for uri, make in search_files(knowledge):
            files.append(MadeFile(uri, make, config))
    if not _is_serving():
        _join_styles(files, config)
    site = _site(config)
    for uri, make in site_exports(knowledge, site):
        files.append(MadeFile(uri, make, config))
    if not _is_serving():  # what other programs read beside each page is not made anew for each edit of an author
        pictures = page_pictures(knowledge, site.name, site.about, Path(config.docs_dir, _FONTS))
        for name, build in (*page_twins(knowledge, site.url), *pictures):
            files.append(MadeFile(name, build, config))
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
    """Date the page by its review, so that the sitemap does not depend on the clock, and give it its title.

    A page's title is what is written there: to MkDocs, a bare `No` would be false, and `012` ten.
    """
    knowledge = _knowledge(config)
    known = knowledge.articles[page.file.src_uri].page
    if "title" in known.fields.fields:
        page.__dict__.setdefault("title", _as_html(known.title))  # unless the navigation gives another
    reviewed = known.reviewed or knowledge.newest_review
    page.update_date = min(max(reviewed, _DATABLE[0]), _DATABLE[1]).isoformat()
    return page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the views that every node's page has around its text."""
    knowledge = _knowledge(config)
    article = knowledge.articles[page.file.src_uri]
    if not article.page.is_readable:
        return unreadable(article.page)
    if "title" in page.meta:
        page.meta["title"] = _as_html(article.page.title)
    return frame(markdown, article.page, knowledge)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Tell every template whether its page is for the author alone."""
    env.globals["serving"] = _is_serving()
    return env


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the template by which tags reference managers know a node's page, and an author what is wrong."""
    known = _knowledge(config).articles[page.file.src_uri].page
    context["nav"] = near(nav, page)
    context["head"] = head = page_head(_knowledge(config), known, _site(config))
    page.meta.setdefault("description", head.description)
    for name in ("author", "description"):  # which the theme puts into attributes as they are
        if isinstance(page.meta.get(name), str):
            page.meta[name] = escape(page.meta[name])
    context["citation_tags"] = tuple(highwire(known, config.site_url or "")) if known.kind else ()
    if _is_serving():

        def address(uri: str, anchor: str) -> str:
            return get_relative_url(page_address(uri, anchor), page.url)

        context["faults"] = render_faults(known.uri, _knowledge(config), config.extra["diagnostics"], address)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme has where no template of ours can reach it: an attribute that a checkbox can't have."""
    return output.replace(*_TOGGLE_FAULT, 2)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Mend the page of an error like any other."""
    return output_content.replace(*_TOGGLE_FAULT, 2)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Build with our code as it is then; when a build fails, tell so in the browser, where MkDocs would be silent."""
    host = type(config).__module__.partition(".")[0]

    def build() -> None:
        _forget()
        builder()

    show_failures(server, build, Complaints(host, besides=log.name))
    return server


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    # A phone waits for every sheet before it draws, and for some of them to be asked for.
    sheets = [file for each in config.extra_css if (file := files.get_file_from_path(each))]
    if len(sheets) < len(config.extra_css) or not sheets or {Path(each.src_uri).parent for each in sheets} != {_ASSETS}:
        return  # one is from elsewhere, or what it names would not be found
    for each in sheets:
        files.remove(each)
    files.append(File.generated(config, _STYLES, content="".join(each.content_string for each in sheets)))
    config.extra_css = [_STYLES]


def _source(file: File, docs: str) -> Source:
    path = file.src_uri if file.generated_by else f"{docs}/{file.src_uri}"
    try:
        return Source(path, file.content_string)
    except UnicodeDecodeError:  # which MkDocs gives up for
        file.content_string = Path(str(file.abs_src_path)).read_text(encoding="utf-8-sig", errors="replace")
        return Source(path, file.content_string)


def _as_html(title: str) -> str:
    # The theme writes titles as they are, and in one place takes the escape away again: so no tag can begin in any.
    return escape(title.replace("<", "<\u2060"), quote=False)


def _is_serving() -> bool:
    return _SERVING in os.environ


def _room() -> int:
    # MkDocs breaks what it logs at the end of a terminal's line, and indents it by eleven.
    columns = shutil.get_terminal_size(fallback=(0, 0)).columns
    return columns - 11 if columns else WIDTH


def _site(config: MkDocsConfig) -> Site:
    return Site(config.site_url or "", config.site_name, config.site_description or "")


def _knowledge(config: MkDocsConfig) -> Knowledge:
    settings: dict[str, Any] = config.mdx_configs[_EXTENSION]
    return settings["knowledge"]


def _forget() -> None:
    # MkDocs keeps a hook's module for as long as it runs, and Python keeps what the hook imported.
    Hooks._load_hook.cache_clear()
    for name in [name for name in sys.modules if name == "kb" or name.startswith("kb.")]:
        del sys.modules[name]
