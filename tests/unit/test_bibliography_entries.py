"""Entries say the same in BibTeX and BibLaTeX."""

from pathlib import Path

import pytest

from kb.bibliography import Bibliography, Date, Name, Names, decode_source, parse_bibliography, parse_date
from kb.richtext import Run
from kb.text import Source


def parsed(text: str) -> Bibliography:
    return parse_bibliography(Source("x.bib", text))


def test_biblatex_fields_have_their_bibtex_names() -> None:
    entry = parsed(
        "@article{k, author = {Doe, Ann}, title = {T}, subtitle = {S}, journaltitle = {J}, location = {Bonn},"
        " date = {2019-05-03}, eprint = {1234.5678}, eprinttype = {arxiv}, translator = {Roe, Bo and others}}"
    )["k"]
    assert {name: entry.text(name) for name in ("title", "journal", "address", "year", "archiveprefix", "eprint")} == {
        "title": "T: S",
        "journal": "J",
        "address": "Bonn",
        "year": "2019",
        "archiveprefix": "arxiv",
        "eprint": "1234.5678",
    }
    assert entry.date == Date(2019, 5, 3)
    assert entry.names == {
        "author": Names((Name("Doe", "Ann"),)),
        "translator": Names((Name("Roe", "Bo"),), others=True),
    }


@pytest.mark.parametrize("field", ["school", "institution"])
def test_a_thesis_has_a_school(field: str) -> None:
    assert parsed(f"@thesis{{k, {field} = {{U}}}}")["k"].text("school") == "U"


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 1999", Date(1999)),
        ("year = {1999}, month = may", Date(1999, 5)),
        ("year = {1999}, month = {May}", Date(1999, 5)),
        ("year = {1999}, month = 5, day = 7", Date(1999, 5, 7)),
        ('year = {1999}, month = "10~" # jan', Date(1999, 1, 10)),
        ("year = {1999}, month = {May--June}", Date(1999, 5)),
        ("year = {1999}, month = {Spring}", Date(1999, 21)),
        ("date = {1999-05}", Date(1999, 5)),
        ("date = {1999-05-03/1999-06-01}", Date(1999, 5, 3)),
        ("date = {1999/..}", Date(1999)),
        ("date = {2001-02-03}, year = {1999}", Date(2001, 2, 3)),
        ("date = {-0349}", Date(-349)),
        ("year = {in press}", None),
        ("year = {1966/1969}", None),
        ("date = {n.d.}", None),
        ("title = {x}", None),
    ],
)
def test_dates(fields: str, date: Date | None) -> None:
    bibliography = parsed(f"@misc{{k, note = {{x}}, {fields}}}")
    assert bibliography["k"].date == date
    assert bibliography.problems == ()


def test_words_in_place_of_a_year_are_kept() -> None:
    bibliography = parsed("@misc{a, title = {A}, date = {in press}} @misc{b, title = {B}, pubstate = {inpress}}")
    assert [entry.text("year") for entry in bibliography] == ["in press", "in press"]


@pytest.mark.parametrize("field", ["origdate = {1966-02}", "origdate = {1966-02/1966-03}"])
def test_the_date_of_the_original(field: str) -> None:
    assert parsed(f"@book{{k, title = {{T}}, {field}}}")["k"].original == Date(1966, 2)


@pytest.mark.parametrize("text", ["", "x", "1999-13", "1999-02-30", "1999-1-1-1", "1999/x", "19999", "1999-00-01"])
def test_not_a_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi:10.1000/182"]
)
def test_a_doi_is_bare(doi: str) -> None:
    assert parsed(f"@misc{{k, title = {{T}}, doi = {{{doi}}}}}")["k"].text("doi") == "10.1000/182"


def test_a_part_takes_from_its_whole_what_it_lacks() -> None:
    bibliography = parsed(
        "@incollection{part, author = {Doe, Ann}, title = {P}, pages = {1--2}, crossref = {whole}}\n"
        "@collection{whole, editor = {Roe, Bo}, title = {W}, publisher = {X}, year = {2000}, doi = {10.1000/1},"
        " pages = {300}, crossref = {}}"
    )
    part = bibliography["part"]
    assert bibliography.problems == ()
    assert (part.text("title"), part.text("booktitle"), part.text("publisher")) == ("P", "W", "X")
    assert (part.date, part.text("doi"), part.text("pages")) == (Date(2000), "", "1–2")
    assert part.names["editor"] == Names((Name("Roe", "Bo"),))


def test_inheritance_goes_through_many_entries() -> None:
    chain = "".join(f"@misc{{k{i}, title = {{T{i}}}, crossref = {{k{i + 1}}}}}\n" for i in range(3000))
    bibliography = parsed(chain + "@misc{k3000, title = {T}, address = {Bonn}}")
    assert bibliography["k0"].text("address") == "Bonn"


def test_nothing_active_comes_out_of_a_field() -> None:
    text = (
        '@misc{k, title = {<script>\x02]]>"\x9f}, url = {javascript:alert(1)}, doi = {10.1000/"><b>}, note = {\x03\'}}'
    )
    entry = parsed(text)["k"]
    assert entry.fields == {"title": (Run('<script>]]>"'),), "note": (Run("’"),)}
    assert not set("\x02\x03\x9f") & set(entry.raw)


def test_a_bibliography_is_a_collection_of_entries() -> None:
    bibliography = parsed("@misc{b, title = {B}} @misc{a, title = {A}}")
    assert [entry.key for entry in bibliography] == ["b", "a"]
    assert "a" in bibliography
    assert "A" not in bibliography
    assert bibliography.get("c") is None
    assert len(bibliography) == 2


def test_bytes_that_are_not_utf_8_are_replaced_and_their_lines_named() -> None:
    data = "@misc{a, title = {Ren\xe9}}\r\n@misc{b, title = {Ren}}\r\n@misc{c, title = {\xe9}}".encode("latin-1")
    source, problems = decode_source("x.bib", data)
    assert [(problem.code, problem.line) for problem in problems] == [("not-utf-8", 1), ("not-utf-8", 3)]
    assert [entry.text("title") for entry in parse_bibliography(source)] == ["Ren\ufffd", "Ren", "\ufffd"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_or_without_its_mark(encoding: str) -> None:
    source, problems = decode_source("x.bib", "@misc{a, title = {é}}\r\n".encode(encoding))
    assert (source.text, problems) == ("@misc{a, title = {é}}\n", ())


def test_the_project_bibliography_has_no_false_alarm() -> None:
    path = Path(__file__).parents[2] / "bibliography.bib"
    if not path.exists():
        pytest.skip("there is no bibliography yet")
    source, problems = decode_source(path.name, path.read_bytes())
    assert (*problems, *parse_bibliography(source).problems) == ()
