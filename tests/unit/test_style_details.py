"""Dates, pages, editions, locators and links (APA 7)."""

import pytest

from kb.bibliography.entry import Date, Entry
from kb.citations.model import Locator
from kb.richtext import Run, plain
from kb.style.dates import citation_year, reference_date
from kb.style.editions import edition_label
from kb.style.links import link
from kb.style.locators import locator_text
from kb.style.pages import article_pages, labelled, ranges
from kb.text import Span


def entry(date: Date | None = None, original: Date | None = None, **fields: str) -> Entry:
    runs = {name: (Run(text),) for name, text in fields.items()}
    return Entry("key", "article", Span(0, 0), fields=runs, date=date, original=original)


YEARS = {
    "year": (entry(Date(2020)), "", "2020"),
    "§8.19 letter": (entry(Date(2020)), "b", "2020b"),
    "no date": (entry(), "", "n.d."),
    "§8.19 letter without a date": (entry(), "a", "n.d.-a"),
    "words for no date": (entry(year="n. d."), "", "n.d."),
    "in press": (entry(year="in press"), "", "in press"),
    "in press, capital": (entry(year="In Press"), "", "in press"),
    "in press, letter": (entry(year="forthcoming"), "a", "in press-a"),
    "in press, BibLaTeX": (entry(Date(2024), pubstate="inpress"), "", "in press"),
    "§8.15 republished": (entry(Date(1969), Date(1966)), "", "1966/1969"),
    "republished with a letter": (entry(Date(1969), Date(1966)), "a", "1966/1969a"),
    "republished in one year": (entry(Date(1969), Date(1969)), "", "1969"),
    "about": (entry(year="c. 1900"), "", "ca. 1900"),
    "the entry's own words": (entry(year="1960s"), "", "1960s"),
    "republished, in one field": (entry(year="1966/1969"), "", "1966/1969"),
    "several years": (entry(year="2015--2018"), "", "2015–2018"),
    "before the common era": (entry(Date(-349)), "", "350 B.C.E."),
}


@pytest.mark.parametrize(("work", "letter", "text"), YEARS.values(), ids=YEARS)
def test_the_date_of_a_citation(work: Entry, letter: str, text: str) -> None:
    assert citation_year(work, letter) == text


DATES = {
    "year": (entry(Date(2020, 5, 4)), "", False, "2020"),
    "day": (entry(Date(2020, 5, 4)), "", True, "2020, May 4"),
    "month": (entry(Date(2020, 12)), "", True, "2020, December"),
    "season": (entry(Date(2020, 21)), "", True, "2020, Spring"),
    "letter": (entry(Date(2020, 5, 4)), "a", True, "2020a, May 4"),
    "no date": (entry(), "", True, "n.d."),
    "in press": (entry(Date(2020, 5, 4), pubstate="inpress"), "", True, "in press"),
    "republished": (entry(Date(1969), Date(1966)), "", True, "1969"),
}


@pytest.mark.parametrize(("work", "letter", "full", "text"), DATES.values(), ids=DATES)
def test_the_date_of_a_reference(work: Entry, letter: str, full: bool, text: str) -> None:
    assert reference_date(work, letter, full) == text


EDITIONS = {
    "number": ("2", "2nd ed."),
    "third": ("3", "3rd ed."),
    "eleventh": ("11", "11th ed."),
    "twenty-first": ("21", "21st ed."),
    "ordinal": ("2nd", "2nd ed."),
    "word": ("Second", "2nd ed."),
    "words": ("Second Edition", "2nd ed."),
    "whole": ("2nd ed.", "2nd ed."),
    "revised": ("Revised", "Rev. ed."),
    "revised, short": ("Rev. ed.", "Rev. ed."),
    "second revised": ("2nd rev.", "2nd rev. ed."),
    "text revision": ("5th, text rev.", "5th ed., text rev."),
    "other": ("international", "International ed."),
    "first": ("1", ""),
    "first, word": ("First", ""),
    "year": ("2020", "2020 ed."),
    "none": ("", ""),
}


@pytest.mark.parametrize(("edition", "label"), EDITIONS.values(), ids=EDITIONS)
def test_an_edition(edition: str, label: str) -> None:
    assert edition_label(edition) == label


PAGES = {
    "range": ("142--175", "142–175"),
    "hyphen": ("142-175", "142–175"),
    "spaces": ("142 -- 175", "142–175"),
    "discontinuous": ("1,4--5", "1, 4–5"),
    "label": ("pp. 3-5", "3–5"),
    "electronic": ("e1--e10", "e1–e10"),
    "supplement": ("787--796.e4", "787–796.e4"),
}


@pytest.mark.parametrize(("pages", "text"), PAGES.values(), ids=PAGES)
def test_ranges_have_en_dashes(pages: str, text: str) -> None:
    assert ranges(pages) == text


def test_pages_are_labelled_by_their_number() -> None:
    assert [labelled("3"), labelled("3–5"), labelled("3, 5"), labelled("")] == ["p. 3", "pp. 3–5", "pp. 3, 5", ""]


