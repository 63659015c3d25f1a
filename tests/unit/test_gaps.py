"""Where the atlas is thin."""

import json
import re
from collections.abc import Mapping

import pytest

from kb.export.gaps import gaps_json
from kb.gaps import GAPS, WANTED
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge
from kb.render.elements import element
from kb.render.gaps import view_gaps
from kb.render.sheet import Sheet
from kb.vocabulary import LASTING, Level
from tests.conftest import ALPHA, BIBLIOGRAPHY, OMEGA, PROJECT, know

HEAD = "---\ntitle: {}\nkind: mechanism\nlevel: {}\nsummary: It is.\nstatus: {}\n{}---\n"


def gaps(kind: str, files: Mapping[str, str]) -> list[str]:
    return [gap.words for gap in GAPS[kind](know({**PROJECT, **files}))]


def page(title: str, body: str = "", *, level: str = "circuit", status: str = "draft", more: str = "") -> str:
    return HEAD.format(title, level, status, more) + body


def claim(grade: str, *works: str, id_: str = "c") -> str:
    options = f"    id: {id_}\n    grade: {grade}\n    supports: [{', '.join(works)}]\n"
    return f"\n/// claim | It is {grade}\n{options}\nText.\n///\n"


def test_each_kind_has_its_section_with_its_view() -> None:
    text = GENERATED_PAGES["contributing/gaps.md"]
    assert re.findall(r"^## .* \{#(.*)\}$", text, re.MULTILINE) == list(GAPS)
    assert re.findall(r"^/// view \| gaps (.+)$", text, re.MULTILINE) == list(GAPS)


def test_the_page_states_the_years_of_every_level() -> None:
    text = GENERATED_PAGES["contributing/gaps.md"]
    assert dict(re.findall(r"^\| (\w+) \| (\d+) \|$", text, re.MULTILINE)) == {
        level.capitalize(): str(LASTING[level]) for level in Level
    }


def test_drafts_are_found() -> None:
    assert gaps("drafts", {}) == ["Omega"]


def test_claims_of_one_source_come_by_grade_and_theory_is_not_among_them() -> None:
    body = claim("supported", "ada1999gauge") + claim("theoretical", "ada1999gauge", id_="d")
    body += claim("well-replicated", "ada1999gauge", "ada1999gauge", id_="e")
    body += claim("supported", "ada1999gauge", "bo2001doubt", id_="f")
    found = gaps("single-source-claims", {"docs/mechanisms/beta.md": page("Beta", body)})
    assert found == ["It is well-replicated", "Alpha works", "It is supported"]


def test_relations_of_one_source_are_told_in_words() -> None:
    assert gaps("single-source-relations", {}) == ["Alpha is part of Omega"]
    two = ALPHA.replace("cites: [ada1999gauge]", "cites: [ada1999gauge, bo2001doubt]").replace("disputes", "#")
    assert gaps("single-source-relations", {"docs/mechanisms/alpha.md": two}) == []


@pytest.mark.parametrize(
    ("level", "reviewed", "is_aged"),
    [
        ("circuit", "2011-12-31", False),
        ("circuit", "2012-01-01", True),
        ("societal", "2021-12-31", False),
        ("societal", "2022-01-01", True),
    ],
)
def test_a_claim_ages_with_the_level_of_its_page(level: str, reviewed: str, is_aged: bool) -> None:
    beta = page("Beta", claim("mixed", "ada1999gauge", "bo2001doubt"), level=level, more=f"reviewed: {reviewed}\n")
    alpha = ALPHA.replace("reviewed: 2026-11-01\n", "").replace("grade: supported", "grade: theoretical")
    found = gaps("aged-claims", {"docs/mechanisms/beta.md": beta, "docs/mechanisms/alpha.md": alpha})
    assert found == (["It is mixed"] if is_aged else [])


def test_a_work_in_press_is_new() -> None:
    press = BIBLIOGRAPHY.replace("year = {1999}", "year = {in press}")
    beta = {"docs/mechanisms/beta.md": page("Beta", claim("mixed", "ada1999gauge", "bo2001doubt"))}
    assert "It is mixed" in gaps("aged-claims", beta)
    assert "It is mixed" not in gaps("aged-claims", {**beta, "bibliography.bib": press})


