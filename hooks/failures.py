"""What a reader of `mkdocs serve` sees when a build has failed, where MkDocs lets every request wait without a word."""

import logging
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from mkdocs.livereload import LiveReloadServer


class Complaints(logging.Handler):
    """What `host` says is wrong, `besides` one logger: the exceptions with which it gives up name no reason."""

    def __init__(self, host: str, besides: str) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self._besides = besides
        logging.getLogger(host).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is not about the content."""
        if record.name != self._besides:
            self.lines.append(record.getMessage())


def show_failures(server: LiveReloadServer, builder: Callable[[], None], complaints: Complaints) -> None:
    """Have `server` build by `builder`, and answer with what went wrong for as long as the last build failed."""
    fault = ""

    def build() -> None:
        nonlocal fault
        complaints.lines.clear()
        try:
            builder()
        except Exception as error:  # whatever it is, it is shown and raised again
            reasons = (*complaints.lines, f"{type(error).__name__}: {error}")
            fault = "\n\n".join(("The site could not be built.", *reasons))
            with server._epoch_cond:  # open pages load again, and so see it
                server._visible_epoch = server._wanted_epoch
                server._epoch_cond.notify_all()
            raise
        fault = ""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not fault or environ["PATH_INFO"].startswith("/livereload/"):
            return server.serve_request(environ, start)
        start("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
        html = f'<!doctype html><title>Not built</title><body><pre role="alert">{escape(fault)}</pre></body>'
        return [server._inject_js_into_html(html.encode(), server._visible_epoch)]

    server.builder = build
    server.set_app(answer)
