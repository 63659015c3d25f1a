"""A version of the site, of which each address is made by itself, by MkDocs' own functions.

MkDocs reads all pages, then writes all, and keeps the whole of each until the end. Nothing on a page needs that: what a
page shows of others is their titles, from their front matter, and the knowledge, from their sources.

The danger: functions of `mkdocs.commands.build` are called that MkDocs does not promise to keep;
tests/site/test_making.py holds what they make to the build of MkDocs itself, byte for byte.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2
from mkdocs.commands import build as building
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

LATE: Final = "kb_late"  # among the settings: what makes files that take long, and that nothing links to


class Made(NamedTuple):
    """What is left to do of an address that was made: links to anchors to be checked, words to be said."""

    uri: str
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]
    said: Sequence[logging.LogRecord]


class Fronts:
    """Texts of pages and their front matter, read again only where a file has changed."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, dict[str, Any]]] = {}
        self._texts: dict[str, tuple[tuple[int, int], str]] = {}

    def hand(self, file: File) -> None:
        """Let `file` have the text that it had, when nobody has changed it on the disk since."""
        path = file.abs_src_path
        if not path or not file.is_documentation_page():
            return
        with contextlib.suppress(OSError, ValueError):  # MkDocs meets the fault and tells of it
            state = Path(path).stat()
            seen = state.st_mtime_ns, state.st_size
            kept = self._texts.get(path)
            if not kept or kept[0] != seen:
                kept = self._texts[path] = seen, file.content_string
            file._content = kept[1]

    def read(self, file: File) -> dict[str, Any]:
        """Return the front matter of `file` as MkDocs reads it."""
        text = file.content_string
        kept = self._read.get(file.src_uri)
        if not kept or kept[0] != text:
            kept = self._read[file.src_uri] = text, meta.get_data(text)[1]
        return dict(kept[1])


class Site:
    """One version of the site, of which each address is made once, when it is asked for."""

    def __init__(
        self,
        config: MkDocsConfig,
        env: jinja2.Environment,
        theme: Iterable[File],
        fronts: Fronts,
        inclusion: Callable[[InclusionLevel], bool],
    ) -> None:
        """Do what a build of MkDocs does before it reads the pages' texts."""
        self.config, self.files, self._inclusion = config, get_files(config), inclusion
        for file in self.files:
            fronts.hand(file)
        for file in theme:
            if self.files.get_file_from_path(file.src_uri) is None:
                self.files.append(file)
        self.files = config.plugins.on_files(self.files, config=config)
        set_exclusions(self.files, config)
        self.nav = config.plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        self.pages = self.files.documentation_pages(inclusion=inclusion)
        for file in self.pages:
            page = file.page or Page(None, file, config)
            page = config.plugins.on_pre_page(page, config=config, files=self.files)
            # The navigation and the pages beside it show a page's title; one that is in the text alone needs the text.
            page.markdown, page.meta = "", fronts.read(file)
            if "title" not in page.meta:
                building._populate_page(page, config, self.files)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        self._makers = dict(self._addresses())
        self._late: Callable[[], Iterable[File]] = config.get(LATE) or tuple
        self._made: set[str] = set()
        self._page_at: dict[str, Page] = {file.dest_uri: file.page for file in self.pages if file.page}
        self._lock = threading.Lock()

    @property
    def addresses(self) -> Sequence[str]:
        """Every address, generated pages first, since one of them may take as long as many others."""
        generated = [file.dest_uri for file in self.pages if file.generated_by]
        return tuple(dict.fromkeys((*generated, *self._makers)))

    def make(self, uri: str) -> None:
        """Make what stands at `uri`, also as a folder; where nothing does, make sure of that, and make the error page.

        `uri` is a path below the site's folder.
        """
        with self._lock:
            if not (known := self._known(uri)):
                self._makers.update((file.dest_uri, file.copy_file) for file in self._late())
                self._late = tuple
                known = self._known(uri)
            if not known:
                for each in (uri, f"{uri}/index.html"):
                    Path(self.config.site_dir, each).unlink(missing_ok=True)
            for each in known or ["404.html"]:
                if each in self._makers and each not in self._made:
                    self._makers[each]()
                    self._made.add(each)

    def made(self, uri: str) -> Made:
        """Make what stands at `uri`, an address, and return what is left to do."""
        said = _Said()
        logger = logging.getLogger("mkdocs")
        handlers, logger.handlers = logger.handlers, [said]
        try:
            self._makers[uri]()
        finally:
            logger.handlers = handlers
        page = self._page_at.get(uri)
        links = page.links_to_anchors or {} if page else {}
        anchors = frozenset(page.present_anchor_ids or ()) if page else frozenset()
        return Made(uri, anchors, {file.src_uri: each for file, each in links.items()}, said.records)

    def check_links(self, made: Iterable[Made]) -> None:
        """Say, as MkDocs does, which links lead to an anchor that is not there."""
        for each in made:
            if page := self._page_at.get(each.uri):
                page.present_anchor_ids = set(each.anchors)
                files = ((self.files.get_file_from_path(uri), anchors) for uri, anchors in each.links.items())
                page.links_to_anchors = {file: anchors for file, anchors in files if file}
        for file in self.pages:
            file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def _known(self, uri: str) -> list[str]:
        return [each for each in (uri, uri.removesuffix(".gz"), f"{uri}/index.html") if each in self._makers]

    def _addresses(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield every address with what makes it, in the order in which one replaces another in a build."""
        config, files, nav = self.config, self.files, self.nav
        for file in files:
            if not file.is_documentation_page() and self._inclusion(file.inclusion):
                yield file.dest_uri, file.copy_file
        for name in config.theme.static_templates:
            yield name, partial(building._build_theme_template, name, self.env, files, config, nav)
        for name in config.extra_templates:
            yield name, partial(building._build_extra_template, name, files, config, nav)
        for file in self.pages:
            yield file.dest_uri, partial(self._make_page, file)

    def _make_page(self, file: File) -> None:
        page, excluded = file.page, file.inclusion.is_excluded()
        building._populate_page(page, self.config, self.files)
        building._build_page(page, self.config, self.pages, self.nav, self.env, excluded=excluded)
        page.markdown, page.content, page.toc = "", None, []  # the room is for other pages


def find_theme_files(config: MkDocsConfig, env: jinja2.Environment) -> list[File]:
    """Return the files of the theme that the documents have none in the place of."""
    files = get_files(config)
    own = set(files.src_uris)
    files.add_files_from_theme(env, config)
    return [file for file in files if file.src_uri not in own]


class _Said(logging.Handler):
    """Keeps what is said, in a form that can be handed to another process."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)
