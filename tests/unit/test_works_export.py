"""Cited works in the formats of reference managers, read back by other programs."""

import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kb.bibliography import Bibliography, Entry, Name, Names, parse_bibliography
from kb.bibliography.entry import Date
from kb.export import EXPORTS, exports
from kb.export.bibtex import bibtex, bibtex_record, written
from kb.export.coins import coins
from kb.export.csl import csl_item, csl_json, csl_record
from kb.export.downloads import FORMATS, listed
from kb.export.ris import ris, ris_record
from kb.knowledge import Knowledge
from kb.richtext import Run, plain
from kb.text import NOWHERE, Source
from tests.conftest import ALPHA, PROJECT, know

ROOT = Path(__file__).parents[2]
OWN = parse_bibliography(Source("bibliography.bib", (ROOT / "bibliography.bib").read_text(encoding="utf-8")))

# What CSL 1.0.2 calls the properties of an item that we have a use for (appendices III and IV).
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper book chapter dataset document entry-encyclopedia "
    "graphic manuscript motion_picture paper-conference patent performance periodical post-weblog report software song "
    "speech standard thesis webpage"
)
CSL_TEXTS = (
    "title title-short container-title container-title-short collection-title collection-number volume issue number "
    "page number-of-volumes number-of-pages chapter-number edition version publisher publisher-place event-title "
    "event-place original-title genre status note DOI URL ISBN ISSN PMID PMCID"
)
CSL_NAMES = "author editor translator container-author composer director producer interviewer"
CSL_DATES = "issued original-date accessed"
TEXT = {"type": "string", "minLength": 1}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "non-dropping-particle", "suffix", "literal"), TEXT),
    "additionalProperties": False,
    "oneOf": [{"required": ["literal"], "maxProperties": 1}, {"required": ["family", "given"]}],
}
NAMES = {"type": "array", "items": NAME, "minItems": 1}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer", "not": {"const": 0}}, "minItems": 1, "maxItems": 3},
        },
        "season": {"enum": [1, 2, 3, 4]},
        "literal": TEXT,
    },
    "additionalProperties": False,
    "minProperties": 1,
}
CSL = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "id": TEXT,
                "type": {"enum": CSL_TYPES.split()},
                **dict.fromkeys(CSL_TEXTS.split(), TEXT),
                **dict.fromkeys(CSL_NAMES.split(), NAMES),
                **dict.fromkeys(CSL_DATES.split(), DATE),
            },
            "required": ["id", "type"],
            "additionalProperties": False,
        },
    }
)


def entries(text: str) -> Bibliography:
    return parse_bibliography(Source("test.bib", text))


def entry(text: str) -> Entry:
    return next(iter(entries(text)))


def work(type_: str, **fields: str) -> Entry:
    given = {"author": "Ada, Anna", "title": "The gauge", "year": "1999", **fields}
    inner = "".join(f"  {name} = {{{value}}},\n" for name, value in given.items() if value)
    return entry(f"@{type_}{{key,\n{inner}}}\n")


def tags(made: Entry) -> list[tuple[str, str]]:
    lines = ris_record(made).split("\r\n")
    return [(line[:2], line[6:]) for line in lines if line]


def tag(made: Entry, name: str) -> list[str]:
    return [value for each, value in tags(made) if each == name]


def read_ris(text: str) -> list[dict[str, object]]:
    return rispy.loads(text.replace("\r\n", "\n"))


def context(made: Entry) -> dict[str, str]:
    return dict(parse_qsl(coins(made), strict_parsing=True))


def read_pybtex(text: str) -> pybtex.database.BibliographyData:
    return pybtex.database.parse_string(text, "bibtex")


def shown(made: Entry) -> tuple[object, ...]:
    """Return what an entry means, whatever its source looks like."""
    texts = {name: merged(content) for name, content in made.fields.items()}
    return made.key, made.type, texts, dict(made.names), made.date, made.original


def merged(content: tuple[Run, ...]) -> list[tuple[str, str, bool, str]]:
    found: list[tuple[str, str, bool, str]] = []
    for run in content:
        look = (run.script, run.italic, run.href)
        if found and found[-1][1:] == look:
            found[-1] = (found[-1][0] + run.text, *look)
        else:
            found.append((run.text, *look))
    return found


