"""What changed in the evidence is told, and nothing that an author wrote acts on who reads it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import given
from hypothesis import strategies as st

from kb.__main__ import main
from kb.comparing import build_comparison
from kb.comparing.inert import code, inert
from kb.comparing.markdown import to_markdown
from tests.conftest import ALPHA, BIBLIOGRAPHY, OMEGA, PROJECT, know

PAGE = "docs/mechanisms/alpha.md"
WHOLE = "docs/machineries/omega.md"
CLAIM = ALPHA[ALPHA.index("/// claim") :]
BETA = ALPHA.replace("title: Alpha", "title: Beta").replace("aliases: [the first]\n", "").split("relations:")[0]
BETA += "---\n\nIt is [@ada1999gauge].\n"

TAGS = {"div", "table", "thead", "tbody", "tr", "th", "td", "code"}

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not on the PATH")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("diff", *arguments), catch_exceptions=False)


def git(*arguments: str) -> None:
    settings = ("user.name=A", "user.email=a@example.org", "init.defaultBranch=main", "commit.gpgsign=false")
    who = [each for setting in settings for each in ("-c", setting)]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project as a commit."""
    monkeypatch.chdir(tmp_path)
    write(PROJECT)
    git("init")
    git("add", ".")
    git("commit", "-m", "all")
    return tmp_path


def told(changed: Mapping[str, str | None], before: Mapping[str, str] = PROJECT) -> str:
    """Return what is said of the project when some of its files are others, or gone."""
    after = {path: text for path, text in {**before, **changed}.items() if text is not None}
    return to_markdown(build_comparison(know(before), know(after)), "main")


def rows(report: str) -> list[str]:
    """Return the rows of all tables but that of the pages."""
    found = re.findall(r"^\| (?!Change \||--- )(.+) \|$", report.split("### Pages")[0], re.MULTILINE)
    return [re.sub(r"\s+\|", " |", row).strip() for row in found]


LINK = "[Alpha](docs/mechanisms/alpha.md)"
PART = f"{LINK} is part of Omega"
ADA = "Ada, A. (1999). The gauge. Journal of Gauges, 1, 1–9."