def test_works_checked_in_part_say_what_was_not_seen() -> None:
    partly = BIBLIOGRAPHY.replace("verified", "partly").replace("{doi}", "{doi},\n  checkednote = {the pages}")
    uncited = BIBLIOGRAPHY.split("\n\n")[0].replace("ada1999gauge", "zoe2000lost").replace("verified", "partly")
    found = list(GAPS["partly-checked-works"](know({**PROJECT, "bibliography.bib": partly + "\n" + uncited})))
    assert [(gap.words, gap.detail) for gap in found] == [
        ("ada1999gauge", "not seen: the pages"),
        ("bo2001doubt", "not seen: the pages"),
    ]
    assert [page.id for page in found[0].pages] == ["alpha"]


def test_a_review_lapses_after_two_years_and_none_was_never() -> None:
    files = {
        f"docs/mechanisms/{name}.md": page(name, status="reviewed", more=f"reviewed: {day}\n" if day else "")
        for name, day in (("old", "2024-10-31"), ("older", "2020-02-29"), ("due", "2024-11-01"), ("never", ""))
    }
    assert gaps("lapsed-reviews", files) == ["never", "older", "old"]


def test_orphans_and_dead_ends_are_seen_from_both_sides() -> None:
    files = {
        "docs/mechanisms/lost.md": page("Lost", "See [[omega]] and [itself](lost.md)."),
        "docs/mechanisms/end.md": page("End", "[[end]]"),
        "docs/machineries/omega.md": OMEGA + "\n[End](../mechanisms/end.md)\n",
        "docs/page.md": "---\ntitle: A page\n---\n\n[[lost]]\n",
    }
    assert gaps("orphans", files) == ["Lost"]
    assert gaps("dead-ends", files) == ["End"]


WISHES = """\
---
title: Wanted pages
---

Envy
:   What is it?

Sorrow
:   What is it for?

The first
:   Alpha is called that.
"""


def test_wanted_pages_come_by_demand_and_those_that_are_there_are_not_among_them() -> None:
    files = {
        f"docs/{WANTED}": WISHES,
        "docs/machineries/omega.md": OMEGA + "\nSorrow and envy, `sorrow`.\n",
        "docs/mechanisms/beta.md": page("Beta", "Sorrows, sorrow."),
        "docs/about.md": "---\ntitle: About\n---\n\nEnvy, envy, envy.\n",
    }
    found = list(GAPS["wanted"](know({**PROJECT, **files})))
    assert [(gap.words, [page.id for page in gap.pages]) for gap in found] == [
        ("Sorrow", ["beta", "omega"]),
        ("Envy", ["omega"]),
    ]


def test_the_order_of_the_sources_changes_nothing() -> None:
    files = {**PROJECT, "docs/mechanisms/beta.md": page("Beta", claim("supported", "ada1999gauge"))}
    turned = dict(reversed(files.items()))
    for find in GAPS.values():
        assert list(map(str, find(know(files)))) == list(map(str, find(know(turned))))


def test_every_gap_is_a_link_to_its_place(knowledge: Knowledge) -> None:
    view = element("div", {}, *view_gaps(Sheet(knowledge), "single-source-claims"))
    links = [(link.get("href"), "".join(link.itertext())) for link in view.iter("a")]
    assert links[:2] == [
        ("/mechanisms/alpha.md#works", "Alpha works"),
        ("/references.md#ref-bo2001doubt", "bo2001doubt"),
    ]


def test_what_is_complete_says_so(knowledge: Knowledge) -> None:
    view = element("div", {}, *view_gaps(Sheet(knowledge), "orphans"))
    assert "".join(view.itertext()) == "None."


def test_the_page_counts_what_the_file_lists(knowledge: Knowledge) -> None:
    data = json.loads("".join(gaps_json(knowledge)))["gaps"]
    view = element("div", {}, *view_gaps(Sheet(knowledge), ""))
    counts = {item[0].get("href"): int((item[0].tail or "").removeprefix(": ")) for item in view.iter("li")}
    assert counts == {f"#{kind}": len(found) for kind, found in data.items()}
    assert data["single-source-claims"] == [
        {
            "text": "Alpha works",
            "detail": "Supported, on Alpha",
            "path": "mechanisms/alpha.md#works",
            "url": "mechanisms/alpha/#works",
            "works": ["bo2001doubt"],
            "pages": [],
        }
    ]
