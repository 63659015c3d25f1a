"""Works that were retracted or are under concern, where they are cited and in the list."""

import pytest

from kb.bibliography import parse_bibliography
from kb.citations import find_citations
from kb.citations.model import Citation
from kb.richtext import Run, plain
from kb.style import Csl, build_works, format_citation, format_reference
from kb.text import Source

BIBLIOGRAPHY = parse_bibliography(
    Source(
        "x.bib",
        r"""
@article{fallen, author = {Smith, Ann and Doe, Bo}, title = {Fallen}, journal = {J}, year = {2010},
  status = {retracted}, statusdate = {2012-05-04}, statusnote = {Made up. See https://doi.org/10.1000/notice.}}
@article{doubted, author = {Smith, Ann}, title = {Doubted}, journal = {J}, year = {2011}, status = {concern}}
@article{named, author = {Foe, Cy}, title = {Named}, journal = {J}, year = {2012}, status = {concern},
  statusdate = {2013}, statusnote = {See \url{https://example.org/a_b}}}
@article{standing, author = {Roe, Dee}, title = {Standing}, journal = {J}, year = {2013}}
""",
    )
)
WORKS = build_works(BIBLIOGRAPHY)


def citation(text: str) -> Citation:
    [found] = find_citations(text)
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[@fallen]", "(Smith & Doe, 2010 [retracted])"),
        ("[@fallen, p. 3]", "(Smith & Doe, 2010 [retracted], p. 3)"),
        ("[@standing; @doubted]", "(Roe, 2013; Smith, 2011 [expression of concern])"),
        ("@fallen", "Smith and Doe (2010 [retracted])"),
        ("-@fallen", "(2010 [retracted])"),
        ("@standing [see also @fallen]", "Roe (2013; see also Smith & Doe, 2010 [retracted])"),
    ],
)
def test_the_mark_follows_the_year(text: str, shown: str) -> None:
    runs = format_citation(citation(text), WORKS)
    assert plain(runs) == shown
    assert [run.text[0] + run.text[-1] for run in runs if run.caution] == ["[]"]


def test_works_that_stand_have_no_mark() -> None:
    assert not any(run.caution for run in format_citation(citation("[@standing; @nobody]"), WORKS))
    assert not any(run.caution for run in format_reference(BIBLIOGRAPHY["standing"], WORKS))


@pytest.mark.parametrize(
    ("key", "end", "links"),
    [
        ("fallen", " Retracted, May 4, 2012: Made up. See https://doi.org/10.1000/notice.", 1),
        ("doubted", " Expression of concern.", 0),
        ("named", " Expression of concern, 2013: See https://example.org/a_b.", 1),
    ],
)
def test_the_reference_ends_in_what_became_of_the_work(key: str, end: str, links: int) -> None:
    runs = format_reference(BIBLIOGRAPHY[key], WORKS)
    assert plain(runs).endswith(end)
    assert len([run for run in runs if run.href]) == links
    assert all(run.href == run.text for run in runs if run.href)


def test_another_style_is_marked_too() -> None:
    cited = citation("[@fallen]")
    runs = (Run("["), Run("1", key="fallen"), Run("]"))
    csl = Csl({Citation(cited.span, cited.items): runs}, {"fallen": (Run("1. Fallen."),)})
    works = build_works(BIBLIOGRAPHY, csl)
    assert plain(format_reference(BIBLIOGRAPHY["fallen"], works)).startswith("1. Fallen. Retracted, May 4, 2012")
