"""What the processes do that serve and build a project: MkDocs' own functions, with a hand on its observer and loop."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

# A server of port 0 takes any port, and says so in no page.
DEV_ADDR: Final = "127.0.0.1:0"
SITE_URL: Final = f"http://{DEV_ADDR}/"


def _begin(project: Path, log: Path) -> None:
    """Make this process one that was begun in `project`, with the project's own code."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(project)
    sys.path.insert(0, str(project / "hooks"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "kb"]:
        del sys.modules[name]
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    logging.getLogger("mkdocs").setLevel(logging.INFO)


def build_project(project: Path, log: Path, is_for_author: bool = True) -> None:
    """Build `project` into its folder `site` and say so in `log`; an exception ends the process."""
    _begin(project, log)

    from mkdocs.commands import build as building
    from mkdocs.config import load_config

    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.site_url = SITE_URL
    config.plugins.on_startup(command="serve" if is_for_author else "build", dirty=False)
    building.build(config, serve_url=SITE_URL if is_for_author else None)


def serve_project(project: Path, log: Path, pipe: Connection) -> None:
    """Serve `project`, saying so in `log`.

    Sends through `pipe` its address, and then, for each list of paths that changed which comes from there, those that
    nobody watches, once the server has nothing more to do. None ends it.
    """
    _begin(project, log)

    from mkdocs.commands.serve import serve
    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileModifiedEvent, FileSystemEventHandler

    class Told:
        """An observer that looks at nothing and is told what changed."""

        def __init__(self) -> None:
            self.watched: list[tuple[FileSystemEventHandler, str]] = []

        def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool) -> None:
            self.watched.append((handler, path))

        def tell(self, changed: list[str]) -> list[str]:
            """Pass on what changed, and return what nobody watches."""
            unseen = []
            for each in map(project.joinpath, changed):
                seen = [handler for handler, path in self.watched if each.is_relative_to(path)]
                for handler in seen:
                    handler.dispatch(FileModifiedEvent(str(each)))
                unseen += [] if seen else [str(each)]
            return unseen

        def start(self) -> None:
            threading.Thread(target=drive, daemon=True).start()

        def stop(self) -> None:
            pass

    class Waits(threading.Condition):
        """The condition that MkDocs' loop waits for; says when the loop has nothing to do."""

        idle = threading.Event()

        def wait_for(self, predicate: Callable[[], bool], timeout: float | None = None) -> bool:
            if not predicate():
                self.idle.set()
            return super().wait_for(predicate, timeout)

    def own(name: str, value: object) -> None:
        """Give servers of MkDocs, whatever their class, `value` in the place of what they make themselves."""
        setattr(LiveReloadServer, name, property(lambda _: value, lambda *_: None))

    def bound(server: LiveReloadServer) -> None:
        activate(server)
        servers.append(server)

    def drive() -> None:
        [server] = servers
        pipe.send(f"http://127.0.0.1:{server.server_port}/")
        while (changed := pipe.recv()) is not None:
            with waits:
                waits.idle.clear()
                unseen = told.tell(changed)
            waits.idle.wait()
            pipe.send(unseen)
        with waits:
            server._shutdown = True
            waits.notify_all()

    told, waits = Told(), Waits()
    servers: list[LiveReloadServer] = []
    activate, LiveReloadServer.server_activate = LiveReloadServer.server_activate, bound
    own("observer", told)
    own("_rebuild_cond", waits)
    serve(config_file=str(project / "mkdocs.yml"), dev_addr=DEV_ADDR)
