"""`mkdocs build` in as many processes as there are processors; what comes out is what MkDocs would write.

The danger: a function of MkDocs is replaced; tests/site/test_making.py holds its place. With plugins, whose events
expect a whole build, and with `--dirty`, MkDocs builds as ever.
"""

import atexit
import gc
import logging
import posixpath
import time
from collections.abc import Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Final

from mkdocs import utils
from mkdocs.commands import build as building
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import InclusionLevel

from fronts import Fronts
from kb.dividing import FEW, begin, count_processes, forking, receive
from preparing import prepare
from saying import keep_quiet
from sites import Made, Site, find_theme_files

MKDOCS_BUILD: Final = building.build
_AT_ONCE: Final = 16  # addresses that are sent together
_PICTURE: Final = ".png"
_LATE: Final[Sequence[str]] = ()  # addresses that are not known yet

log = logging.getLogger("mkdocs.hooks.kb")


def install() -> None:
    """Have `mkdocs build` make each address by itself."""
    building.build = build
    atexit.register(gc.freeze)  # at its end nobody waits for the process to take apart what it made


def is_ours(config: MkDocsConfig) -> bool:
    """Whether only hooks, which we know, hear of a build."""
    return not config.plugins.keys() - config.hooks.keys()


def build(config: MkDocsConfig, *, serve_url: str | None = None, dirty: bool = False) -> None:
    """Take the place of `mkdocs.commands.build.build`."""
    if dirty or serve_url or not is_ours(config):
        MKDOCS_BUILD(config, serve_url=serve_url, dirty=dirty)
        return
    counter = utils.CountHandler()
    counter.setLevel(logging.WARNING)
    if config.strict:
        logging.getLogger("mkdocs").addHandler(counter)
    try:
        start = time.monotonic()
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        count = count_processes(sum(1 for _ in islice(Path(config.docs_dir).rglob("*.md"), FEW + 1)))
        env = config.theme.get_env()
        log.info("Cleaning site directory")
        if count > 1:
            finish = prepare(env, ("main.html", *config.theme.static_templates), config.site_dir)
        else:
            utils.clean_directory(config.site_dir)
        log.info("Building documentation to directory: %s", config.site_dir)
        site = Site(config, env, find_theme_files(config), Fronts(), InclusionLevel.is_included)
        if count > 1:
            finish()
        site.finish(_make_all(site, count))
        config.plugins.on_post_build(config=config)
        if counts := counter.get_counts():
            told = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise Abort(f"Aborted with {told} in strict mode!")
        log.info("Documentation built in %.2f seconds", time.monotonic() - start)
    except Exception as fault:
        config.plugins.on_build_error(error=fault)
        if isinstance(fault, BuildError):
            log.error(str(fault))
            raise Abort("Aborted with a BuildError!") from fault
        raise


def _make_all(site: Site, count: int) -> Sequence[Made]:
    """Make every address, in `count` processes, those last that take long to find."""
    uris = site.addresses
    found: dict[str, Made] = {}
    if count > 1:
        # A page, with which the templates are read for all.
        found[uris[-1]] = site.keep(site.made(uris[-1]))
        gc.freeze()  # what is there stays shared between the processes
        places, taken = _places(uris[:-1]), forking().Value("i", 0)
        readers = [begin(_work, site, places, taken) for _ in range(count)]
        while readers:
            for reader in wait(readers):
                try:
                    found.update((made.uri, site.keep(made)) for made in receive(reader))
                except EOFError:
                    readers.remove(reader)
        gc.unfreeze()
    # What a process could not make is made here, so that the fault is met where it can be told.
    made = [found.pop(uri) if uri in found else site.keep(site.made(uri)) for uri in uris]
    return [*made, *(found.values() or [site.keep(site.made(uri)) for uri in site.find_late()])]


def _places(uris: Sequence[str]) -> list[Sequence[Sequence[str]]]:
    """Return `uris` in their order, by what one process makes of the same, in parts that are sent at once.

    Those are each page with what stands beside it, and the pictures, for which fonts are read.
    """
    pages = {posixpath.dirname(uri) for uri in uris if uri.endswith("/index.html")}
    found: dict[str, list[str]] = {}
    for uri in uris:
        folder, kind = posixpath.dirname(uri), posixpath.splitext(uri)[1]
        found.setdefault(kind if kind == _PICTURE else folder if folder in pages else uri, []).append(uri)
    parts = ([each[start : start + _AT_ONCE] for start in range(0, len(each), _AT_ONCE)] for each in found.values())
    return [[_LATE], *parts]


def _work(site: Site, places: Sequence[Sequence[Sequence[str]]], taken: "Synchronized[int]", pipe: Connection) -> None:
    """Make the addresses of one place after another, each that no process has taken yet."""
    with keep_quiet():  # about all of them at once, which is quicker
        while True:
            with taken.get_lock():
                place = taken.value
                taken.value += 1
            if place >= len(places):
                return
            for part in places[place]:
                pipe.send([site.made(uri) for uri in part or site.find_late()])
