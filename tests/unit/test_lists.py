"""The pages of all references and of all claims."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown.serializers import to_xhtml_string

from kb.knowledge import Knowledge
from kb.render.claim_list import view_claims
from kb.render.elements import Child, element
from kb.render.reference_list import view_references
from kb.render.sheet import Sheet
from tests.conftest import PROJECT, know

RECORD = "checked = {partly}, checkedon = {2026-11-22}, checkedby = {copy}, checkednote = {the issue}"
ADA = "@article{ada1999gauge, author = {Ada, Anna}, title = {The gauge}, journal = {J}, year = {1999}, RECORD}\n"
BO = "@book{bo2001doubt, author = {Bo, Ben}, title = {A doubt}, publisher = {P}, year = {2001}, status = {concern}}\n"
HEAD = "---\ntitle: Alpha\nkind: mechanism\nlevel: cognitive\nsummary: One.\nstatus: draft\n"
ALPHA = f"""{HEAD}relations:
  - {{type: part-of, to: omega, why: So., grade: mixed, cites: [ada1999gauge], disputes: [bo2001doubt]}}
---

/// claim | Alpha *works* [@ada1999gauge]
    id: works
    grade: contested
    supports: [ada1999gauge]
    disputes: [bo2001doubt]

Text.
///

/// claim | Alpha is old
    id: old
    grade: supported
    supports: [ada1999gauge]

Text.
///
"""
FILES: Mapping[str, str] = {
    **PROJECT,
    "bibliography.bib": ADA.replace("RECORD", RECORD) + BO,
    "docs/mechanisms/alpha.md": ALPHA,
}


def whole(children: Iterable[Child]) -> Element:
    return element("div", {}, *children)


def text(found: Element) -> str:
    return " ".join("".join(found.itertext()).split())


def items(page: Element) -> dict[str, Element]:
    return {each.get("id", ""): each for each in page.iter("li") if "data-item" in each.attrib}


def references(knowledge: Knowledge) -> Element:
    sheet = Sheet(knowledge)
    return finished(view_references(sheet, ""), sheet)


def finished(children: Iterable[Child], sheet: Sheet) -> Element:
    return fromstring(sheet.finished(to_xhtml_string(whole(children))))


def test_each_work_says_what_rests_on_it_and_what_it_speaks_against() -> None:
    found = items(references(know(FILES)))
    uses = {id_: [text(use) for use in item.iter("li") if use is not item] for id_, item in found.items()}
    assert uses == {
        "ref-ada1999gauge": [
            "Pages: Alpha",
            "Contested Alpha works",
            "Supported Alpha is old",
            "Mixed Alpha is part of Omega",
        ],
        "ref-bo2001doubt": [
            "Pages: Alpha",
            "Against: Contested Alpha works",
            "Against: Mixed Alpha is part of Omega",
        ],
    }
    links = [link.get("href") for link in found["ref-bo2001doubt"].iter("a") if link.get("href", "").startswith("/")]
    assert links == [
        "/mechanisms/alpha.md#ref-bo2001doubt",
        "/mechanisms/alpha.md#works",
        "/mechanisms/alpha.md#relation-part-of-omega",
    ]
    summaries = [text(each) for item in found.values() for each in item.iter("summary")]
    assert summaries == ["Cited on 1 page, for 2 claims and 1 relation", "Cited on 1 page, for 1 claim and 1 relation"]


def test_each_work_has_what_the_form_asks_for() -> None:
    found = items(references(know(FILES)))
    data = {id_: {n[5:]: v for n, v in item.attrib.items() if n.startswith("data-")} for id_, item in found.items()}
    assert data == {
        "ref-ada1999gauge": {
            "item": "",
            "year": "1999",
            "type": "article",
            "grades": "supported mixed contested",
            "checked": "partly",
        },
        "ref-bo2001doubt": {"item": "", "year": "2001", "type": "book", "grades": "", "checked": "unchecked fallen"},
    }


def test_each_work_says_how_far_it_was_checked() -> None:
    records = [text(p) for p in references(know(FILES)).iter("p") if p.get("class") == "kb-record"]
    assert records == [
        "Partly verified 22 November 2026, in a copy of the work; still open: the issue.",
        "Not checked",
    ]


@pytest.mark.parametrize("view", [view_references, view_claims])
def test_a_form_offers_only_what_its_list_has_and_is_hidden_until_a_script_runs(view: object) -> None:
    assert callable(view)
    page = whole(view(Sheet(know(FILES)), ""))
    [form] = page.iter("form")
    assert "hidden" in form.attrib
    assert [each for each in page.iter() if each.get("id") == form.get("data-filter")]
    listed = [each for each in page.iter("li") if "data-item" in each.attrib]
    for select in form.iter("select"):
        offered = {option.get("value") for option in select.iter("option")} - {""}
        name = f"data-{select.get('name')}"
        assert offered == {word for each in listed for word in each.attrib[name].split()}, name


def many(count: int) -> Knowledge:
    names = [f"{chr(65 + number % 26)}name{number}" for number in range(count)]
    entries = [f"@misc{{k{name}, author = {{{name}, A.}}, title = {{T}}, year = {{2000}}}}\n" for name in names]
    alpha = f"{HEAD}---\n\n" + " ".join(f"[@k{name}]" for name in names) + "\n"
    return know({**PROJECT, "bibliography.bib": "".join(entries), "docs/mechanisms/alpha.md": alpha})


@pytest.mark.parametrize(
    ("count", "letters"), [(2, ""), (50, ""), (51, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (53, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
)
def test_many_works_stand_below_their_letters(count: int, letters: str) -> None:
    page = references(many(count))
    assert "".join(text(each) for each in page.iter("h2")) == letters
    assert len(items(page)) == count


def test_claims_stand_by_grade_with_their_places_and_works() -> None:
    sheet = Sheet(know(FILES))
    page = finished(view_claims(sheet, ""), sheet)
    assert [text(each) for each in page.iter("h2")] == ["Supported", "Contested"]
    listed = [each for each in page.iter("li") if "data-item" in each.attrib]
    assert [(each.get("data-grade"), each.get("data-page")) for each in listed] == [
        ("supported", "alpha"),
        ("contested", "alpha"),
    ]
    assert [[link.get("href") for link in each.iter("a")] for each in listed] == [
        ["/mechanisms/alpha.md#old", "/mechanisms/alpha.md"],
        ["/mechanisms/alpha.md#works", "/mechanisms/alpha.md"],
    ]
    assert [text(each) for paragraph in listed for each in paragraph] == [
        "Alpha is old",
        "Supported On Alpha. Supported by .",
        "Alpha works",
        "Contested On Alpha. Supported by . Disputed by .",
    ]
    cited = [[item.key for item in citation.items] for citation in sheet.citations]
    assert cited == [["ada1999gauge"], ["ada1999gauge"], ["bo2001doubt"]]