ARTICLES = {
    "range": (entry(pages="1--9"), "", "1–9"),
    "one page": (entry(pages="701"), "10.1177/0146167203029006003", "701"),
    "electronic number": (entry(pages="e86430"), "", "Article e86430"),
    "lettered number": (entry(pages="nsaf012"), "", "Article nsaf012"),
    "long number": (entry(pages="104948"), "", "Article 104948"),
    "publisher without pages": (entry(pages="91"), "10.3389/fpsyg.2018.00091", "Article 91"),
    "eid": (entry(eid="e123"), "", "Article e123"),
    "eid before pages": (entry(eid="e123", pages="1--9"), "", "Article e123"),
    "eid in words": (entry(eid="Article 12"), "", "Article 12"),
    "supplement page": (entry(pages="S12"), "", "S12"),
    "Roman page": (entry(pages="xii"), "", "xii"),
    "electronic range": (entry(pages="E2474--E2475"), "", "E2474–E2475"),
}


@pytest.mark.parametrize(("work", "doi", "text"), ARTICLES.values(), ids=ARTICLES)
def test_an_article_has_pages_or_a_number(work: Entry, doi: str, text: str) -> None:
    assert article_pages(work, doi) == text


LOCATORS = {
    "page": (("page", "3"), "p. 3"),
    "pages": (("page", "3-5"), "pp. 3–5"),
    "pages with an en dash": (("page", "3–5"), "pp. 3–5"),
    "several pages": (("page", "3, 5"), "pp. 3, 5"),
    "two pages": (("page", "3 & 5"), "pp. 3 & 5"),
    "following": (("page", "3ff"), "pp. 3ff"),
    "Roman pages": (("page", "iv-ix"), "pp. iv–ix"),
    "one page with a hyphen": (("page", "A-3"), "p. A-3"),
    "chapter": (("chapter", "2"), "Chapter 2"),
    "chapters": (("chapter", "2-3"), "Chapters 2–3"),
    "paragraph": (("paragraph", "4"), "para. 4"),
    "paragraphs": (("paragraph", "4-5"), "paras. 4–5"),
    "section": (("section", "3.2"), "Section 3.2"),
    "figure": (("figure", "1"), "Figure 1"),
    "table": (("table", "2"), "Table 2"),
    "tables": (("table", "1 and 2"), "Tables 1 and 2"),
    "study": (("study", "2"), "Study 2"),
    "studies": (("study", "1-3"), "Studies 1–3"),
    "experiment": (("experiment", "2b"), "Experiment 2b"),
    "appendix": (("appendix", "B"), "Appendix B"),
    "appendices": (("appendix", "A-C"), "Appendices A–C"),
    "supplement": (("supplement", "S1"), "Supplement S1"),
    "volume": (("volume", "2"), "Vol. 2"),
    "number": (("number", "4"), "No. 4"),
    "line": (("line", "12-14"), "lines 12–14"),
    "word": (("sub-verbo", "shame"), "s.v. shame"),
    "timestamp": (("timestamp", "10:14"), "10:14"),
    "unknown": (("stanza", "4"), "Stanza 4"),
}


@pytest.mark.parametrize(("locator", "text"), LOCATORS.values(), ids=LOCATORS)
def test_a_locator(locator: tuple[str, str], text: str) -> None:
    assert locator_text(Locator(*locator)) == text


LINKS = {
    "DOI": (entry(doi="10.1037/a0025289"), "https://doi.org/10.1037/a0025289"),
    "DOI as address": (entry(doi="https://doi.org/10.1037/a0025289"), "https://doi.org/10.1037/a0025289"),
    "DOI as old address": (entry(doi="http://dx.doi.org/10.1037/a0025289"), "https://doi.org/10.1037/a0025289"),
    "DOI with a label": (entry(doi="doi: 10.1037/a0025289"), "https://doi.org/10.1037/a0025289"),
    "DOI with a stop": (entry(doi="10.1037/a0025289."), "https://doi.org/10.1037/a0025289"),
    "DOI in the URL": (entry(url="http://dx.doi.org/10.1037/a0025289"), "https://doi.org/10.1037/a0025289"),
    "DOI beats URL": (entry(doi="10.1037/a", url="https://a.org"), "https://doi.org/10.1037/a"),
    "no DOI, but a URL": (entry(doi="n/a", url="https://a.org/b"), "https://a.org/b"),
    "URL": (entry(url="http://a.org/b?c=d&e=f%20g"), "http://a.org/b?c=d&e=f%20g"),
    "URL in howpublished": (entry(howpublished="Online at https://a.org/b."), "https://a.org/b"),
}


@pytest.mark.parametrize(("work", "address"), LINKS.values(), ids=LINKS)
def test_a_link_leads_where_it_says(work: Entry, address: str) -> None:
    assert link(work) == (Run(address, href=address),)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.org", "file:///etc", "words", ""])
def test_only_the_web_is_linked(url: str) -> None:
    assert link(entry(url=url)) == ()


def test_a_doi_with_angle_brackets_is_shown_and_its_address_is_quoted() -> None:
    (run,) = link(entry(doi="10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2"))
    assert run.text.endswith("17:15<1661::AID>3.0.CO;2-2")
    assert run.href.endswith("17:15%3C1661::AID%3E3.0.CO;2-2")


def test_an_address_without_its_scheme_is_shown_as_it_is() -> None:
    assert link(entry(url="www.a.org")) == (Run("www.a.org", href="https://www.a.org"),)


def test_plain_text_of_a_link_ends_without_a_stop() -> None:
    assert not plain(link(entry(doi="10.1037/a."))).endswith(".")
