"""How a page of the atlas is cited, and what a reader takes along from its references."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import jinja2
import pybtex.database
import pytest
import rispy
from markdown import Markdown

from kb.bibliography import parse_bibliography
from kb.export.citing import atlas_version, highwire, page_entry, public_address
from kb.export.coins import CLASS
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.render.citing import page_reference
from kb.render.views import frame
from kb.richtext import plain
from kb.text import Source
from tests.conftest import ALPHA, PROJECT, know

ROOT = Path(__file__).parents[2]
SITE = "https://atlas.example/base/"
EVIL = """"><script>alert(1)</script> </details> ]]> {{ 7 * 7 }} & <b>'\\u2028"""


class Reader(HTMLParser):
    """The elements of a page with their attributes and what stands in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in ("meta", "br", "hr", "img", "link"):
            self._open.append(given.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for id_ in filter(None, self._open):
            self.texts[id_] = self.texts.get(id_, "") + data

    def find(self, tag: str, class_: str = "") -> Iterator[dict[str, str]]:
        """Yield the attributes of the elements called `tag` of class `class_`."""
        for each, given in self.elements:
            if each == tag and (not class_ or given.get("class") == class_):
                yield given


def render(knowledge: Knowledge, uri: str = "mechanisms/alpha.md", site_url: str = SITE) -> str:
    page = knowledge.articles[uri].page
    settings = {"kb.markdown": {"knowledge": knowledge, "site_url": site_url}}
    made = Markdown(extensions=["kb.markdown", "attr_list"], extension_configs=settings)
    return made.convert(frame(page.source.text[page.body.start :], page, knowledge))


def alpha(knowledge: Knowledge) -> Page:
    return knowledge.articles["mechanisms/alpha.md"].page


def omega(knowledge: Knowledge) -> Page:
    return knowledge.articles["machineries/omega.md"].page


def test_a_reviewed_page_is_cited_by_the_day_of_its_review(knowledge: Knowledge) -> None:
    reference = page_reference(page_entry(alpha(knowledge), SITE))
    address = "https://atlas.example/base/mechanisms/alpha/"
    assert plain(reference) == f"Machineries. (2026, November 1). Alpha (Version {atlas_version()}). {address}"
    assert [run.text for run in reference if run.italic] == ["Alpha"]
    assert [run.href for run in reference if run.href] == [address]


def test_a_page_that_nobody_reviewed_is_undated(knowledge: Knowledge) -> None:
    assert plain(page_reference(page_entry(omega(knowledge), SITE))).startswith("Machineries. (n.d.). Omega (")


def test_without_the_site_s_address_a_page_has_none(knowledge: Knowledge) -> None:
    assert plain(page_reference(page_entry(alpha(knowledge)))).endswith(").")
    assert "http" not in re.sub(r"https://doi.org\S+", "", render(knowledge, site_url=""))
    assert "citation_public_url" not in dict(highwire(alpha(knowledge)))


@pytest.mark.parametrize(
    ("uri", "site", "address"),
    [
        ("mechanisms/alpha.md", "https://a.example", "https://a.example/mechanisms/alpha/"),
        ("mechanisms/alpha.md", "https://a.example/b/", "https://a.example/b/mechanisms/alpha/"),
        ("index.md", "https://a.example/", "https://a.example/"),
        ("a b.md", "https://a.example", "https://a.example/a%20b/"),
        ("a.md", "", ""),
    ],
)
def test_the_address_of_a_page_is_public(uri: str, site: str, address: str, knowledge: Knowledge) -> None:
    page = Page(Source(uri, ""), uri, alpha(knowledge).body)
    assert public_address(page, site) == address


def test_the_version_is_that_of_the_project() -> None:
    assert re.fullmatch(r"\d+(\.\d+)+\S*", atlas_version())


def test_other_programs_read_how_to_cite_the_page(knowledge: Knowledge) -> None:
    read = Reader(render(knowledge))
    made = pybtex.database.parse_string(read.texts["cite-page-bibtex"], "bibtex").entries["machineries-alpha"]
    assert (made.fields["title"], made.fields["year"], made.fields["month"]) == ("Alpha", "2026", "November")
    assert made.fields["url"] == "https://atlas.example/base/mechanisms/alpha/"
    again = parse_bibliography(Source("a.bib", read.texts["cite-page-bibtex"]))
    assert again.problems == ()
    (record,) = rispy.loads(read.texts["cite-page-ris"] + "\n")
    assert (record["type_of_reference"], record["title"], record["date"]) == ("ELEC", "Alpha", "2026/11/01/")
    assert record["authors"] == ["Machineries"]


def test_how_to_cite_stands_after_the_references_and_opens_without_a_script(knowledge: Knowledge) -> None:
    text = render(knowledge)
    assert text.index('id="references"') < text.index('id="cite-page"') < text.index("Cite this page")
    assert '<details class="kb-cite"' in text


def test_every_button_copies_an_element_that_is_there(knowledge: Knowledge) -> None:
    read = Reader(render(knowledge))
    buttons = [given["data-copy-from"] for given in read.find("button", "kb-copy")]
    assert buttons == ["bib-ada1999gauge", "bib-bo2001doubt", "cite-page-apa", "cite-page-bibtex", "cite-page-ris"]
    assert all(read.texts[id_].strip() for id_ in buttons)


def test_each_reference_has_its_bibtex_as_the_author_wrote_it(knowledge: Knowledge) -> None:
    read = Reader(render(knowledge))
    assert read.texts["bib-ada1999gauge"] == knowledge.bibliography["ada1999gauge"].raw


def test_the_list_is_followed_by_its_downloads(knowledge: Knowledge) -> None:
    links = [given["href"] for given in Reader(render(knowledge)).find("a") if "download" in given]
    assert links == [f"alpha/references.{suffix}" for suffix in ("bib", "ris", "json")]


def test_the_page_of_all_references_has_those_of_the_site(knowledge: Knowledge) -> None:
    links = [given["href"] for given in Reader(render(knowledge, "references.md")).find("a") if "download" in given]
    assert links == [f"assets/references.{suffix}" for suffix in ("bib", "ris", "json")]


def test_zotero_finds_the_works_and_the_page(knowledge: Knowledge) -> None:
    found = [parse_qs(given["title"], strict_parsing=True) for given in Reader(render(knowledge)).find("span", CLASS)]
    titles = [each.get("rft.atitle", each.get("rft.title")) for each in found]
    assert titles == [["The gauge"], ["A doubt"], ["Alpha"]]
    assert found[1]["rft.au"] == ["Bo, Ben", "Cy, Carl"]
    assert found[2]["rft.type"] == ["webpage"]


def test_the_tags_of_a_page_say_what_it_is(knowledge: Knowledge) -> None:
    assert dict(highwire(alpha(knowledge), SITE)) == {
        "citation_title": "Alpha",
        "citation_author": "Machineries",
        "citation_publication_date": "2026/11/01",
        "citation_public_url": "https://atlas.example/base/mechanisms/alpha/",
        "citation_language": "en",
        "DC.type": "webpage",
    }
    assert "citation_publication_date" not in dict(highwire(omega(knowledge), SITE))


@pytest.fixture
def hostile() -> Knowledge:
    title = EVIL.replace("\\", "\\\\").replace('"', '\\"').replace("\\\\u", "\\u")
    return know({**PROJECT, "docs/mechanisms/alpha.md": ALPHA.replace("title: Alpha\n", f'title: "{title}"\n')})


def test_a_title_breaks_out_of_nothing(hostile: Knowledge) -> None:
    text = render(hostile)
    read = Reader(text)
    assert list(read.find("script")) == []
    assert "\u2028" not in read.texts["cite-page-ris"]
    assert "<script>alert(1)</script>" in read.texts["cite-page-bibtex"]
    assert len(pybtex.database.parse_string(read.texts["cite-page-bibtex"], "bibtex").entries) == 1
    assert len(rispy.loads(read.texts["cite-page-ris"] + "\n")) == 1
    *_, last = read.find("span", CLASS)
    assert parse_qs(last["title"])["rft.title"] == [page_entry(alpha(hostile)).text("title")]


def test_a_title_breaks_out_of_no_tag(hostile: Knowledge) -> None:
    template = (ROOT / "hooks" / "theme" / "main.html").read_text(encoding="utf-8")
    loader = jinja2.DictLoader({"base.html": "{% block extrahead %}{% endblock %}", "main.html": template})
    # As MkDocs has it, nothing is escaped unless the template says so.
    environment = jinja2.Environment(loader=loader)
    environment.filters["url"] = str
    made = environment.get_template("main.html")
    tags = tuple(highwire(alpha(hostile), SITE))
    read = Reader(made.render(citation_tags=tags))
    made_of_them = [(given["name"], given["content"]) for given in read.find("meta") if given["name"] != "color-scheme"]
    assert made_of_them == list(tags)
    assert {tag for tag, _ in read.elements} == {"meta", "link"}
    assert "citation_title" not in made.render()
    assert "citation_title" in made.render(page={"meta": {"citation_tags": [list(tag) for tag in tags]}})
