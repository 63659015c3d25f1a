"""What the pages, nodes and anchors of an older state are called now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.knowledge import Knowledge
from kb.redirects import find_redirects


@dataclass(frozen=True)
class Renames:
    """New names by old ones; what has none keeps its own."""

    uris: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def uri(self, uri: str) -> str:
        """Return the uri of the page that was at `uri`."""
        return self.uris.get(uri, uri)

    def id(self, id_: str) -> str:
        """Return the id of the node that was called `id_`."""
        return self.ids.get(id_, id_)

    def anchor(self, uri: str, anchor: str) -> str:
        """Return what the `anchor` of the page now at `uri` became."""
        return self.anchors.get((uri, anchor), anchor)


def build_renames(before: Knowledge, after: Knowledge) -> Renames:
    """Return what was renamed between two states: a page that is gone and that the new state redirects from."""
    gone = before.articles.keys() - after.articles.keys()
    redirects = ((f"{each.address}.md", each.page) for each in find_redirects(after) if not each.holder)
    found = {uri: page for uri, page in redirects if uri in gone}
    kept = {article.page.id for article in after.articles.values()}
    old_ids = {uri: before.articles[uri].page.id for uri in found}
    pages = (article.page for article in after.articles.values())
    return Renames(
        {uri: page.uri for uri, page in found.items()},
        {old_ids[uri]: page.id for uri, page in found.items() if old_ids[uri] not in kept},
        {(page.uri, old): value.text.strip() for page in pages for old, (_, value) in page.moved.items()},
    )
