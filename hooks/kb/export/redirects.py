"""A small page at every address that a page once had."""

import html
import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from kb.export.addresses import page_address
from kb.knowledge import Knowledge
from kb.redirects import Redirect, find_redirects

_SCRIPT: Final = "assets/moved.js"
_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="{script}"></script>
</head>
<body>
<p>This page has moved: <a href="{href}">{title}</a>.</p>
</body>
</html>
"""


def redirect_pages(knowledge: Knowledge) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of the page at each old address, and what makes it; a page or file that is there stays."""
    for redirect in find_redirects(knowledge):
        if not redirect.holder:
            yield redirect.file, partial(render_redirect, redirect)


def render_redirect(redirect: Redirect) -> str:
    """Return the page that leads on to the redirect's page, with a script for the anchor and without one as well."""
    folder = posixpath.dirname(redirect.file)
    target = posixpath.relpath(page_address(redirect.page).rstrip("/") or ".", folder) + "/"
    return _PAGE.format(
        title=html.escape(redirect.page.title),
        href=html.escape(target),
        script=html.escape(posixpath.relpath(_SCRIPT, folder)),
    )