CHANGES: Mapping[str, tuple[Mapping[str, str | None], str, list[str]]] = {
    "a claim is new": (
        {PAGE: ALPHA + CLAIM.replace("Alpha works", "It lasts").replace("id: works", "id: lasts")},
        "Claims: 1 added; pages: 1 touched.",
        [f"added | It lasts | {LINK} | supported | for `bo2001doubt`"],
    ),
    "a claim is gone": (
        {PAGE: ALPHA.replace(CLAIM, "")},
        "Claims: 1 removed; pages: 1 touched.",
        ["removed | Alpha works | Alpha | supported | for `bo2001doubt`"],
    ),
    "a claim is weaker": (
        {PAGE: ALPHA.replace("    grade: supported", "    grade: mixed")},
        "Claims: 1 re-graded; pages: 1 touched.",
        [f"re-graded | Alpha works | {LINK} | supported → mixed (weaker) |"],
    ),
    "a claim is stronger": (
        {PAGE: ALPHA.replace("    grade: supported", "    grade: well-replicated")},
        "Claims: 1 re-graded; pages: 1 touched.",
        [f"re-graded | Alpha works | {LINK} | supported → well-replicated (stronger) |"],
    ),
    "a claim says something else": (
        {PAGE: ALPHA.replace("claim | Alpha works", "claim | Alpha may work")},
        "Claims: 1 re-worded; pages: 1 touched.",
        [f"re-worded | Alpha may work (was: Alpha works) | {LINK} | supported |"],
    ),
    "a claim is told otherwise": (
        {PAGE: ALPHA.replace("It was seen", "It was often seen")},
        "Claims: 1 text changed; pages: 1 touched.",
        [f"text changed | Alpha works | {LINK} | supported |"],
    ),
    "a claim is only set otherwise": (
        {PAGE: ALPHA.replace("It was seen to work", "It was seen\nto work")},
        "Pages: 1 touched.",
        [],
    ),
    "a work changes sides": (
        {
            PAGE: ALPHA.replace(
                "    supports: [bo2001doubt]", "    supports: [ada1999gauge]\n    disputes: [bo2001doubt]"
            )
        },
        "Claims: 1 other works; pages: 1 touched.",
        [
            f"other works | Alpha works | {LINK} | supported "
            "| newly for `ada1999gauge`; no longer for `bo2001doubt`; newly against `bo2001doubt`"
        ],
    ),
    "a claim has another name that redirects": (
        {PAGE: ALPHA.replace("id: works", "id: acts").replace("aliases:", "moved: {works: acts}\naliases:")},
        "Pages: 1 touched.",
        [],
    ),
    "a relation is new": (
        {
            WHOLE: OMEGA.replace(
                "---\n\n",
                "relations:\n  - {type: feeds, to: alpha, why: So., grade: mixed, cites: [ada1999gauge]}\n---\n\n",
            )
        },
        "Relations: 1 added; pages: 1 touched.",
        ["added | [Omega](docs/machineries/omega.md) feeds Alpha | So. | mixed | for `ada1999gauge`"],
    ),
    "a relation is of another type": (
        {PAGE: ALPHA.replace("type: part-of", "type: feeds")},
        "Relations: 1 added, 1 lost; pages: 1 touched.",
        [
            f"added | {LINK} feeds Omega | Omega is made of it. | mixed | for `ada1999gauge`; against `bo2001doubt`",
            "lost | Alpha is part of Omega | Omega is made of it. | mixed | for `ada1999gauge`; against `bo2001doubt`",
        ],
    ),
    "a relation is graded, reasoned and cited otherwise": (
        {
            PAGE: ALPHA.replace("grade: mixed", "grade: theoretical")
            .replace("Omega is made", "Omega may be made")
            .replace("    disputes: [bo2001doubt]\n---", "    when: in adults\n---")
        },
        "Relations: 1 re-graded, 1 re-worded, 1 other works, 1 other conditions; pages: 1 touched.",
        [
            f"re-graded, re-worded, other works, other conditions | {PART} | Omega may be made of it. "
            "(was: Omega is made of it.) | mixed → theoretical (weaker) | no longer against `bo2001doubt`"
        ],
    ),
    "a reference is new": (
        {
            "bibliography.bib": BIBLIOGRAPHY + BIBLIOGRAPHY.split("\n\n")[0].replace("ada1999", "ada2000") + "\n",
            WHOLE: OMEGA + "\nSee [@ada2000gauge].\n",
        },
        "References: 1 new; pages: 1 touched.",
        [f"new | `ada2000gauge` | {ADA}"],
    ),
    "a reference is new and has no entry": (
        {WHOLE: OMEGA + "\nSee [@nobody2000].\n"},
        "References: 1 new; pages: 1 touched.",
        ["new | `nobody2000` | no entry in the bibliography"],
    ),
    "a reference is no longer cited": (
        {PAGE: ALPHA.replace("as @ada1999gauge has it", "as it is").replace("[ada1999gauge]", "[bo2001doubt]", 1)},
        "Relations: 1 other works; references: 1 no longer cited; pages: 1 touched.",
        [
            f"other works | {PART} | Omega is made of it. | mixed "
            "| newly for `bo2001doubt`; no longer for `ada1999gauge`",
            f"no longer cited | `ada1999gauge` | {ADA}",
        ],
    ),
    "a reference has other fields": (
        {
            "bibliography.bib": BIBLIOGRAPHY.replace("The gauge", "The {Gauge}")
            .replace("{1999}", "{2000}")
            .replace("Ada, Anna", "Ada, Anne and Bo, Ben", 1)
        },
        "References: 1 changed.",
        [
            "changed | `ada1999gauge` | author: Ada, Anna → Ada, Anne; Bo, Ben; title: The gauge → The {Gauge}; "
            "year: 1999 → 2000"
        ],
    ),
    "a bibliography is only in another order": (
        {"bibliography.bib": "\n\n".join(reversed(BIBLIOGRAPHY.strip().split("\n\n"))) + "\n"},
        "",
        [],
    ),
}


