"""Other styles than APA 7, through pandoc."""

import os
from pathlib import Path

import pypandoc
import pytest
from markdown import markdown

from kb.articles import read_article
from kb.bibliography import Bibliography, parse_bibliography
from kb.citations import find_citations
from kb.knowledge import Knowledge, build_knowledge
from kb.loading import SetupError
from kb.markdown import KbExtension
from kb.pandoc import format_citations, load_csl
from kb.richtext import Run, plain
from kb.style import Csl, build_works, format_citation, format_reference
from kb.text import Source

BIB = r"""
@article{ada1999gauge, author = {Ada, Anna}, title = {The \emph{gauge} of H\textsubscript{2}O}, journal = {Gauges},
  volume = {1}, pages = {1--9}, year = {1999}, doi = {10.1000/gauge}}
@article{ada1999other, author = {Ada, Anna}, title = {Another <b>one</b>}, journal = {Gauges}, volume = {2},
  pages = {10--19}, year = {1999}}
@book{bo:2001/x, author = {Bo, Ben and Cy, Carl}, title = {Doubt}, publisher = {P}, year = {2001}}
"""
STYLE = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="{class_}" version="1.0" default-locale="en-US">
  <info><title>T</title><id>http://example.org/t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation disambiguate-add-year-suffix="true">
    <layout delimiter="; " prefix="&lt;" suffix="&gt;">{citation}</layout>
  </citation>
  <bibliography{options}>
    <sort><key variable="issued" sort="descending"/><key variable="title"/></sort>
    <layout suffix=".">{reference}</layout>
  </bibliography>