TYPES = [
    (work("article", journal="J"), "JOUR", "article-journal", "journal", "article"),
    (work("article", journal="J", year="2020", month="5", day="4"), "NEWS", "article-newspaper", "journal", "article"),
    (work("article", journal="J", month="5"), "MGZN", "article-magazine", "journal", "article"),
    (
        work("article", journal="J", entrysubtype="magazine", month="5"),
        "MGZN",
        "article-magazine",
        "journal",
        "article",
    ),
    (work("article", journal="J", entrysubtype="blog"), "BLOG", "post-weblog", "journal", "article"),
    (work("periodical"), "JFULL", "periodical", "journal", "article"),
    (work("book", publisher="P"), "BOOK", "book", "book", "book"),
    (work("incollection", booktitle="B"), "CHAP", "chapter", "book", "bookitem"),
    (work("inreference", booktitle="B"), "ENCYC", "entry-encyclopedia", "book", "bookitem"),
    (work("inproceedings", booktitle="B"), "CONF", "paper-conference", "book", "proceeding"),
    (work("unpublished", note="Poster presented at the Fair"), "CPAPER", "speech", "dc", "presentation"),
    (work("techreport", institution="I"), "RPRT", "report", "book", "report"),
    (work("standard"), "STAND", "standard", "book", "report"),
    (work("patent", number="1"), "PAT", "patent", "dc", "patent"),
    (work("phdthesis", school="S"), "THES", "thesis", "dissertation", ""),
    (work("unpublished"), "MANSCPT", "manuscript", "book", "document"),
    (work("misc", eprint="2001.00001", eprinttype="arxiv"), "UNPD", "article", "book", "document"),
    (work("dataset"), "DATA", "dataset", "dc", "dataset"),
    (work("software"), "COMP", "software", "dc", "computerProgram"),
    (work("online", url="https://a.example"), "ELEC", "webpage", "dc", "webpage"),
    (work("movie"), "MPCT", "motion_picture", "dc", "document"),
    (work("audio"), "SOUND", "song", "dc", "document"),
    (work("misc", howpublished="By hand"), "GEN", "document", "dc", "document"),
]


@pytest.mark.parametrize(("made", "ris_type", "csl_type", "form", "genre"), TYPES, ids=[each[1] for each in TYPES])
def test_a_work_has_the_type_of_each_format(made: Entry, ris_type: str, csl_type: str, form: str, genre: str) -> None:
    assert tags(made)[0] == ("TY", ris_type)
    assert csl_item(made)["type"] == csl_type
    found = context(made)
    assert found["rft_val_fmt"] == f"info:ofi/fmt:kev:mtx:{form}"
    assert found.get("rft.genre" if form != "dc" else "rft.type", "") == genre


ARTICLE = work(
    "article",
    author="van der Berg, Jr., Ann Marie and {World Health Organization, Geneva} and others",
    title="A {DNA} of \\emph{Homo} H\\textsubscript{2}O: 3 < 4 \\& more",
    journal="Journal of Gauges",
    volume="12",
    number="3",
    pages="10--19",
    year="2020",
    month="may",
    doi="10.1000/182",
    pmid="123",
    pmcid="PMC456",
    issn="1234-5679",
    status="retracted",
    statusdate="2021-02-03",
)


def test_an_article_is_whole_in_ris() -> None:
    assert tags(ARTICLE) == [
        ("TY", "JOUR"),
        ("ID", "key"),
        ("AU", "van der Berg, Ann Marie, Jr."),
        ("AU", "World Health Organization Geneva"),
        ("AU", "et al.,"),
        ("TI", "A DNA of Homo H2O: 3 < 4 & more"),
        ("T2", "Journal of Gauges"),
        ("JO", "Journal of Gauges"),
        ("VL", "12"),
        ("IS", "3"),
        ("SP", "10"),
        ("EP", "19"),
        ("PY", "2020"),
        ("DA", "2020/05//"),
        ("SN", "1234-5679"),
        ("AN", "123"),
        ("DO", "10.1000/182"),
        ("UR", "https://doi.org/10.1000/182"),
        ("N1", "Retracted, 2021-02-03"),
        ("ER", ""),
    ]


def test_an_article_is_whole_in_csl_json() -> None:
    assert csl_item(ARTICLE) == {
        "id": "key",
        "type": "article-journal",
        "title": 'A <span class="nocase">DNA</span> of <span class="nocase"><i>Homo</i></span> '
        'H<span class="nocase"><sub>2</sub></span>O: 3 < 4 & more',
        "container-title": "Journal of Gauges",
        "author": [
            {"family": "Berg", "given": "Ann Marie", "non-dropping-particle": "van der", "suffix": "Jr."},
            {"literal": "World Health Organization, Geneva"},
            {"literal": "others"},
        ],
        "issued": {"date-parts": [[2020, 5]]},
        "volume": "12",
        "issue": "3",
        "page": "10-19",
        "DOI": "10.1000/182",
        "PMID": "123",
        "PMCID": "PMC456",
        "ISSN": "1234-5679",
        "status": "retracted",
        "note": "Retracted, 2021-02-03",
    }


