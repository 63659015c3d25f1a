"""A source tree for a host that has our Markdown extension and calls no hooks: all that hooks make, as files.

`docs/` has every page with its frame, the generated pages and the files for machines; `sources/` what the extension
reads, which is the pages as their authors wrote them and the bibliography; `after/` what a host would take for pages,
to be copied over the site when it is built; `theme/` the templates; `mkdocs.yml` the configuration.
"""

import html
import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

import yaml

from kb.edits import Edit, apply_edits
from kb.export import exports, search_files
from kb.export.citing import highwire
from kb.export.site import Site, page_head, site_exports
from kb.export.twins import page_twins
from kb.knowledge import Knowledge
from kb.layout import LAYOUT_FILE
from kb.links import find_page_links
from kb.loading import BIBLIOGRAPHY, DOCS
from kb.navigation import build_navigation
from kb.pages import Page
from kb.prose import read_prose
from kb.render.views import frame, unreadable

CONFIGURATION: Final = "mkdocs.yml"
_SOURCES: Final = "sources"
_THEME: Final = "theme"
_AFTER: Final = "after"
_EXTENSION: Final = "kb.markdown"


@dataclass(frozen=True)
class Configuration:
    """The configuration of the tree, and what it has of the project's: the site, the theme's folder, a CSL style."""

    text: str
    site: Site
    theme: PurePosixPath | None
    style: str


def build_configuration(text: str, knowledge: Knowledge, site_url: str = "") -> Configuration:
    """Return what the configuration `text` is without hooks, with the navigation, and with sources for our extension.

    `site_url`, if there is one, is the site's address in the place of its own. Raise ValueError or YAMLError for a text
    that is no configuration.
    """
    old = yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe one
    if not isinstance(old, dict):
        raise ValueError("it has no settings")
    new = {name: value for name, value in old.items() if name not in ("docs_dir", "hooks", "nav", "watch")}
    theme = (old["theme"].get("custom_dir") or "") if isinstance(old.get("theme"), dict) else ""
    if theme:
        new["theme"] = {**old["theme"], "custom_dir": _THEME}
    new["site_url"] = site_url or _last(old.get("site_url") or "")
    extensions = [each if isinstance(each, dict) else {each: {}} for each in old.get("markdown_extensions") or ()]
    settings = next((each[_EXTENSION] or {} for each in extensions if _EXTENSION in each), {})
    own = {**settings, "root": _SOURCES, "site_url": new["site_url"]}
    new["markdown_extensions"] = [{_EXTENSION: own} if _EXTENSION in each else each for each in extensions]
    new["nav"] = old.get("nav") or build_navigation(knowledge)
    written = yaml.dump(new, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    site = Site(new["site_url"], str(old.get("site_name") or ""), str(old.get("site_description") or ""))
    return Configuration(written, site, PurePosixPath(theme) if theme else None, settings.get("style") or "")


def build_tree(
    knowledge: Knowledge,
    configuration: Configuration,
    files: Mapping[str, bytes],
    pictures: Iterable[tuple[str, Callable[[], bytes]]] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file of the tree and what is in it.

    `files` are those of the project, by path, of which those in docs/ and in the theme, the bibliography and the style
    count; `pictures` are made for docs/.
    """
    site = configuration.site
    yield CONFIGURATION, configuration.text.encode()
    for article in knowledge.articles.values():
        yield f"{DOCS}/{article.page.uri}", build_page(article.page, knowledge, site).encode()
    for uri, make in (*exports(knowledge), *search_files(knowledge), *site_exports(knowledge, site)):
        yield f"{DOCS}/{uri}", "".join(make()).encode()
    for uri, make in page_twins(knowledge, site.url):
        yield f"{_AFTER if uri.endswith('.md') else DOCS}/{uri}", make().encode()
    for uri, draw in pictures:
        yield f"{DOCS}/{uri}", draw()
    for path, data in files.items():
        place = PurePosixPath(path)
        is_page = place.is_relative_to(DOCS) and place.suffix == ".md"
        if place.is_relative_to(DOCS) and not is_page:
            yield path, data
        if is_page or path in (BIBLIOGRAPHY, LAYOUT_FILE, configuration.style):
            yield f"{_SOURCES}/{path}", data
        if configuration.theme and place.is_relative_to(configuration.theme):
            yield f"{_THEME}/{place.relative_to(configuration.theme).as_posix()}", data


def build_page(page: Page, knowledge: Knowledge, site: Site) -> str:
    """Return the Markdown of `page` with all that hooks put around it; what they tell the template is in its fields."""
    text, start = page.source.text, page.body.start
    if not page.is_readable:
        return f"---\ntitle: {json.dumps(page.title)}\n---\n\n{unreadable(page)}"
    head = page_head(knowledge, page, site)
    told: dict[str, Any] = {"head": {"properties": head.properties, "links": head.links, "data": head.data}}
    if page.kind:
        told["citation_tags"] = list(highwire(page, site.url))
    if "description" not in page.fields.fields:
        told["description"] = html.escape(head.description)
    fields = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
    framed = frame(text[start:].strip(), page, knowledge)
    return f"{text[:start].rstrip().removesuffix('---')}{fields}---\n\n{_seen_from(page.uri, framed)}\n"


def _seen_from(uri: str, markdown: str) -> str:
    """Return `markdown` with links that begin at the root of docs/ as the page `uri` sees them, as all hosts do."""
    links = find_page_links(markdown, read_prose(markdown).text)
    folder = posixpath.dirname(uri) or "."
    paths = ((link.path_span, link.path.lstrip("/")) for link in links if link.path.startswith("/"))
    return apply_edits(markdown, [Edit(span, posixpath.relpath(path, folder)) for span, path in paths if path])


def _last(value: Any) -> str:
    """Return the last of the alternatives that a tag such as !ENV gives."""
    last = value.value[-1] if isinstance(value, yaml.SequenceNode) else value
    return str(last.value if isinstance(last, yaml.Node) else last)


class _Loader(yaml.SafeLoader):
    """Leaves what has a tag of the host as the node that it is."""


class _Dumper(yaml.SafeDumper):
    """Writes such a node as it was."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Loader.add_multi_constructor("!", lambda _loader, _tag, node: node)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _tag, node: node)
_Dumper.add_multi_representer(yaml.Node, lambda _dumper, node: node)
