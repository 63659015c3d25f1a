"""Files for machines, read by other programs."""

import csv
import datetime
import io
import json
import re
import warnings
from collections.abc import Mapping
from xml.etree import ElementTree

import networkx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rdflib import RDF, Namespace, URIRef

from kb.bibliography import parse_bibliography
from kb.export import EXPORTS
from kb.export.addresses import page_address
from kb.export.formats import csv_text, json_pieces, json_text, xml_text
from kb.export.works import work_ld
from kb.knowledge import Knowledge
from kb.text import Source
from tests.conftest import ALPHA, PROJECT, know

SITE = "https://atlas.example/"
SCHEMA = Namespace("https://schema.org/")
CITO = Namespace("http://purl.org/spar/cito/")
EVIL = r"""=1+1 \"',; ]]> <script>alert(1)</script> <!-- &amp; \a\e\0 \r\n\t \u2028 \uffff é 😀"""
EVIL_CLAIM = """=HYPERLINK("x") ]]> </script> é"""
HOSTILE: Mapping[str, str] = {
    **PROJECT,
    "docs/mechanisms/alpha.md": ALPHA.replace("title: Alpha\n", f'title: "{EVIL}"\n')
    .replace("summary: The first of two.", f'summary: "{EVIL}"')
    .replace("why: Omega is made of it.", f'why: "{EVIL}"\n    when: "{EVIL}"')
    .replace("aliases: [the first]", f'aliases: ["{EVIL}", "@b"]')
    .replace("| Alpha works", f"| {EVIL_CLAIM}"),
}
KNOWN = {"right": PROJECT, "hostile": HOSTILE}

