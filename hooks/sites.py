"""A version of the site, of which each address is made by itself, by MkDocs' own functions.

MkDocs reads all pages, then writes all, and keeps the whole of each until the end. Nothing on a page needs that: what a
page shows of others is their titles, from their front matter, and the knowledge, from their sources.

The danger: functions of `mkdocs.commands.build` are called that MkDocs does not promise to keep;
tests/site/test_making.py holds what they make to the build of MkDocs itself, byte for byte.
"""

import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Final, NamedTuple

import jinja2
from mkdocs.commands import build as building
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from fronts import Fronts
from kb.loading import find_files
from madefiles import MadeFile
from rendering import Renderer
from renderings import Rendering, Renderings, Row, to_row
from saying import keep_quiet, say

# Among the settings: what finds files that take long, and that nothing links to, if one asks for them later; what was
# rendered before, and a digest of all that it is made of beside the texts.
LATE: Final = "kb_late"
KEPT: Final = "kb_kept"
# The one view that looks through the prose of other pages.
_OF_ALL: Final = re.compile(r"^///.*\bgaps\b", re.MULTILINE)


class Made(NamedTuple):
    """What is left to do of an address that was made: links to check, words to say, a rendering to keep."""

    uri: str
    anchors: frozenset[str] | None = None
    links: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    said: Sequence[logging.LogRecord] = ()
    row: Row | None = None

    def tell(self) -> None:
        """Say what is to be said, as loud as is wanted."""
        say(self.said)


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
        config[LATE] = tuple
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
        self._renderer = Renderer(config, self.files)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        self._makers = dict(self._addresses())
        kept: tuple[Renderings, bytes] | None = config.get(KEPT)
        self.renderings, self._version = kept or (None, b"")
        self._late: Callable[[], Iterable[File]] = config[LATE]
        self._made: set[str] = set()
        self._page_at: dict[str, Page] = {file.dest_uri: file.page for file in self.pages if file.page}
        self._lock = threading.Lock()

    @property
    def addresses(self) -> Sequence[str]:
        """Every address but the late ones, generated pages first, since one of them may take as long as many others."""
        generated = [file.dest_uri for file in self.pages if file.generated_by]
        return tuple(dict.fromkeys((*generated, *self._makers)))

    def find_late(self) -> Sequence[str]:
        """Return the addresses that take long to find, which are known from then on."""
        files, self._late = self._late(), tuple
        late = {file.dest_uri: (file.copy_file, file) for file in files if file.dest_uri not in self._makers}
        self._makers.update(late)
        return tuple(late)

    def make(self, uri: str) -> None:
        """Make what stands at `uri`, also as a folder; where nothing does, make sure of that, and make the error page.

        `uri` is a path below the site's folder.
        """
        with self._lock:
            if not (known := self._known(uri)):
                self.find_late()
                known = self._known(uri)
            if not known:
                for each in (uri, f"{uri}/index.html"):
                    Path(self.config.site_dir, each).unlink(missing_ok=True)
            for each in known or ["404.html"]:
                if each in self._makers and each not in self._made:
                    self.keep(self.made(each)).tell()
                    self._made.add(each)
            if self.renderings:
                self.renderings.save()

    def made(self, uri: str) -> Made:
        """Make what stands at `uri`, an address, or take what was kept of it, and return what is left to do."""
        make, file = self._makers[uri]
        digest = self._digest(file) if self.renderings and file else None
        if digest and (kept := self.renderings.find(uri, digest)):
            write_file(kept.data, str(Path(self.config.site_dir, uri)))
            return Made(uri, kept.anchors, kept.links)
        path = Path(self.config.site_dir, uri)
        with keep_quiet() as said:
            if digest and isinstance(file, MadeFile):
                data = file.content_bytes
                write_file(data, str(path))
            else:
                make()
        anchors, links = self._anchors(uri)
        made = Made(uri, anchors, links, said)
        if not digest or said:
            return made
        data = data if isinstance(file, MadeFile) else path.read_bytes()
        return made._replace(row=to_row(uri, digest, Rendering(data, anchors, links)))

    def _anchors(self, uri: str) -> tuple[frozenset[str] | None, dict[str, dict[str, str]]]:
        """Return the ids in the page at `uri` and its links to ids, where anybody would hear of wrong ones."""
        page = self._page_at.get(uri)
        if not page or not logging.getLogger("mkdocs").isEnabledFor(self.config.validation.links.anchors):
            return None, {}
        links = {file.src_uri: each for file, each in (page.links_to_anchors or {}).items()}
        return frozenset(page.present_anchor_ids or ()), links

    def keep(self, made: Made) -> Made:
        """Keep the rendering of `made`, and return it without."""
        if made.row and self.renderings:
            self.renderings.keep(made.row)
        return made._replace(row=None)

    def finish(self, all_made: Iterable[Made]) -> None:
        """Say what is to be said of all addresses, and have nothing kept of others."""
        all_made = tuple(all_made)
        for made in all_made:
            made.tell()
        self._check_links(all_made)
        if self.renderings:
            self.renderings.save()
            self.renderings.keep_only({made.uri for made in all_made})

    def _check_links(self, made: Iterable[Made]) -> None:
        """Say, as MkDocs does, which links lead to an anchor that is not there."""
        for each in made:
            if page := self._page_at.get(each.uri):
                page.present_anchor_ids = None if each.anchors is None else set(each.anchors)
                files = ((self.files.get_file_from_path(uri), anchors) for uri, anchors in each.links.items())
                page.links_to_anchors = {file: anchors for file, anchors in files if file}
        for file in self.pages:
            file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def _known(self, uri: str) -> list[str]:
        return [each for each in (uri, uri.removesuffix(".gz"), f"{uri}/index.html") if each in self._makers]

    @cached_property
    def _texts(self) -> bytes:
        """A digest of all pages' texts."""
        made = hashlib.sha256()
        for file in self.pages:
            made.update(repr((file.src_uri, file.content_string)).encode())
        return made.digest()

    def _digest(self, file: File) -> bytes:
        """Return a digest of all that stands in `file`: a page shows its own text, another file the text of any."""
        texts = self._texts
        if file.is_documentation_page() and not _OF_ALL.search(file.content_string):
            texts = file.content_string.encode(errors="surrogatepass")
        return hashlib.sha256(self._version + texts).digest()

    def _addresses(self) -> Iterator[tuple[str, tuple[Callable[[], None], File | None]]]:
        """Yield every address with what makes it, in the order in which one replaces another in a build.

        Beside it stands the file of which a rendering can be kept.
        """
        config, files, nav = self.config, self.files, self.nav
        for file in files:
            if not file.is_documentation_page() and self._inclusion(file.inclusion):
                yield file.dest_uri, (file.copy_file, file if isinstance(file, MadeFile) else None)
        for name in config.theme.static_templates:
            yield name, (partial(building._build_theme_template, name, self.env, files, config, nav), None)
        for name in config.extra_templates:
            yield name, (partial(building._build_extra_template, name, files, config, nav), None)
        for file in self.pages:
            yield file.dest_uri, (partial(self._make_page, file), file)

    def _make_page(self, file: File) -> None:
        page, excluded = file.page, file.inclusion.is_excluded()
        page.render = partial(self._renderer.render, page)
        building._populate_page(page, self.config, self.files)
        building._build_page(page, self.config, self.pages, self.nav, self.env, excluded=excluded)
        page.markdown, page.content, page.toc = "", None, []  # the room is for other pages


def find_theme_files(config: MkDocsConfig) -> Files:
    """Return the files of the theme that MkDocs copies, found without a look into Material's ten thousand icons."""
    paths = ((folder, path) for folder in map(Path, config.theme.dirs) for path in find_files(folder))
    names = sorted({path.relative_to(folder).as_posix() for folder, path in paths})
    files = Files([])
    shown = SimpleNamespace(list_templates=lambda filter_func: [name for name in names if filter_func(name)])
    files.add_files_from_theme(shown, config)
    return files
