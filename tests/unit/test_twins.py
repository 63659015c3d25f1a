"""What is said on a page, for programs."""

import json
import re
from collections.abc import Mapping

import pytest

from kb.export.twins import page_twins
from kb.knowledge import Knowledge
from tests.conftest import ALPHA, PROJECT, know

SITE = "https://atlas.example/sub/"
MARKDOWN = "mechanisms/alpha/index.html.md"
DATA = "mechanisms/alpha/index.json"
DIAGRAM = """
/// diagram | How it goes
    id: way

[[omega|The whole]] -> Alpha: makes
Alpha -| Doubt
///

/// view | related alpha
///

## Named {#another}

A paragraph with `[@ada1999gauge]` in code and [[omega#part|its part]].
{: .styled }

```text
[@ada1999gauge]
```
"""


def made(files: Mapping[str, str]) -> dict[str, str]:
    return {uri: make() for uri, make in page_twins(know(files), SITE)}


@pytest.fixture
def twin() -> str:
    return made({**PROJECT, "docs/mechanisms/alpha.md": ALPHA + DIAGRAM})[MARKDOWN]


def test_nodes_have_both_twins_and_other_pages_the_markdown() -> None:
    files = {**PROJECT, "docs/index.md": "---\ntitle: Home\n---\n\nSee [[alpha]].\n"}
    assert sorted(made(files)) == [
        "index.html.md",
        "machineries/omega/index.html.md",
        "machineries/omega/index.json",
        MARKDOWN,
        DATA,
    ]


@pytest.mark.parametrize(
    "said",
    [
        "# Alpha\n",
        "> The first of two.",
        "> Mechanism, cognitive level. Claims: 1 supported. Last reviewed 2026-11-01.",
        "What it is, as Ada (1999) has it.",
        "It works (Bo & Cy, 2001, p. 12).",
        "**Supported claim: Alpha works**\n\nIt was seen to work in [Omega]",
        f"[Omega]({SITE}machineries/omega/index.html.md).\n\nSupported by Bo & Cy, 2001.",
        "Diagram: How it goes\n\n- The whole → Alpha (raises or leads to): makes\n- Alpha → Doubt (lowers)",
        f"[its part]({SITE}machineries/omega/#part)",
        "## Named\n",
        f"- is part of [Omega]({SITE}machineries/omega/index.html.md) (mixed): Omega is made of it. "
        "Supported by Ada, 1999. Disputed by Bo & Cy, 2001.",
        "## References\n\n- Ada, A. (1999). The gauge. Journal of Gauges, 1, 1–9.\n- Bo, B.",
        f"Source: {SITE}mechanisms/alpha/\nLicence: CC BY 4.0",
    ],
    ids=lambda said: said[:24],
)
def test_the_markdown_says_what_the_page_says(said: str, twin: str) -> None:
    assert said in twin


def test_the_markdown_needs_no_program_of_ours(twin: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", twin, flags=re.DOTALL)
    assert not re.search(r"\[@|@\w+\d{4}|\[\[|^/{3}|^ {4}\w+:|\{[:#]", prose, re.MULTILINE)
    assert "`[@ada1999gauge]`" in twin
    assert "```text\n[@ada1999gauge]\n```" in twin
    assert "\n\n\n" not in twin


@pytest.mark.parametrize(
    "written",
    [
        "Half is $\\frac{.5}{2}$.",
        "$$\nx = \\text{.5} \\over {.5}\n$$",
        "Written `{: .styled }` and ``a ` {#b}``.",
        "```markdown\n/// view | nodes machinery\n///\n\nA paragraph.\n{: .styled }\n```",
    ],
    ids=["mathematics", "a block of mathematics", "code", "a block of code"],
)
def test_code_and_mathematics_stay_as_they_are(written: str) -> None:
    assert written in made({**PROJECT, "docs/mechanisms/alpha.md": f"{ALPHA}\n{written}\n"})[MARKDOWN]


def test_a_statement_reads_like_the_rest() -> None:
    alpha = ALPHA.replace("| Alpha works", "| As @ada1999gauge says, [[omega]] works")
    twin = made({**PROJECT, "docs/mechanisms/alpha.md": alpha})[MARKDOWN]
    omega = f"[Omega]({SITE}machineries/omega/index.html.md)"
    assert f"**Supported claim: As Ada (1999) says, {omega} works**\n\nIt was seen" in twin


def test_a_link_by_path_leads_to_the_same_place() -> None:
    omega = made(PROJECT)["machineries/omega/index.html.md"]
    assert f"[the first]({SITE}mechanisms/alpha/index.html.md)" in omega
    assert f"[its claim]({SITE}mechanisms/alpha/#works)" in omega


def test_the_data_say_what_the_page_says(knowledge: Knowledge) -> None:
    data = json.loads(made(PROJECT)[DATA])
    assert (data["id"], data["title"], data["url"]) == ("alpha", "Alpha", f"{SITE}mechanisms/alpha/")
    (claim,) = data["claims"]
    assert claim == {
        "id": "works",
        "title": "Alpha works",
        "grade": "supported",
        "supports": ["bo2001doubt"],
        "disputes": [],
    }
    (relation,) = data["relations"]
    assert (relation["label"], relation["page"], relation["declared"]) == ("is part of", "omega", True)
    assert list(data["references"]) == ["ada1999gauge", "bo2001doubt"]
    other = json.loads(made(PROJECT)["machineries/omega/index.json"])
    assert [(each["label"], each["declared"]) for each in other["relations"]] == [("has as a part", False)]


def test_works_of_one_author_and_year_have_the_letters_of_their_own_page() -> None:
    second = "\n@book{ada1999other, author = {Ada, Anna}, title = {Another}, publisher = {P}, year = {1999}}\n"
    alpha = ALPHA.replace("as @ada1999gauge has it", "as @ada1999gauge and @ada1999other have it")
    files = {**PROJECT, "bibliography.bib": PROJECT["bibliography.bib"] + second, "docs/mechanisms/alpha.md": alpha}
    twins = made({**files, "docs/mechanisms/beta.md": ALPHA.replace("title: Alpha", "title: Beta")})
    assert "as Ada (1999b) and Ada (1999a) have it" in twins[MARKDOWN]
    assert "as Ada (1999) has it" in twins["mechanisms/beta/index.html.md"]
    assert "Ada, A. (1999b). The gauge" in json.loads(twins[DATA])["references"]["ada1999gauge"]["text"]