text = st.text(st.characters(codec=None, exclude_categories=()))
harmless = st.text(st.characters(codec="ascii", exclude_characters="<>&\x7f"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | harmless,
    lambda inner: st.lists(inner) | st.dictionaries(harmless, inner),
)


@pytest.fixture(params=KNOWN, ids=KNOWN)
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    return know(KNOWN[request.param])


def export(knowledge: Knowledge, name: str) -> str:
    return "".join(EXPORTS[f"assets/{name}"](knowledge))


def rows(table: str) -> list[dict[str, str]]:
    found = csv.DictReader(io.StringIO(table, newline=""), strict=True)
    return [{name: unguarded(cell) for name, cell in row.items()} for row in found]


def unguarded(cell: str) -> str:
    return cell[1:] if re.match("'+[=+\\-@\t\r\n＝＋－＠]", cell) else cell


def tabled(value: str) -> str:
    """Return `value` as a table holds it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", value)


def printable(value: str) -> str:
    """Return `value` as XML can hold it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", value)


def triples(knowledge: Knowledge) -> rdflib.Graph:
    data = export(knowledge, "graph.jsonld")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib warns of its own use of itself
        return rdflib.Graph().parse(data=data, format="json-ld", publicID=f"{SITE}assets/graph.jsonld")


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_is_the_same_each_time_and_can_be_written(name: str, knowledge: Knowledge) -> None:
    made = "".join(EXPORTS[name](knowledge))
    assert made.encode()
    assert made == "".join(EXPORTS[name](knowledge))
    assert made.endswith("\n")


@pytest.mark.parametrize("name", [name for name in EXPORTS if "json" in name])
def test_json_may_stand_in_a_script_and_under_one_name_a_value(name: str, knowledge: Knowledge) -> None:
    made = "".join(EXPORTS[name](knowledge))
    assert not re.search("[<>&\x00-\x09\x0b-\x1f\u2028\u2029]", made)
    json.loads(made, object_pairs_hook=unique)


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def test_the_graph_is_as_its_schema_says(knowledge: Knowledge) -> None:
    schema = json.loads(export(knowledge, "graph.schema.json"))
    Draft202012Validator.check_schema(schema)
    graph = json.loads(export(knowledge, "graph.json"))
    assert [each.message for each in Draft202012Validator(schema).iter_errors(graph)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"more": 1},
        {"nodes": [{}]},
        {"relations": [{"source": "alpha"}]},
        {"grades": [{"name": "sure"}]},
        {"works": {"ada1999gauge": {"text": "Ada, 1999"}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_schema_refuses_another_graph(change: dict[str, object], knowledge: Knowledge) -> None:
    schema = json.loads(export(knowledge, "graph.schema.json"))
    graph = json.loads(export(knowledge, "graph.json"))
    assert not Draft202012Validator(schema).is_valid({**graph, **change})


def test_the_graph_holds_what_the_author_wrote(knowledge: Knowledge) -> None:
    graph = json.loads(export(knowledge, "graph.json"))
    assert [node["id"] for node in graph["nodes"]] == ["alpha", "omega"]
    alpha = knowledge.graph.nodes["alpha"]
    (relation,) = knowledge.graph.relations
    node = graph["nodes"][0]
    assert (node["title"], node["summary"], node["aliases"]) == (alpha.title, alpha.summary, list(alpha.aliases))
    assert (node["reviewed"], node["url"]) == ("2026-11-01", "mechanisms/alpha/")
    (found,) = graph["relations"]
    assert (found["why"], found["when"], found["label"]) == (relation.why, relation.when, "is part of")
    assert (found["cites"], found["disputes"]) == (["ada1999gauge"], ["bo2001doubt"])
    assert found["url"] == "mechanisms/alpha/#relation-part-of-omega"


def test_the_graph_says_how_a_text_cites_the_works_of_relations(knowledge: Knowledge) -> None:
    assert json.loads(export(knowledge, "graph.json"))["works"] == {
        "ada1999gauge": {"text": "Ada, 1999", "url": "references/#ref-ada1999gauge"},
        "bo2001doubt": {"text": "Bo & Cy, 2001", "url": "references/#ref-bo2001doubt"},
    }


def test_works_of_relations_are_told_apart_and_an_unknown_one_goes_by_its_key() -> None:
    second = (
        "@book{ada1999b, author = {Ada, Anna}, title = {The other}, publisher = {P}, year = {1999}, "
        "status = {retracted}}\n@misc{one, title = {(Un)known}, year = {2000}}\n@misc{uncited, title = {U}}\n"
    )
    bibliography = PROJECT["bibliography.bib"] + second
    alpha = ALPHA.replace("cites: [ada1999gauge]", "cites: [ada1999gauge, ada1999b, one, lost]")
    known = know({**PROJECT, "bibliography.bib": bibliography, "docs/mechanisms/alpha.md": alpha})
    works = json.loads(export(known, "graph.json"))["works"]
    assert {key: work["text"] for key, work in works.items()} == {
        "ada1999b": "Ada, 1999b [retracted]",
        "ada1999gauge": "Ada, 1999a",
        "bo2001doubt": "Bo & Cy, 2001",
        "lost": "lost",
        "one": "(Un)Known, 2000",
    }


def test_networkx_reads_the_graphml_with_all_that_tables_hold(knowledge: Knowledge) -> None:
    graph = networkx.read_graphml(io.BytesIO(export(knowledge, "graph.graphml").encode()))
    data = json.loads(export(knowledge, "graph.json"))
    assert sorted(graph) == ["alpha", "omega"]
    assert graph.is_directed()
    for node in data["nodes"]:
        found = graph.nodes[node["id"]]
        for name in ("id", "title", "kind", "level", "status", "summary", "path", "url"):
            assert found[name] == printable(node[name])
        assert found["claims"] == len(node["claims"])
    (relation,) = data["relations"]
    edge = graph.edges["alpha", "omega"]
    for name in ("type", "label", "kind", "why", "grade", "anchor", "url"):
        assert edge[name] == printable(relation[name])
    assert edge.get("when", "") == printable(relation["when"])
    assert (edge["sign"], edge["symmetric"], edge["cites"]) == (0, False, "ada1999gauge")


def test_graphml_names_are_tokens_and_every_datum_is_declared(knowledge: Knowledge) -> None:
    root = ElementTree.fromstring(export(knowledge, "graph.graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id"): key.get("for") for key in root.iterfind("g:key", space)}
    for what in ("node", "edge"):
        for each in root.iterfind(f"g:graph/g:{what}", space):
            assert re.fullmatch(r"[\w.:-]+", each.get("id") or "", re.ASCII)
            assert all(keys[datum.get("key")] == what for datum in each.iterfind("g:data", space))


def test_two_relations_between_two_nodes_are_two_edges_in_graphml() -> None:
    second = "  - {type: dampens, to: omega, why: So., grade: mixed, cites: [a]}\n---\n\nWhat"
    known = know({**PROJECT, "docs/mechanisms/alpha.md": ALPHA.replace("---\n\nWhat", second)})
    graph = networkx.read_graphml(io.BytesIO(export(known, "graph.graphml").encode()))
    assert graph.is_multigraph()
    assert sorted(edge["sign"] for _, _, edge in graph.edges(data=True)) == [-1, 0]


@pytest.mark.parametrize(("table", "part"), [("nodes.csv", "nodes"), ("edges.csv", "relations")])
def test_a_table_says_what_the_graph_says(table: str, part: str, knowledge: Knowledge) -> None:
    found = rows(export(knowledge, table))
    data = json.loads(export(knowledge, "graph.json"))[part]
    assert len(found) == len(data)
    for row, item in zip(found, data, strict=True):
        shared = [name for name, value in item.items() if isinstance(value, str) and name != "sign"]
        assert len(shared) > 5
        for name in shared:
            assert row[name] == tabled(item[name])


def test_the_claims_are_the_same_as_json_and_as_a_table(knowledge: Knowledge) -> None:
    (claim,) = json.loads(export(knowledge, "claims.json"))["claims"]
    (row,) = rows(export(knowledge, "claims.csv"))
    assert row == {name: "; ".join(value) if isinstance(value, list) else value for name, value in claim.items()}
    assert claim["title"] in ("Alpha works", EVIL_CLAIM)
    assert (claim["page"], claim["grade"], claim["supports"]) == ("alpha", "supported", ["bo2001doubt"])
    assert (claim["path"], claim["url"]) == ("mechanisms/alpha.md#works", "mechanisms/alpha/#works")


def test_a_claim_without_a_grade_or_an_id_is_exported_all_the_same() -> None:
    broken = ALPHA.replace("    id: works\n    grade: supported\n", "    grade: sure\n")
    known = know({**PROJECT, "docs/mechanisms/alpha.md": broken})
    (claim,) = json.loads(export(known, "claims.json"))["claims"]
    assert (claim["id"], claim["grade"]) == ("", None)
    assert rows(export(known, "claims.csv"))[0]["grade"] == ""
    assert (None, SCHEMA.text, rdflib.Literal("Alpha works")) in triples(known)


def test_a_table_ends_its_lines_as_rfc_4180_has_it(knowledge: Knowledge) -> None:
    assert re.fullmatch(r"(?:[^\r\n]+\r\n)+", csv_text(("a", "b"), (("1", "2"), (3, True))))
    assert export(knowledge, "edges.csv").startswith("source,type,target,")


@given(st.lists(st.lists(text, min_size=2, max_size=2)))
def test_a_table_gives_back_its_cells_and_none_begins_a_formula(cells: list[list[str]]) -> None:
    made = csv_text(("a", "b"), cells)
    _, *found = csv.reader(io.StringIO(made, newline=""), strict=True)
    known = [[tabled(cell) for cell in row] for row in cells]
    assert [[unguarded(cell) for cell in row] for row in found] == known
    assert not any(cell[:1] in tuple("=+-@\t\r\n＝＋－＠") for row in found for cell in row)
    assert made.encode()


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "'=1"])
def test_a_formula_is_guarded(cell: str) -> None:
    assert csv_text(("a",), ((cell,),)).partition("\n")[2].lstrip('"').startswith("'" + cell[0])


@pytest.mark.parametrize("cell", ["'tis", "a=1", " =1", "−1", ""])
def test_other_text_is_left_alone(cell: str) -> None:
    assert next(csv.DictReader(io.StringIO(csv_text(("a", "b"), ((cell, ""),)))))["a"] == cell


@given(text)
def test_json_gives_back_what_it_was_given(value: str) -> None:
    made = json_text({"a": value})
    # Two halves written one after the other are one character to every reader of JSON.
    assert json.loads(made)["a"] == json.loads(json.dumps(value))
    assert made.encode()
    assert not re.search("[<>&\u2028\u2029\x7f-\x9f]", made)


@given(json_values)
def test_json_is_indented_as_python_does_it(data: object) -> None:
    assert json_text(data) == json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert "".join(json_pieces({"a": iter([data]), "b": {"c": iter(())}})) == json_text({"a": [data], "b": {"c": []}})


@given(text)
def test_xml_gives_back_what_it_can_hold(value: str) -> None:
    root = ElementTree.fromstring(f'<a b="{xml_text(value)}">{xml_text(value)}</a>'.encode())
    assert (root.get("b"), root.text or "") == (printable(value), printable(value))


def test_linked_data_have_terms_claims_and_relations(knowledge: Knowledge) -> None:
    graph = triples(knowledge)
    term, omega = URIRef(f"{SITE}mechanisms/alpha/#term"), URIRef(f"{SITE}machineries/omega/#term")
    page = URIRef(f"{SITE}mechanisms/alpha/")
    ada, bo = (URIRef(f"{SITE}references/#ref-{key}") for key in ("ada1999gauge", "bo2001doubt"))
    terms = URIRef(f"{SITE}assets/graph.jsonld#terms")
    assert set(graph.subjects(SCHEMA.inDefinedTermSet, terms)) == {term, omega}
    assert str(graph.value(term, SCHEMA.name)) == knowledge.graph.nodes["alpha"].title
    assert graph.value(term, SCHEMA.mainEntityOfPage) == page
    claim = URIRef(f"{SITE}mechanisms/alpha/#works")
    assert (claim, RDF.type, SCHEMA.Claim) in graph
    assert (claim, SCHEMA.appearance, page) in graph
    assert (claim, SCHEMA.about, term) in graph
    assert set(graph.objects(claim, CITO.isSupportedBy)) == {bo}
    relation = URIRef(f"{SITE}mechanisms/alpha/#relation-part-of-omega")
    assert (relation, RDF.type, SCHEMA.Claim) in graph
    assert graph.value(relation, RDF.subject) == term
    assert graph.value(relation, RDF.predicate) == URIRef(f"{SITE}assets/graph.jsonld#part-of")
    assert graph.value(relation, RDF.object) == omega
    assert set(graph.objects(relation, SCHEMA.citation)) == {ada, bo}
    assert set(graph.objects(relation, CITO.isDisputedBy)) == {bo}
    rating = graph.value(graph.value(relation, SCHEMA.review), SCHEMA.reviewRating)
    assert str(graph.value(rating, SCHEMA.ratingValue)) == "mixed"


def test_linked_data_say_everything_in_known_words(knowledge: Knowledge) -> None:
    known = (str(SCHEMA), str(CITO), str(RDF), SITE)
    graph = triples(knowledge)
    addresses = {each for triple in graph for each in triple if isinstance(each, URIRef)}
    assert [each for each in addresses if not str(each).startswith(known)] == []
    assert {"@vocab", "cito", "rdf"} <= json.loads(export(knowledge, "graph.jsonld"))["@context"].keys()


def test_a_work_is_described_as_schema_org_has_it() -> None:
    (entry,) = parse_bibliography(
        Source(
            "bibliography.bib",
            "@article{a, author = {van Dam, Jr., Ann and {World Health Organization}}, title = {On {DNA}}, "
            "journal = {Journal}, year = {2001}, month = may, doi = {10.1000/a<b}}",
        )
    ).entries.values()
    assert work_ld(entry, "../") == {
        "@id": "../references/#ref-a",
        "@type": "ScholarlyArticle",
        "name": "On DNA",
        "author": [{"@type": "Person", "name": "Ann van Dam, Jr."}, {"name": "World Health Organization"}],
        "datePublished": "2001-05",
        "isPartOf": [{"@type": "Periodical", "name": "Journal"}],
        "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1000/a<b"},
        "sameAs": "https://doi.org/10.1000/a%3Cb",
    }


@pytest.mark.parametrize(
    ("uri", "anchor", "address"),
    [
        ("mechanisms/alpha.md", "", "mechanisms/alpha/"),
        ("mechanisms/index.md", "a b", "mechanisms/#a%20b"),
        ("index.md", "", "./"),
        ("README.md", "x", "./#x"),
        ("javascript:alert(1).md", "", "javascript%3Aalert(1)/"),
        ("a/é?#.md", "", "a/%C3%A9%3F%23/"),
    ],
)
def test_an_address_is_that_of_the_page_on_the_site(uri: str, anchor: str, address: str) -> None:
    assert page_address(uri, anchor) == address


def test_an_atlas_without_pages_has_files_all_the_same() -> None:
    empty = know({"bibliography.bib": ""})
    assert json.loads(export(empty, "graph.json"))["nodes"] == []
    assert export(empty, "nodes.csv").count("\r\n") == 1
    assert len(networkx.read_graphml(io.BytesIO(export(empty, "graph.graphml").encode()))) == 0
    assert datetime.date.today().isoformat() not in "".join(text for make in EXPORTS.values() for text in make(empty))
