"""How to cite a page of the atlas."""

from collections.abc import Iterator
from typing import Final

from kb.bibliography import Entry
from kb.export.bibtex import written
from kb.export.citing import AUTHOR, page_entry
from kb.export.ris import ris_record
from kb.render.downloads import context_object, copy_button
from kb.render.elements import Child, element
from kb.render.ready import html, render_runs
from kb.render.sheet import Sheet
from kb.richtext import RichText, Run
from kb.style.dates import reference_date

ANCHOR: Final = "cite-page"


def view_cite_page(sheet: Sheet, uri: str) -> Iterator[Child]:
    """Yield how to cite the page `uri`, folded away: in APA 7, in BibTeX and in RIS."""
    article = sheet.knowledge.articles.get(uri)
    if not article:
        return
    sheet.page = article.page
    entry = page_entry(article.page, sheet.site_url)
    yield element(
        "details",
        {"class": "kb-cite", "id": ANCHOR, "data-search-exclude": "true"},
        sheet.ready(
            html("summary", {}, "Cite this page"),
            *_form("apa", "APA 7", "p", render_runs(page_reference(entry))),
            *_form("bibtex", "BibTeX", "pre", written(entry).rstrip()),
            *_form("ris", "RIS", "pre", ris_record(entry).replace("\r", "").rstrip()),
            context_object(entry),
        ),
    )


def page_reference(entry: Entry) -> RichText:
    """Return the reference of a page: the site is the author, and is not named again (APA 7 §10.16)."""
    version, url = entry.text("version"), entry.text("url")
    told = f" (Version {version})" if version else ""
    address = (Run(" "), Run(url, href=url)) if url else ()
    date = reference_date(entry, "", full=True)
    return Run(f"{AUTHOR}. ({date}). "), Run(entry.text("title"), italic=True), Run(f"{told}."), *address


def _form(name: str, label: str, tag: str, content: str) -> Iterator[str]:
    id_ = f"{ANCHOR}-{name}"
    yield html("p", {"class": "kb-cite__form"}, label, " ", copy_button(id_))
    yield html(tag, {"id": id_}, content)
