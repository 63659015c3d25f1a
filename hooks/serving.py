"""`mkdocs serve` that makes a page when a browser asks for it, and so shows an edit at once, however many pages.

MkDocs makes the whole site anew after every edit. Here an edit only has the sources read again; each address is then
made on its first request, or taken from what was kept of it (`renderings`), so nobody has to say which pages an edit
touches.

The danger: two names of `mkdocs.commands.serve` are replaced; tests/site/test_serving.py holds both. MkDocs builds as
ever when there are plugins, and with `--strict`, `--dirty` or `--clean`.
"""

import copy
import gc
import logging
import posixpath
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from mkdocs import utils
from mkdocs.commands import serve as serving
from mkdocs.config import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import InclusionLevel

from fronts import Fronts
from making import MKDOCS_BUILD, is_ours
from sites import Site, find_theme_files
from watching import Observers, State, look

_SETTLED: Final = 0.01  # seconds without another change, after which the sources are read

log = logging.getLogger("mkdocs.hooks.kb")


def install() -> None:
    """Have `mkdocs serve` make each page when it is asked for."""
    workshop = Workshop()
    serving.build = workshop.build
    serving.LiveReloadServer = partial(_Server, workshop)


class Workshop:
    """Makes a version of the site after each edit, and says what an edit asks for."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self._seen: tuple[State, State] = ({}, {})

    def build(self, config: MkDocsConfig, *, serve_url: str | None = None, dirty: bool = False) -> None:
        """Take the place of `mkdocs.commands.build.build` in serve."""
        self.site = None
        if config.strict or dirty or not serve_url or not is_ours(config):
            MKDOCS_BUILD(config, serve_url=serve_url, dirty=dirty)
            return
        self._config = config.plugins.on_config(config)
        self._given = _copied(self._config.data)
        self._seen = self._look()
        utils.clean_directory(config.site_dir)
        self._env = config.theme.get_env()
        self._theme, self._fronts = find_theme_files(config), Fronts()
        self._arrange()
        gc.collect()
        gc.freeze()  # what stays is not looked through again with every edit

    def update(self, build: Callable[[], None]) -> bool:
        """Bring the site up to date and return whether anything was to be done; `build` reads the whole setup again.

        An edit of pages or of single files in `watch:` leaves the setup as it is. What stands in the folders of
        `watch:` is code.
        """
        if self.site:
            before, self._seen = self._seen, self._look()
            if self._seen == before:
                return False
            if self._seen[1] == before[1]:
                self._config.data.update(_copied(self._given))  # events have changed it
                self.site = None
                with suppress(Exception):  # the build below says what is wrong, and its caller shows it
                    self._arrange()
                    return True
        build()
        return True

    def _arrange(self) -> None:
        self._config.plugins.on_pre_build(config=self._config)
        self.site = Site(self._config, self._env, self._theme, self._fronts, InclusionLevel.is_in_serve)

    def _look(self) -> tuple[State, State]:
        """Return the state of the content, and of the setup."""
        config = self._config
        content = [config.docs_dir, *(each for each in config.watch if Path(each).is_file())]
        setup = [each for each in config.watch if Path(each).is_dir()]
        return look(content), look([str(config.config_file_path), *setup])


def _copied(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return `settings` with lists and tables of their own; the plugins are no plain table."""
    plain = {name: type(each) in (list, dict) or isinstance(each, Config) for name, each in settings.items()}
    return {name: copy.copy(each) if plain[name] else each for name, each in settings.items()}


class _Server(LiveReloadServer):
    """Has each address made before it is sent, and hears of changes from the system."""

    def __init__(self, workshop: Workshop, **settings: Any) -> None:
        self._workshop = workshop
        super().__init__(**settings)
        self.build_delay = _SETTLED
        self.observer = Observers()

    @property
    def builder(self) -> Callable[[], None]:
        """What brings the site up to date; what is set here is asked only when the setup may have changed."""
        return self._update

    @builder.setter
    def builder(self, build: Callable[[], None]) -> None:
        self._build = build

    def _update(self) -> None:
        if not self._workshop.update(self._build):
            with self._epoch_cond:
                self._wanted_epoch = self._visible_epoch  # no browser has anything to load again

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not (path + "/").startswith(self.mount_path):
            return super()._serve_request(environ, start_response)
        below = path[len(self.mount_path) :] + ("index.html" if path.endswith("/") else "")
        while True:
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            site, started = self._workshop.site, _Started()
            if site:
                site.make(posixpath.normpath("/" + below).lstrip("/"))
            answer = super()._serve_request(environ, started)
            if site is self._workshop.site:  # what was read is of the version that was made
                for head in started.heads:
                    start_response(*head)
                return answer


class _Started:
    """Keeps how an answer would start, for as long as it may be the wrong one."""

    def __init__(self) -> None:
        self.heads: list[tuple[Any, ...]] = []

    def __call__(self, *head: Any) -> None:
        self.heads.append(head)