</style>
"""
AUTHOR_DATE = """\
<group delimiter=" "><names variable="author"><name form="short" and="text"/></names>
<date variable="issued"><date-part name="year"/></date>
<group><label variable="locator" form="short" suffix=" "/><text variable="locator"/></group></group>
"""
NUMBER = '<text variable="citation-number" vertical-align="sup"/>'
REFERENCE = """\
<group delimiter=", "><names variable="author"><name name-as-sort-order="all" font-variant="small-caps"/></names>
<text variable="title" quotes="true"/><text variable="container-title" font-style="italic"/>
<text variable="volume" font-weight="bold"/><date variable="issued"><date-part name="year"/></date>
<text variable="DOI" prefix="https://doi.org/"/></group>
"""
NUMBERED = '<text variable="citation-number" prefix="[" suffix="]"/>' + REFERENCE


@pytest.fixture(autouse=True)
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(pypandoc.get_pandoc_path()).parent
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def style(folder: Path, citation: str = AUTHOR_DATE, reference: str = REFERENCE, class_: str = "in-text") -> Path:
    path = folder / "style.csl"
    options = ' second-field-align="flush"' if reference == NUMBERED else ""
    text = STYLE.format(class_=class_, citation=citation, reference=reference, options=options)
    path.write_text(text, encoding="utf-8")
    return path


def bibliography() -> Bibliography:
    return parse_bibliography(Source("b.bib", BIB))


def made(path: Path, text: str) -> tuple[Csl, list[str]]:
    """Return what the style makes of a text, and its citations as they read, Markdown included."""
    citations = tuple(find_citations(text))
    csl = format_citations(path, citations, bibliography())
    works = build_works(bibliography(), csl)
    return csl, [plain(format_citation(each, works)) for each in citations]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("[@bo:2001/x]", "<Bo and Cy 2001>", id="group"),
        pytest.param("@bo:2001/x", "Bo and Cy <2001>", id="narrative"),
        pytest.param("[-@bo:2001/x]", "<2001>", id="without author"),
        pytest.param("@bo:2001/x [p. 3; see @ada1999gauge]", "Bo and Cy <2001 p. 3; see Ada 1999>", id="with more"),
        pytest.param("[@bo:2001/x, pp. 3-5]", "<Bo and Cy 2001 pp. 3–5>", id="pages"),
        pytest.param("[@bo:2001/x, chap. 2]", "<Bo and Cy 2001 chap. 2>", id="chapter"),
        pytest.param("[@bo:2001/x, study 2]", "<Bo and Cy 2001 Study 2>", id="a place that CSL has no term for"),
        pytest.param("[see *x* @bo:2001/x]", "<see *x* Bo and Cy 2001>", id="prefix"),
        pytest.param("[@bo:2001/x, and *more*]", "<Bo and Cy 2001, and *more*>", id="suffix with a comma"),
        pytest.param("[@bo:2001/x and *more*]", "<Bo and Cy 2001 and *more*>", id="suffix"),
        pytest.param("[@bo:2001/x, p. 3, passim]", "<Bo and Cy 2001 p. 3, passim>", id="place and suffix"),
        pytest.param("[@nobody; @bo:2001/x]", "<nobody; Bo and Cy 2001>", id="unknown key"),
    ],
)
def test_a_citation_reads_as_the_style_has_it(tmp_path: Path, written: str, read: str) -> None:
    assert made(style(tmp_path), written)[1] == [read]


def test_works_of_a_year_have_letters_all_over_the_site(tmp_path: Path) -> None:
    _, read = made(style(tmp_path), "[@ada1999gauge] [@ada1999other]")
    assert read == ["<Ada 1999b>", "<Ada 1999a>"]


def test_what_stands_for_a_work_has_its_key_and_markup_is_markup(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[see *x* @bo:2001/x; @nobody]")
    (found, *_) = csl.citations.values()
    assert [(run.text, run.key) for run in found if run.key] == [("Bo and Cy 2001", "bo:2001/x"), ("nobody", "nobody")]
    assert [run.text for run in found if run.markup] == ["see *x*"]


def test_a_reference_keeps_its_looks_and_its_links(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[@ada1999gauge]")
    assert csl.references["ada1999gauge"] == (
        Run("Ada, Anna", small_caps=True),
        Run(", “The "),
        Run("gauge", italic=True),
        Run(" of H"),
        Run("2", script="sub"),
        Run("O,” "),
        Run("Gauges", italic=True),
        Run(", "),
        Run("1", bold=True),
        Run(", 1999, "),
        Run("https://doi.org/10.1000/gauge", href="https://doi.org/10.1000/gauge"),
        Run("."),
    )


def test_a_tag_in_a_title_is_text(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[@ada1999other]")
    assert "<b>one" in plain(csl.references["ada1999other"]).replace("\u2060", "")


def test_the_list_has_the_order_of_the_style(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[@ada1999gauge; @bo:2001/x]")
    assert build_works(bibliography(), csl).order == ("bo:2001/x", "ada1999gauge", "ada1999other")


def test_numbers_are_the_sites_and_stand_before_their_references(tmp_path: Path) -> None:
    csl, read = made(style(tmp_path, NUMBER, NUMBERED), "[@ada1999gauge] [@bo:2001/x]")
    assert read == ["<2>", "<1>"]
    assert plain(csl.references["bo:2001/x"]).startswith("[1] Bo, Ben")


def test_a_group_that_no_source_has_is_put_together(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[@ada1999gauge] [@bo:2001/x]")
    works = build_works(bibliography(), csl)
    (citation,) = find_citations("[@bo:2001/x; @ada1999gauge]")
    assert plain(format_citation(citation, works)) == "<Bo and Cy 2001>; <Ada 1999>"


def test_a_work_that_no_source_cites_is_in_our_own_style(tmp_path: Path) -> None:
    csl, _ = made(style(tmp_path), "[@ada1999gauge]")
    works = build_works(bibliography(), csl)
    (citation,) = find_citations("[@bo:2001/x]")
    assert plain(format_citation(citation, works)) == "(Bo & Cy, 2001)"
    assert plain(format_reference(bibliography()["bo:2001/x"], works)) == "Bo, B., & Cy, C. (2001). Doubt. P."


def knowledge(*texts: str) -> Knowledge:
    pages = (f"---\ntitle: T{number}\n---\n\n{text}\n" for number, text in enumerate(texts))
    articles = (read_article(Source(f"{n}.md", page), f"{n}.md") for n, page in enumerate(pages))
    return build_knowledge(articles, bibliography())


def test_a_page_keeps_its_places_ids_and_ways_back(tmp_path: Path) -> None:
    texts = ("One [see *x* @bo:2001/x].", "## Here\n\nTwo @ada1999gauge.")
    style(tmp_path)
    extension = KbExtension(knowledge=knowledge(*texts), root=str(tmp_path), style="style.csl")
    first, second = (markdown(text, extensions=[extension, "toc"]) for text in texts)
    assert (
        '<span class="kb-citation" id="cite-1">&lt;<span>see <em>x</em></span> <a href="#ref-bo.3a.2001.2f.x"' in first
    )
    assert 'id="ref-bo.3a.2001.2f.x"' in first
    assert 'href="#cite-1"' in second
    assert "Ada &lt;<a" in second
    assert 'id="ref-ada1999gauge"' in second
    assert "Bo" not in second


def test_pandoc_is_called_once_for_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path(pypandoc.get_pandoc_path())
    calls = tmp_path / "calls"
    spy = tmp_path / "pandoc"
    spy.write_text(f'#!/bin/sh\necho call >> "{calls}"\nexec "{real}" "$@"\n', encoding="utf-8")
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    load_csl(style(tmp_path), knowledge("[@bo:2001/x]", "@ada1999gauge", "[@ada1999other]"))
    assert calls.read_text(encoding="utf-8") == "call\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("junk", "is no CSL style, or only names another: take the file of that one", id="no style"),
        pytest.param("<style><citation>", "pandoc can't use the style", id="broken"),
    ],
)
def test_what_is_no_style_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "s.csl").write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=said):
        format_citations(tmp_path / "s.csl", find_citations("[@bo:2001/x]"), bibliography())


def test_a_style_of_footnotes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="writes footnotes: choose an author-date or a numeric style"):
        made(style(tmp_path, class_="note"), "[@bo:2001/x]")


def test_a_missing_style_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="there is no style at"):
        made(tmp_path / "none.csl", "[@bo:2001/x]")


def test_without_pandoc_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match="needs pandoc, which is not on the PATH"):
        made(style(tmp_path), "[@bo:2001/x]")