CHAPTER = work(
    "incollection",
    booktitle="The book",
    editor="Bo, Ben",
    translator="Cy, Carl",
    publisher="House",
    address="Rome",
    edition="2",
    series="Series",
    number="7",
    pages="3",
    isbn="9780306406157",
    url="https://a.example/b",
    urldate="2020-01-02",
    year="",
    date="2020-21",
    origdate="1966",
)


def test_a_chapter_is_whole_in_ris() -> None:
    found = dict(tags(CHAPTER))
    assert (found["A2"], found["A4"], found["T2"], found["T3"]) == ("Bo, Ben", "Cy, Carl", "The book", "Series")
    assert (found["PB"], found["CY"], found["ET"], found["SN"]) == ("House", "Rome", "2", "9780306406157")
    assert (found["SP"], found["DA"], found["UR"]) == ("3", "2020///Spring", "https://a.example/b")
    assert "EP" not in found


def test_a_chapter_is_whole_in_csl_json() -> None:
    found = csl_item(CHAPTER)
    assert found["editor"] == [{"family": "Bo", "given": "Ben"}]
    assert found["translator"] == [{"family": "Cy", "given": "Carl"}]
    assert (found["container-title"], found["collection-title"], found["collection-number"]) == (
        "The book",
        "Series",
        "7",
    )
    assert (found["publisher"], found["publisher-place"], found["edition"]) == ("House", "Rome", "2")
    assert found["issued"] == {"date-parts": [[2020]], "season": 1}
    assert found["original-date"] == {"date-parts": [[1966]]}
    assert found["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert (found["URL"], found["ISBN"]) == ("https://a.example/b", "9780306406157")


@pytest.mark.parametrize(
    ("made", "name", "values"),
    [
        (work("book", editor="Bo, Ben", author=""), "ED", ["Bo, Ben"]),
        (work("techreport", institution="I", number="7"), "SN", ["7"]),
        (work("techreport", institution="The Body", author=""), "AU", ["The Body"]),
        (work("phdthesis", school="S"), "M3", ["Doctoral dissertation"]),
        (work("mastersthesis", school="S"), "PB", ["S"]),
        (work("dataset", version="2"), "ET", ["2"]),
        (work("article", journal="J", eid="e123"), "SP", ["e123"]),
        (work("article", journal="J", year="", pubstate="inpress"), "PY", ["in press"]),
        (work("article", journal="J", year="n.d."), "PY", []),
        (work("article", journal="J", date="2020-05-04", year="", volume="1"), "DA", ["2020/05/04/"]),
        (work("article", journal="J", date="-0099", year="", volume="1"), "PY", ["100 B.C.E."]),
        (work("misc", eprint="2001.00001", eprinttype="arxiv"), "UR", ["https://arxiv.org/abs/2001.00001"]),
        (work("article", journal="J*", shortjournal="Jl."), "JO", ["Jl."]),
        (work("article", journal="J*"), "T2", ["J"]),
        (work("article", author="Plato"), "AU", ["Plato"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_field_of_ris_says(made: Entry, name: str, values: list[str]) -> None:
    assert tag(made, name) == values


@pytest.mark.parametrize(
    ("made", "name", "value"),
    [
        (work("techreport", institution="I", number="7"), "number", "7"),
        (work("phdthesis", school="S"), "genre", "Doctoral dissertation"),
        (work("phdthesis", school="S"), "publisher", "S"),
        (work("misc", eprint="2001.00001", eprinttype="arxiv"), "publisher", "arXiv"),
        (work("software", version="2"), "version", "2"),
        (work("article", journal="J", pubstate="inpress", year=""), "status", "in press"),
        (work("article", journal="J", pubstate="inpress", year=""), "issued", None),
        (work("article", journal="J", year="n.d."), "issued", None),
        (work("article", journal="J", year="c. 1990"), "issued", {"literal": "ca. 1990"}),
        (work("article", journal="J", date="0000", year=""), "issued", {"date-parts": [[-1]]}),
        (work("article", journal="J", author="Plato"), "author", [{"literal": "Plato"}]),
        (work("article", title="A <i>b</i> & <script>"), "title", "A <\u2060i>b<\u2060/i> & <\u2060script>"),
        (work("article", title="A  {B}\n c"), "title", 'A <span class="nocase">B</span> c'),
    ],
)
def test_a_variable_of_csl_says(made: Entry, name: str, value: object) -> None:
    assert csl_item(made).get(name) == value


def test_a_work_with_a_doi_is_short_in_its_context_object_so_that_the_rest_is_looked_up() -> None:
    assert context(ARTICLE) == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:journal",
        "rft.genre": "article",
        "rft.atitle": "A DNA of Homo H2O: 3 < 4 & more",
        "rft.jtitle": "Journal of Gauges",
        "rft.date": "2020-05",
        "rft_id": "info:doi/10.1000/182",
    }


def test_a_work_without_a_doi_is_whole_in_its_context_object() -> None:
    found = context(CHAPTER)
    assert (found["rft.atitle"], found["rft.btitle"], found["rft.pub"]) == ("The gauge", "The book", "House")
    assert (found["rft.au"], found["rft.isbn"], found["rft.pages"]) == ("Ada, Anna", "9780306406157", "3")
    assert found["rft_id"] == "https://a.example/b"


def test_rispy_reads_every_work_of_the_atlas() -> None:
    found = read_ris(ris(ris_record(each) for each in OWN))
    assert [each["id"] for each in found] == [each.key for each in OWN]
    for record, made in zip(found, OWN, strict=True):
        assert record["title"] == plain(made.fields["title"])
        assert record["year"] == str(made.date.year if made.date else "")
        names = made.names["author"]
        assert len(record["authors"]) == len(names.people) + names.others  # type: ignore[arg-type]
        assert record.get("doi", "") == made.text("doi")
        assert "unknown_tag" not in record


def test_ris_ends_its_lines_as_specified() -> None:
    made = ris(ris_record(each) for each in OWN)
    assert re.fullmatch(r"(?:(?:[A-Z][A-Z0-9]  - [^\r\n]*)?\r\n)+", made)
    assert made.count("\r\nER  - \r\n") == made.count("TY  - ") == len(OWN)


def test_csl_json_of_the_atlas_is_in_the_words_of_csl() -> None:
    found = json.loads(csl_json(csl_record(each) for each in OWN))
    assert [each.message for each in CSL.iter_errors(found)] == []
    assert [each["id"] for each in found] == [each.key for each in OWN]


@pytest.mark.parametrize(
    "item",
    [{"id": "a"}, {"id": "a", "type": "article"} | {"name": "x"}, {"id": "a", "type": "x"}],
    ids=["no type", "unknown variable", "unknown type"],
)
def test_other_words_are_refused(item: dict[str, str]) -> None:
    assert not CSL.is_valid([item])


def test_bibtex_of_the_atlas_is_as_it_is_written() -> None:
    made = bibtex(bibtex_record(each) for each in OWN)
    again = entries(made)
    assert [shown(each) for each in again] == [shown(each) for each in OWN]
    assert [each.raw for each in again] == [each.raw for each in OWN]


def test_pybtex_reads_the_bibtex_of_the_atlas_as_it_reads_the_source() -> None:
    made = read_pybtex(bibtex(bibtex_record(each) for each in OWN))
    source = read_pybtex(OWN.source.text)
    assert dict(made.entries) == dict(source.entries)


def test_an_entry_written_anew_means_the_same() -> None:
    again = entries("".join(written(each) for each in OWN))
    assert [shown(each) for each in again] == [shown(each) for each in OWN]


@pytest.mark.parametrize(
    "made",
    [
        ARTICLE,
        CHAPTER,
        work(
            "article",
            author="{de la Cruz}, Ann and de Cy, III, Carl and {A and B, Inc.}",
            title="50\\% of \\$ \\#1 a\\_b",
        ),
        work("misc", title="{\\textless}b{\\textgreater} ``q'' x\\textsuperscript{2} -- y --- \\~n", month="dec"),
        work("online", url="https://a.example/a_b%20c~d?e#f", title="\\{x\\}"),
    ],
    ids=lambda made: made.type,
)
def test_what_is_hard_to_write_is_read_back(made: Entry) -> None:
    assert shown(entry(written(made))) == shown(made)
    assert list(read_pybtex(written(made)).entries) == [made.key]


MACROS = """\
@string{jg = "Journal of Gauges"}
@book{whole, title = {The Whole}, publisher = {House}, editor = {Bo, Ben}, year = 2001}
@incollection{part, crossref = {whole}, author = {Ada, Anna}, title = {A part}, pages = {1--2}}
@article{macro, author = "Ada, Anna", title = {T}, journal = jg # {, B}, year = 2001, month = may}
"""


@pytest.mark.parametrize("key", ["part", "macro"])
def test_an_entry_that_needs_others_is_written_so_that_it_needs_none(key: str) -> None:
    made = entries(MACROS)[key]
    alone = bibtex_record(made)
    again = entries(alone)
    assert not again.problems
    assert plain(again[key].fields["year"]) == "2001"
    assert again[key].text("booktitle") == made.text("booktitle")
    assert again[key].text("journal") == made.text("journal")
    assert "crossref" not in alone
    assert list(read_pybtex(alone).entries) == [key]


@pytest.mark.parametrize(
    "raw",
    [
        "@article{a, title = {An open brace, year = 2001}",
        '@article{a, title = "An open quote, year = 2001}',
        "@article{a, title = {T}}} , year = {2001}",
        "@article{a, title = {T}",
        "@article{a, title = {T\n@book{evil, title = {E}}\n}}",
        "@article{a title = {T}}",
    ],
    ids=["brace", "quote", "too many", "end", "entry in a field", "comma"],
)
def test_a_damaged_entry_swallows_no_other(raw: str) -> None:
    damaged = replace(work("article"), key="a", raw=raw)
    text = bibtex((bibtex_record(damaged), bibtex_record(replace(work("book"), key="b"))))
    assert list(entries(text).entries) == ["a", "key"]
    assert list(read_pybtex(text).entries) == ["a", "key"]


EVIL = {
    "record": "a\nER  - \nTY  - BOOK\r\nTI  - evil",
    "entry": "a}\n}\n@book{evil, title = {E}}\n",
    "quotes": "\"'`",
    "backslash": "a\\",
    "braces": "}}{{",
    "percent": "100% of a & b # c $ d ~ e ^ f _ g",
    "cdata": "]]>",
    "script": "</script><script>alert(1)</script></span></details></pre>",
    "comment": "<!-- -->",
    "controls": "\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x85\u2028\u2029\x02wzxhzdk:0\x03",
    "halves": "\ud800 \udfff",
    "entity": "&lt;b&gt; &#10; &amp;",
    "address": "javascript:alert(1)",
    "query": "&rft.au=Evil&rft_id=x",
}
TAGS = {"ctx_ver", "rft_val_fmt", "rft_id"}
FIELDS = (
    "title booktitle journal shortjournal volume number pages eid edition series publisher institution school address "
    "type note howpublished doi url isbn issn pmid pmcid year pubstate status statusdate statusnote urldate version "
    "eventtitle venue volumes chapter shorttitle origtitle entrysubtype eprint archiveprefix month"
)
ROLES = ("author", "editor", "translator", "bookauthor")
KINDS = (
    "article",
    "book",
    "incollection",
    "inproceedings",
    "techreport",
    "phdthesis",
    "misc",
    "online",
    "dataset",
    "patent",
)


def hostile(type_: str, text: str, key: str = "key") -> Entry:
    """Return an entry that says `text` everywhere, as no parser would let it."""
    names = Names((Name(text, text, text, text), Name(text)), others=True)
    content = (Run(text, italic=True), Run(text, script="sub", protected=True), Run(text))
    fields = dict.fromkeys(FIELDS.split(), content)
    return Entry(key, type_, NOWHERE, fields, dict.fromkeys(ROLES, names), Date(2001, 2, 3), raw=text)


def check_whole(made: Entry) -> None:
    after = replace(work("book", title="After"), key="after", raw="")
    text = ris((ris_record(made), ris_record(after)))
    assert text.encode()
    assert re.fullmatch(r"(?:(?:[A-Z][A-Z0-9]  - [^\r\n\x00-\x1f\x7f-\x9f\u2028\u2029]*)?\r\n)+", text)
    assert [each["id"] for each in read_ris(text)] == [made.key, "after"]
    assert read_ris(text)[1]["title"] == "After"

    text = csl_json((csl_record(made), csl_record(after)))
    assert text.encode()
    assert not re.search("[<>&\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    found = json.loads(text)
    assert [each.message for each in CSL.iter_errors(found)] == []
    assert found[1]["title"] == "After"

    text = bibtex((bibtex_record(made), bibtex_record(after)))
    assert text.encode()
    again = entries(text)
    assert list(again.entries) == [made.key, "after"]
    assert plain(again["after"].fields["title"]) == "After"
    assert not {each.code for each in again.problems} & {
        "unbalanced-brace",
        "syntax-error",
        "lost-field",
        "unbalanced-quote",
    }
    assert list(read_pybtex(text).entries) == [made.key, "after"]

    pairs = parse_qsl(coins(made), strict_parsing=True)
    assert all(name in TAGS or name.startswith("rft.") for name, _ in pairs)
    names = [name for name, _ in pairs if name not in ("rft.au", "rft.pages")]
    assert len(names) == len(set(names))
    assert re.fullmatch(r"[\w.:/,+%&=~-]+", coins(made), re.ASCII)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_no_field_breaks_out_of_any_format(kind: str, text: str) -> None:
    check_whole(hostile(kind, text))


@given(st.sampled_from(KINDS), st.text(st.characters(codec=None, exclude_categories=())))
def test_no_text_breaks_out_of_any_format(kind: str, text: str) -> None:
    check_whole(hostile(kind, text))


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_what_an_author_writes_comes_through_the_parser_whole(text: str) -> None:
    raw = f"@article{{key, author = {{Ada, Anna}}, title = {{{text}}}, journal = {{J}}, year = {{2001}}}}"
    for made in entries(raw):
        check_whole(made)


def test_each_format_of_the_site_has_the_cited_works_in_the_order_of_their_keys(knowledge: Knowledge) -> None:
    bib, csl, text = ("".join(EXPORTS[f"assets/references.{suffix}"](knowledge)) for suffix in ("bib", "json", "ris"))
    keys = ["ada1999gauge", "bo2001doubt"]
    assert list(entries(bib).entries) == keys
    assert [each["id"] for each in json.loads(csl)] == keys
    assert [each["id"] for each in read_ris(text)] == keys


def beside(knowledge: Knowledge) -> dict[str, str]:
    return {uri: make() for uri, make in exports(knowledge) if uri not in EXPORTS}


def test_each_page_with_works_has_its_files_beside_it(knowledge: Knowledge) -> None:
    found = beside(knowledge)
    assert sorted(found) == sorted(
        f"{page}/references.{each.suffix}" for page in ("machineries/omega", "mechanisms/alpha") for each in FORMATS
    )
    # A relation's works are listed on the pages of both its ends.
    assert list(entries(found["machineries/omega/references.bib"]).entries) == ["ada1999gauge", "bo2001doubt"]
    assert all(text.endswith("\n") for text in found.values())


def test_the_files_of_the_atlas_come_first_and_none_twice(knowledge: Knowledge) -> None:
    uris = [uri for uri, _ in exports(knowledge)]
    assert uris[: len(EXPORTS)] == list(EXPORTS)
    assert len(uris) == len(set(uris))


def test_a_page_without_works_has_no_files() -> None:
    bare = re.sub(r"relations:.*?---", "---", ALPHA.partition("What it is")[0], flags=re.DOTALL)
    assert beside(know({**PROJECT, "docs/mechanisms/alpha.md": bare})) == {}


def test_an_author_s_own_file_stays(knowledge: Knowledge) -> None:
    uri = "mechanisms/alpha/references.bib"
    assert uri not in beside(replace(knowledge, files=frozenset({uri})))


def test_a_mention_s_works_are_listed_too() -> None:
    omega = PROJECT["docs/machineries/omega.md"]
    files: Mapping[str, str] = {
        **PROJECT,
        "docs/machineries/omega.md": f"{omega}\nSee [[alpha]] and [@ada1999gauge].\n",
        "docs/machineries/psi.md": omega.replace("title: Omega", "title: Psi")
        + "\n[[omega]] is doubted [@bo2001doubt].\n",
    }
    known = know(files)
    psi = known.articles["machineries/psi.md"].page
    assert set(listed(known, psi)) == {"bo2001doubt"}
    assert "bo2001doubt" in set(listed(known, known.articles["machineries/omega.md"].page))


def test_all_ends_of_lines_are_those_of_the_format(knowledge: Knowledge) -> None:
    for uri, text in beside(knowledge).items():
        lines = io.StringIO(text, newline="").readlines()
        assert {line.endswith("\r\n") for line in lines} == {uri.endswith(".ris")}


def test_a_context_object_is_whole_in_an_attribute() -> None:
    made = coins(hostile("article", EVIL["script"]))
    assert html.unescape(html.escape(made)) == made
    assert "<" not in made