@pytest.mark.parametrize(("changed", "summary", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told(changed: Mapping[str, str | None], summary: str, expected: list[str]) -> None:
    report = told(changed)
    opening = report.split("\n", 1)[0]
    assert opening == (f"**Evidence since `main`.** {summary}" if summary else "Nothing changed since `main`.")
    assert rows(report) == expected


@pytest.mark.parametrize(
    ("changed", "row"),
    [
        ({"docs/mechanisms/beta.md": BETA}, "added | [Beta](docs/mechanisms/beta.md) | `docs/mechanisms/beta.md`"),
        ({WHOLE: None}, "removed | Omega | `docs/machineries/omega.md`"),
        (
            {WHOLE: OMEGA.replace("status: draft", "status: reviewed\nreviewed: 2026-11-02").replace("whole", "all")},
            "touched | [Omega](docs/machineries/omega.md) | `docs/machineries/omega.md`; status: draft → reviewed; "
            "reviewed: none → 2026-11-02; summary",
        ),
        (
            {PAGE: ALPHA.replace("title: Alpha", "title: First").replace("What it is", "It is")},
            "touched | [First](docs/mechanisms/alpha.md) | `docs/mechanisms/alpha.md`; title: Alpha → First; text",
        ),
        (
            {
                PAGE: None,
                "docs/mechanisms/first.md": ALPHA.replace("aliases:", "redirects: [mechanisms/alpha]\naliases:"),
            },
            "renamed | [Alpha](docs/mechanisms/first.md) | from `docs/mechanisms/alpha.md`",
        ),
    ],
    ids=["added", "removed", "touched", "renamed title", "renamed"],
)
def test_a_page_is_told(changed: Mapping[str, str | None], row: str) -> None:
    assert f"\n| {row} |\n" in told(changed).partition("### Pages")[2]


def test_a_renamed_page_loses_and_wins_nothing() -> None:
    renamed = {
        WHOLE: None,
        "docs/machineries/whole.md": OMEGA.replace("status:", "redirects: [machineries/omega]\nstatus:"),
        PAGE: ALPHA.replace("to: omega", "to: whole").replace("[[omega]]", "[[whole]]"),
    }
    report = told(renamed)
    assert report.startswith("**Evidence since `main`.** Claims: 1 text changed; pages: 1 renamed, 1 touched.\n")


def test_what_was_there_twice_is_compared_in_its_order() -> None:
    twice = {**PROJECT, PAGE: ALPHA + CLAIM.replace("Alpha works", "It lasts")}
    assert rows(told({PAGE: ALPHA + CLAIM.replace("Alpha works", "It stays")}, twice)) == [
        f"re-worded | It stays (was: It lasts) | {LINK} | supported |"
    ]
    assert rows(told(PROJECT, twice)) == ["removed | It lasts | Alpha | supported | for `bo2001doubt`"]


HOSTILE = (
    "@everyone https://evil.example www.evil.example ![x](https://evil.example/p.png) [x](javascript:a) <img src=x> "
    "<!-- | a | b `c` \\| \\` &lt; &#64;me **b** ~~s~~ _i_ #1 GH-2 :tada: $x$ [^1] ]( a@b.example \u202edrow\u200b \\"
)


def elements(report: str) -> list[ElementTree.Element]:
    html = github_flavored_markdown_to_html(report)
    return list(ElementTree.fromstring(f"<div>{html}</div>").iter())


def test_hostile_content_is_shown_and_does_nothing() -> None:
    quoted = json.dumps(HOSTILE)
    claim = CLAIM.replace("Alpha works", HOSTILE).replace("[bo2001doubt]", '["`|@a<b>", "a\\\\"]')
    page = ALPHA.replace("title: Alpha", f"title: {quoted}").replace("why: Omega is made of it.", f"why: {quoted}")
    bib = BIBLIOGRAPHY.replace("The gauge", HOSTILE.replace("\\", "").replace("#", "").replace("$", ""))
    report = told({"docs/mechanisms/beta.md": page.replace(CLAIM, claim), "bibliography.bib": bib})
    made = elements(report)
    assert {each.tag for each in made} <= TAGS | {"p", "strong", "h3", "a"}
    assert {each.get("href") for each in made if each.tag == "a"} == {"docs/mechanisms/beta.md"}
    for table in (each for each in made if each.tag == "table"):
        assert len({len(row) for row in table.iter("tr")}) == 1
    for each in made:
        each.text = None if each.tag == "code" else each.text  # nothing in code acts
    shown = "".join(made[0].itertext())
    assert not re.search(r"@\w|#\d|://(?!doi)|www\.|:tada:|GH-|[\u202e]", shown)
    assert "evil.example" in shown
    assert "&lt; &" in shown
    assert "drow" in shown


@given(st.text(st.sampled_from("a@#1:/w.x|\\`*_[]()<>!&;$~ \n-")))
def test_text_stays_text(text: str) -> None:
    made = elements(f"| a | b |\n| --- | --- |\n| {inert('x' + text)} | {code(text)} |\n")
    assert {each.tag for each in made} <= TAGS
    shown = [each for each in made if each.tag == "td"]
    assert len(shown) == 2
    assert "".join(shown[0].itertext()).replace("\u200b", "") == " ".join(f"x{text}".split())


def test_a_report_is_never_too_long_for_github() -> None:
    many = "".join(CLAIM.replace("id: works", f"id: c{number}") for number in range(3000))
    bib = "".join(f"@book{{k{n}2000x, author = {{A, B}}, title = {{T}}, year = {{2000}}}}\n" for n in range(40))
    page = ALPHA + many + "".join(f"See [@k{number}2000x].\n\n" for number in range(40))
    report = told({PAGE: page, "bibliography.bib": BIBLIOGRAPHY + bib})
    assert 50_000 < len(report) < 65_536
    assert "Claims: 3000 added; references: 40 new; pages: 1 touched.\n" in report
    shown = report.count("\n| added |")
    assert f"\n{3000 - shown} more: `kb diff --format json` has all.\n" in report
    assert report.count("\n| new |") == 40
    assert report.count("\n| touched |") == 1


def test_the_working_tree_is_compared_with_a_commit(repository: Path) -> None:
    done = run("HEAD")
    assert (done.exit_code, done.stdout) == (0, "Nothing changed since `HEAD`.\n")
    write({PAGE: ALPHA.replace("    grade: supported", "    grade: mixed")})
    assert "| re-graded | Alpha works |" in run("HEAD").stdout
    git("commit", "-am", "weaker")
    assert run("HEAD").stdout == "Nothing changed since `HEAD`.\n"
    assert "| re-graded | Alpha works |" in run("HEAD~1").stdout
    assert run("HEAD~1", "--links", "https://example.org/").stdout.count("(https://example.org/docs/mechanisms/") == 2


def test_json_has_all_of_it(repository: Path) -> None:
    write({PAGE: ALPHA.replace("    grade: supported", "    grade: mixed")})
    said = json.loads(run("HEAD", "--format", "json").stdout)
    assert [(each["what"], each["before"]["grade"], each["after"]["grade"]) for each in said["claims"]] == [
        (["re-graded"], "supported", "mixed")
    ]
    assert said["pages"] == [
        {"what": ["touched"], "before": PAGE, "after": PAGE, "title": "Alpha", "details": ["text"]},
    ]
    assert (said["base"], said["relations"], said["references"]) == ("HEAD", [], [])


@pytest.mark.parametrize(
    "damage",
    [
        lambda: write({PAGE: ALPHA.replace("title: Alpha", "title: [Alpha")}),
        lambda: write({PAGE: "no front matter"}),
        lambda: write({"bibliography.bib": "@article{ada1999gauge, title = {"}),
        lambda: Path("bibliography.bib").unlink(),
        lambda: [Path(path).unlink() for path in PROJECT],
        lambda: Path(PAGE).write_bytes(b"\xff\xfe\x00" + ALPHA.encode("utf-16")),
    ],
    ids=["front matter", "no front matter", "bibliography", "no bibliography", "nothing", "bytes"],
)
def test_a_base_that_does_not_parse_is_compared(repository: Path, damage: Callable[[], object]) -> None:
    damage()
    Path("kept").touch()
    git("add", ".")
    git("commit", "-am", "broken")
    write(PROJECT)
    done = run("HEAD")
    assert done.exit_code == 0
    assert done.stdout.startswith("**Evidence since `HEAD`.** ")


def test_an_unreadable_page_is_named() -> None:
    report = told(PROJECT, {**PROJECT, PAGE: ALPHA.replace("title: Alpha", "title: [Alpha")})
    assert (
        "\nFront matter that can't be read, so that relations are missing here: `docs/mechanisms/alpha.md`\n" in report
    )


@pytest.mark.parametrize("base", ["nowhere", "", "-x", "--", "HEAD:docs", "a\0b"])
def test_what_git_does_not_know_is_told_in_a_sentence(repository: Path, base: str) -> None:
    done = run("--", base)
    assert (done.exit_code, done.stdout) == (2, "")
    assert re.fullmatch(r"kb: .+\n", done.stderr)


def test_without_git_or_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(PROJECT)
    assert (run("HEAD").exit_code, run("HEAD").stderr.count("\n")) == (2, 1)
    monkeypatch.setenv("PATH", "")
    done = run("HEAD")
    assert (done.exit_code, done.stderr) == (
        2,
        "kb: comparing with another commit needs git, which is not on the PATH\n",
    )
