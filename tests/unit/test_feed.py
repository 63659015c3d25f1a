"""The feed, held to RFC 4287, and the other files that tell of the whole site."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from kb.diagnostics import Diagnostic
from kb.export.feed import feed, find_news
from kb.export.guides import llms_txt, opensearch, robots_txt
from kb.export.site import Site, site_exports
from kb.knowledge import Knowledge
from tests.conftest import ALPHA, PROJECT, know

SITE = "https://atlas.example/sub/"
PATH = "docs/mechanisms/alpha.md"
ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = 'changes:\n  2026-10-05: "The grade of [[alpha]] fell."\n  2026-11-20: Two works were added.\nrelations:'
CHANGED = ALPHA.replace("relations:", CHANGES)
EVIL = """<b>&amp; ]]> "quoted" é"""


def known(alpha: str = CHANGED) -> Knowledge:
    return know({**PROJECT, PATH: alpha})


def read(knowledge: Knowledge) -> Element:
    return ElementTree.fromstring(feed(knowledge, SITE, "Atlas"))


def text(element: Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def faults(root: Element) -> Iterator[str]:
    """Yield what RFC 4287 requires and the feed lacks."""
    entries = root.findall(f"{ATOM}entry")
    if root.tag != f"{ATOM}feed":
        yield "the root is no feed"
    for where in (root, *entries):
        for name in ("id", "title", "updated"):  # §4.1.1, §4.1.2: exactly one
            if len(where.findall(f"{ATOM}{name}")) != 1:
                yield f"not one {name} in {where.tag}"
        for link in where.findall(f"{ATOM}link"):
            if not re.fullmatch(r"https://\S+", link.get("href", "")):
                yield "a link without an address"  # §4.2.7.1
        for updated in where.findall(f"{ATOM}updated"):
            datetime.datetime.fromisoformat(updated.text or "")  # §3.3
        if len(where.findall(f"{ATOM}link[@rel='alternate']")) != 1:
            yield "no one page that it tells of"  # §4.1.1, §4.1.2
    if len(root.findall(f"{ATOM}link[@rel='self']")) != 1:
        yield "no link to itself"  # §4.1.1: should
    if not root.findall(f"{ATOM}author"):
        yield "nobody wrote it"  # §4.1.1: or every entry has one
    ids = [text(entry, "id") for entry in entries]
    if len(ids) != len(set(ids)) or not all(re.fullmatch(r"https://\S+", each) for each in ids):
        yield "ids that are no names of their own"  # §4.2.6


@pytest.mark.parametrize(
    "alpha",
    [ALPHA, CHANGED, CHANGED.replace("title: Alpha\n", f"title: '{EVIL}'\n"), ALPHA.replace("reviewed:", "other:")],
    ids=["reviewed", "changed", "hostile", "without news"],
)
def test_the_feed_is_as_its_standard_has_it(alpha: str) -> None:
    assert list(faults(read(known(alpha)))) == []


def test_a_change_and_a_review_are_entries_the_newest_first() -> None:
    entries = read(known()).findall(f"{ATOM}entry")
    assert [(text(each, "title"), text(each, "updated")[:10], text(each, "content")) for each in entries] == [
        ("Alpha: the evidence changed", "2026-11-20", "Two works were added."),
        ("Alpha: reviewed", "2026-11-01", "The first of two. Claims: 1 supported. 2 works cited."),
        ("Alpha: the evidence changed", "2026-10-05", "The grade of alpha fell."),
    ]
    assert text(entries[0], "id") == f"{SITE}mechanisms/alpha/#2026-11-20"


def test_a_change_on_the_day_of_a_review_is_one_entry() -> None:
    news = list(find_news(known(CHANGED.replace("2026-11-20", "2026-11-01"))))
    assert [(each.day.isoformat(), each.what) for each in news] == [
        ("2026-11-01", "the evidence changed"),
        ("2026-10-05", "the evidence changed"),
    ]


def test_the_feed_is_as_old_as_its_newest_entry_and_knows_no_clock() -> None:
    assert text(read(known()), "updated") == "2026-11-20T00:00:00Z"
    assert feed(known(), SITE, "Atlas") == feed(known(), SITE, "Atlas")


def test_an_author_writes_words_and_no_markup() -> None:
    root = read(known(CHANGED.replace("title: Alpha\n", f"title: '{EVIL}'\n")))
    assert text(root.findall(f"{ATOM}entry")[0], "title") == f"{EVIL}: the evidence changed"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("changes:\n  november: So.\n", "invalid-field"),
        ("changes:\n  2026-02-30: So.\n", "invalid-field"),
        ("changes:\n  2026-11-20:\n", "invalid-field"),
        ("changes: [So.]\n", "invalid-field"),
        ("changes:\n  2100-01-01: So.\n", "future-review"),
    ],
    ids=["no date", "no such day", "no words", "no record", "to come"],
)
def test_a_change_has_a_day_and_words(
    written: str, code: str, diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]]
) -> None:
    changed = {PATH: ALPHA.replace("relations:", f"{written}relations:")}
    assert [each.code for each in diagnose_with(changed) if each.path == PATH] == [code]


def test_a_change_with_a_day_and_words_is_right(
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    assert [each for each in diagnose_with({PATH: CHANGED}) if each.path == PATH] == []


def test_the_guide_for_language_models_is_as_llmstxt_has_it() -> None:
    lines = llms_txt(known(), SITE, "Atlas", "An atlas.").splitlines()
    assert lines[0] == "# Atlas"
    assert [line for line in lines if line.startswith("# ")] == ["# Atlas"]
    assert lines[2] == "> An atlas."
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == ["## Machineries", "## Mechanisms", "## Data", "## Optional"]
    listed = [line for line in lines[lines.index(sections[0]) :] if line and not line.startswith("#")]
    assert all(re.fullmatch(rf"- \[[^\[\]]+\]\({re.escape(SITE)}[^\s()]+\)(: .+)?", line) for line in listed)
    assert f"- [Alpha]({SITE}mechanisms/alpha/index.html.md): The first of two." in listed


def test_crawlers_are_told_where_the_map_of_the_site_is() -> None:
    assert robots_txt(SITE).splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE}sitemap.xml"]


def test_browsers_are_told_how_to_search() -> None:
    root = ElementTree.fromstring(opensearch(SITE, "An atlas & its long name"))
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = root.find(f"{space}Url")
    assert url is not None
    assert (url.get("type"), url.get("template")) == ("text/html", f"{SITE}find/?q={{searchTerms}}")
    assert len(root.findtext(f"{space}ShortName") or "") <= 16  # as the specification has it


def test_a_site_without_an_address_has_no_files_of_addresses() -> None:
    assert list(site_exports(known(), Site("", "Atlas"))) == []
    assert len(list(site_exports(known(), Site(SITE, "Atlas")))) == 4
