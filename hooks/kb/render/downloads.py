"""What a reader takes along from a list of references: files, the BibTeX of each work, and what Zotero finds."""

from xml.etree.ElementTree import Element

from kb.anchors import reference_anchor
from kb.bibliography import Entry
from kb.export.bibtex import bibtex_record
from kb.export.coins import CLASS, coins
from kb.export.downloads import FORMATS, download_uri
from kb.pages import Page
from kb.render.elements import element, join
from kb.render.ready import Html, html
from kb.render.sheet import Sheet


def downloads(page: Page | None = None) -> Element:
    """Return the links to the works of the list on `page`, or of the whole atlas."""
    links = (
        element("a", {"href": f"/{_uri(page, each.suffix)}", "download": _name(page, each.suffix)}, each.name)
        for each in FORMATS
    )
    return element("p", {"class": "kb-downloads"}, "Download these references: ", *join(links))


def add_downloads(section: Element, sheet: Sheet) -> None:
    """Add to the list of references in `section` the files of them that lie beside the node's page."""
    if sheet.page:
        section.append(downloads(sheet.page))


def bibtex_of(entry: Entry) -> Html:
    """Return the entry in BibTeX, folded away."""
    id_ = reference_anchor(entry.key).replace("ref-", "bib-", 1)
    record = html("pre", {"id": id_}, bibtex_record(entry).rstrip())
    folded = {"class": "kb-bibtex", "data-search-exclude": "true"}
    return html("details", folded, html("summary", {}, "BibTeX"), copy_button(id_), record)


def copy_button(id_: str) -> Html:
    """Return the button that copies the text of the element `id_`; style sheets show it only where scripts run."""
    return html("button", {"type": "button", "class": "kb-copy", "data-copy-from": id_}, "Copy")


def context_object(entry: Entry) -> Html:
    """Return the empty element in which Zotero finds the work."""
    return html("span", {"class": CLASS, "title": coins(entry), "aria-hidden": "true"})


def _uri(page: Page | None, suffix: str) -> str:
    if page is None:
        return f"assets/references.{suffix}"
    return next(download_uri(page, each) for each in FORMATS if each.suffix == suffix)


def _name(page: Page | None, suffix: str) -> str:
    return f"{page.id if page else 'machineries'}-references.{suffix}"
