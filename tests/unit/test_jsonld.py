"""What the head of a page tells search engines."""

import gzip
import json
import re
import warnings
from collections.abc import Mapping

import pytest
import rdflib
from rdflib import RDF, Literal, Namespace, URIRef

from kb.export.site import Site, page_head
from kb.export.structured import page_ld
from kb.knowledge import Knowledge
from tests.conftest import ALPHA, BIBLIOGRAPHY, PROJECT, know

SITE = "https://atlas.example/sub/"
ADDRESS = f"{SITE}mechanisms/alpha/"
SCHEMA = Namespace("https://schema.org/")
EVIL = """</script><script>alert(1)</script> "quoted" & é"""
INDEX = "---\ntitle: Home\n---\n\nSee [[alpha]].\n"
SECTION = "---\ntitle: Mechanisms\n---\n\nSee [[alpha]].\n"
GLOSSARY = "---\ntitle: Words\n---\n\nDoubt\n:   Not being sure.\n\nGauge\n:   What measures.\n"
FILES: Mapping[str, str] = {
    **PROJECT,
    "bibliography.bib": BIBLIOGRAPHY.replace("year = {2001},", "year = {2001},\n  doi = {10.1000/doubt},"),
    "docs/index.md": INDEX,
    "docs/mechanisms/index.md": SECTION,
    "docs/about/glossary.md": GLOSSARY,
}


@pytest.fixture
def site() -> Knowledge:
    return know(FILES)


def written(knowledge: Knowledge, uri: str) -> str:
    page = knowledge.articles[uri].page
    return page_ld(knowledge, page, SITE, "Atlas", f"{ADDRESS}card.png")


def triples(knowledge: Knowledge, uri: str, address: str) -> rdflib.Graph:
    # The context is schema.org's, which a reader fetches; here only its vocabulary is needed, and what is an address.
    data = json.loads(written(knowledge, uri))
    links = ("about", "citation", "image", "inDefinedTermSet", "isPartOf", "item", "license", "url")
    assert data["@context"] == "https://schema.org"
    data["@context"] = {"@vocab": str(SCHEMA), **{name: {"@type": "@id"} for name in links}}
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return rdflib.Graph().parse(data=json.dumps(data), format="json-ld", publicID=address)


def test_a_node_is_an_article_about_a_term_with_its_claims(site: Knowledge) -> None:
    graph = triples(site, "mechanisms/alpha.md", ADDRESS)
    article, term, claim = URIRef(ADDRESS), URIRef(f"{ADDRESS}#term"), URIRef(f"{ADDRESS}#works")
    assert (article, RDF.type, SCHEMA.Article) in graph
    assert graph.value(article, SCHEMA.headline) == Literal("Alpha")
    assert graph.value(article, SCHEMA.dateModified) == Literal("2026-11-01")
    assert (article, SCHEMA.about, term) in graph
    assert (term, RDF.type, SCHEMA.DefinedTerm) in graph
    assert graph.value(term, SCHEMA.alternateName) == Literal("the first")
    assert (article, SCHEMA.hasPart, claim) in graph
    assert (claim, RDF.type, SCHEMA.Claim) in graph
    assert graph.value(claim, SCHEMA.text) == Literal("Alpha works")
    assert graph.value(claim, SCHEMA.citation) == URIRef("https://doi.org/10.1000/doubt")


@pytest.mark.parametrize(
    ("uri", "way"),
    [
        ("mechanisms/alpha.md", [("Home", SITE), ("Mechanisms", f"{SITE}mechanisms/"), ("Alpha", ADDRESS)]),
        ("mechanisms/index.md", [("Home", SITE), ("Mechanisms", f"{SITE}mechanisms/")]),
        ("machineries/omega.md", [("Home", SITE), ("Omega", f"{SITE}machineries/omega/")]),
    ],
    ids=["in a section", "the section itself", "in a folder without a first page"],
)
def test_breadcrumbs_lead_from_the_home_page(uri: str, way: list[tuple[str, str]], site: Knowledge) -> None:
    graph = json.loads(written(site, uri))["@graph"]
    (crumbs,) = (each for each in graph if each["@type"] == "BreadcrumbList")
    assert [(each["name"], each["item"]) for each in crumbs["itemListElement"]] == way
    assert [each["position"] for each in crumbs["itemListElement"]] == list(range(1, len(way) + 1))


def test_the_home_page_is_the_site_and_says_how_to_search_it(site: Knowledge) -> None:
    (home,) = json.loads(written(site, "index.md"))["@graph"]
    assert (home["@type"], home["url"], home["name"]) == ("WebSite", SITE, "Atlas")
    assert home["potentialAction"]["target"] == f"{SITE}find/?q={{query}}"


