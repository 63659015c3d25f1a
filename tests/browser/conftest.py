"""A real Chromium, and built sites for it on the loopback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

from tests.browser.chromium import NoChromiumError, find_chromium, sources
from tests.browser.projects import write_project
from tests.site.conftest import mkdocs

HOST = "127.0.0.1"
# What Chromium would fetch for itself is kept from it, so that every request is one of the page's.
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# With an end of its own, since a script that is waited for has none.
AXE_RUN = """Promise.race([
    axe.run(document, {resultTypes: ['violations']}),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error("axe took a minute")), 60_000)),
])"""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve `folder` from a thread and yield its address."""
    with ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Visit:
    """A page of a site in a browser of its own, and what went wrong in it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()  # words of errors that there must be, whenever they come
    elsewhere: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to `path` and return the page when all of its scripts have run."""
        self.page.goto(f"{self.address}/{path}", wait_until="load")
        return self.page

    @property
    def card(self) -> Locator:
        """The card that is open."""
        return self.page.locator(".kb-card:popover-open")

    def violations(self) -> list[str]:
        """Return what axe objects to: each rule with the elements that break it."""
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate(AXE_RUN)
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        try:
            path = find_chromium(sources(playwright.chromium.executable_path))
        except NoChromiumError as fault:
            pytest.fail(str(fault), pytrace=False)
        chromium = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built small project, which has one citation of a work that is not there."""
    folder = tmp_path_factory.mktemp("small")
    write_project(folder)
    done = mkdocs("build", cwd=folder, env={"PYTHONPATH": str(folder / "hooks")})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def small(small_site: Path) -> Iterator[str]:
    """The address of the small project."""
    with serve(small_site) as address:
        yield address


@pytest.fixture(scope="session")
def atlas_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built atlas."""
    site = tmp_path_factory.mktemp("atlas") / "site"
    done = mkdocs("build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def atlas(atlas_site: Path) -> Iterator[str]:
    """The address of the atlas itself."""
    with serve(atlas_site) as address:
        yield address


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """A function from the address of a site, and options of a browser context, to a visit.

    At the end of the test no page may have complained or asked another host for anything.
    """
    visits: list[Visit] = []
    contexts: list[BrowserContext] = []

    def start(address: str, **options: Any) -> Visit:
        context = browser.new_context(**{"reduced_motion": "reduce", "service_workers": "block", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        made = Visit(context.new_page(), address)
        visits.append(made)

        def decide(route: Route) -> None:
            if urlsplit(route.request.url).hostname == HOST:
                route.continue_()
            else:
                made.elsewhere.append(route.request.url)
                route.abort()

        context.route(lambda url: urlsplit(url).scheme not in ("file", "data", "blob"), decide)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("console", lambda said: made.errors.append(said.text) if said.type == "error" else None)
        return made

    yield start
    for context in contexts:
        # A request that is still to be decided on would keep the context from closing, for ever.
        context.unroute_all(behavior="ignoreErrors")
        context.close()
    assert [error for each in visits for error in each.errors if not any(word in error for word in each.expected)] == []
    assert [url for each in visits for url in each.elsewhere] == []
