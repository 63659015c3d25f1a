"""`mkdocs build` in as many processes as there are processors; what comes out is what MkDocs would write.

The danger: a function of MkDocs is replaced; tests/site/test_making.py holds its place. With plugins, whose events
expect a whole build, and with `--dirty`, MkDocs builds as ever.
"""

import gc
import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from typing import Final

from mkdocs import utils
from mkdocs.commands import build as building
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import InclusionLevel

from sites import Fronts, Made, Site, find_theme_files

MKDOCS_BUILD: Final = building.build
_FEW: Final = 50  # pages that one process makes sooner than several

log = logging.getLogger("mkdocs.hooks.kb")


def install() -> None:
    """Have `mkdocs build` make each address by itself."""
    building.build = build


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
        log.info("Cleaning site directory")
        utils.clean_directory(config.site_dir)
        log.info("Building documentation to directory: %s", config.site_dir)
        env = config.theme.get_env()
        site = Site(config, env, find_theme_files(config, env), Fronts(), InclusionLevel.is_included)
        made = _make_all(site)
        for record in (record for each in made for record in each.said):
            logging.getLogger(record.name).handle(record)
        site.check_links(made)
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


def _make_all(site: Site) -> Sequence[Made]:
    """Make every address, in as many processes as there are processors where a process can be divided safely."""
    uris = site.addresses
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" and len(site.pages) > _FEW else 1
    found: dict[str, Made] = {}
    if count > 1:
        found[uris[-1]] = site.made(uris[-1])  # a page, with which the templates are read and compiled for all
        gc.freeze()  # what is there stays shared between the processes
        fork, readers = multiprocessing.get_context("fork"), []
        for number in range(count):
            reader, writer = fork.Pipe(duplex=False)
            fork.Process(target=_work, args=(site, uris[number:-1:count], writer), daemon=True).start()
            writer.close()
            readers.append(reader)
        while readers:
            for reader in wait(readers):
                try:
                    made = reader.recv()
                    found[made.uri] = made
                except EOFError:
                    readers.remove(reader)
        gc.unfreeze()
    # What a process could not make is made here, so that the fault is met where it can be told.
    return [found[uri] if uri in found else site.made(uri) for uri in uris]


def _work(site: Site, uris: Sequence[str], pipe: Connection) -> None:
    try:
        for uri in uris:
            pipe.send(site.made(uri))
    except BaseException:
        os._exit(1)
