"""What is put in when a page's text is HTML: what is ready, and what depends on where the page is."""

import posixpath
import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor

from kb.markdown.opening import sheet_of
from kb.render.redirects import with_old_anchors
from kb.render.sheet import Sheet
from kb.render.views import HERE

_TAG: Final = re.compile(r"<[a-zA-Z][^<>]*>")
_ROOTED: Final = re.compile(r'(?<=\s)(href|src)="/(?!/)([^"#?]*)')


def find_here(root: Element, sheet: Sheet) -> None:
    """Take the view that says which page this is out of the tree `root`, and keep what it says."""
    for view in list(root):
        name, _, uri = view.get("data-view", "").partition(" ")
        if name == HERE:
            article = sheet.knowledge.articles.get(uri.strip())
            sheet.here = article.page if article else None
            root.remove(view)


class Placing(Postprocessor):
    """Puts in what is ready; lets links to old anchors arrive, and links from the site's root be seen from the page.

    MkDocs has done the last already.
    """

    def run(self, text: str) -> str:
        """Return the HTML `text` with them."""
        sheet = sheet_of(self.md)
        text = sheet.finished(text)
        if not sheet.here:
            return text
        return relative_links(with_old_anchors(text, sheet.here, sheet.knowledge), sheet.here.uri)


def relative_links(markup: str, uri: str) -> str:
    """Return `markup` with the paths that begin at the root of docs/ as the page `uri` sees them."""
    if '="/' not in markup:
        return markup
    folder = posixpath.dirname(uri) or "."

    def relative(link: re.Match[str]) -> str:
        path = link[2]
        end = "/" if not path or path.endswith("/") else ""
        return f'{link[1]}="{posixpath.relpath(path or ".", folder)}{end}'

    return _TAG.sub(lambda tag: _ROOTED.sub(relative, tag[0]), markup)