def test_the_glossary_is_a_set_of_terms(site: Knowledge) -> None:
    graph = json.loads(written(site, "about/glossary.md"))["@graph"]
    (terms,) = (each for each in graph if each["@type"] == "DefinedTermSet")
    address = f"{SITE}about/glossary/"
    assert [(each["name"], each["url"]) for each in terms["hasDefinedTerm"]] == [
        ("Doubt", f"{address}#term-doubt"),
        ("Gauge", f"{address}#term-gauge"),
    ]


def test_no_author_ends_the_script() -> None:
    hostile = ALPHA.replace("title: Alpha\n", f"title: '{EVIL}'\n").replace("| Alpha works", f"| {EVIL}")
    known = know({**FILES, "docs/mechanisms/alpha.md": hostile})
    text = written(known, "mechanisms/alpha.md")
    assert not re.search("[<>&\u2028]", text)
    assert EVIL in [each.get("headline") for each in json.loads(text)["@graph"]]


def test_a_page_of_many_claims_stays_small() -> None:
    claim = "/// claim | Number {0} of the many things that are said here\n    id: c{0}\n    grade: mixed\n\nSo.\n///\n"
    many = ALPHA + "\n" + "\n".join(claim.format(number) for number in range(200))
    known = know({**FILES, "docs/mechanisms/alpha.md": many})
    assert len(gzip.compress(written(known, "mechanisms/alpha.md").encode())) < 2_000


CLAIM = "/// claim | So it is.\n    id: so\n    grade: mixed\n\nAs said.\n///"


def test_questions_are_told_with_their_answers() -> None:
    answer = "It *is* [@ada1999gauge]: see\n\n- [[omega|the whole]].\n\n" + CLAIM
    asked = f"\n## Frequently asked questions\n\n### Is it so?\n\n{answer}\n\n### And then?\n"
    known = know({**FILES, "docs/mechanisms/alpha.md": f"{ALPHA}{asked}\n## After\n\nNo answer.\n"})
    [page] = [
        each for each in json.loads(written(known, "mechanisms/alpha.md"))["@graph"] if each["@type"] == "FAQPage"
    ]
    assert page["mainEntity"] == [
        {
            "@type": "Question",
            "name": "Is it so?",
            "acceptedAnswer": {
                "@type": "Answer",
                "text": "It is: see the whole. So it is. As said.",
                "url": f"{ADDRESS}#is-it-so",
            },
        }
    ]


def test_a_page_without_questions_has_none(site: Knowledge) -> None:
    assert "FAQPage" not in written(site, "mechanisms/alpha.md")


def test_the_head_tells_what_a_shared_link_shows(site: Knowledge) -> None:
    head = page_head(site, site.articles["mechanisms/alpha.md"].page, Site(SITE, "Atlas", "An atlas."))
    told = dict(head.properties)
    assert told["og:title"] == "Alpha"
    assert told["og:description"] == head.description == "The first of two."
    assert (told["og:url"], told["og:image"]) == (ADDRESS, f"{ADDRESS}card.png")
    assert told["twitter:card"] == "summary_large_image"
    assert [(type_, path) for _, type_, _, path in head.links] == [
        ("text/markdown", "mechanisms/alpha/index.html.md"),
        ("application/json", "mechanisms/alpha/index.json"),
        ("application/atom+xml", "feed.xml"),
        ("application/opensearchdescription+xml", "opensearch.xml"),
    ]


def test_a_page_without_a_summary_is_described_by_its_first_paragraph() -> None:
    page = "---\ntitle: Ways\n---\n\n## First\n\nOne *way*\nof [[omega]].\n\nAnother.\n"
    known = know({**FILES, "docs/about/ways.md": page})
    head = page_head(known, known.articles["about/ways.md"].page, Site(SITE, "Atlas", "An atlas."))
    assert head.description == "One way of omega."


def test_a_page_without_a_picture_is_shown_with_that_of_the_home_page(site: Knowledge) -> None:
    head = page_head(site, site.articles["about/glossary.md"].page, Site(SITE, "Atlas", "An atlas."))
    assert dict(head.properties)["og:image"] == f"{SITE}card.png"
    assert dict(head.properties)["og:image:alt"] == "Atlas: An atlas."
    assert head.description == "An atlas."


def test_a_site_without_an_address_tells_no_address(site: Knowledge) -> None:
    head = page_head(site, site.articles["mechanisms/alpha.md"].page, Site("", "Atlas"))
    assert {name for name, _ in head.properties}.isdisjoint({"og:url", "og:image"})
    assert head.data == ""
