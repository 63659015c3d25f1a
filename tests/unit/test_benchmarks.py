"""The made-up atlas of the benchmarks is right, the same in every run, and as large as it says."""

from kb.articles import Article
from kb.checks import check
from tests.benchmarks.corpus import CITATIONS, LINKS, Dialect, build_corpus
from tests.conftest import TODAY, know

PAGES = 20


def nodes(articles: dict[str, Article]) -> list[Article]:
    return [each for uri, each in articles.items() if "node-" in uri]


def test_nothing_is_wrong_with_it() -> None:
    assert [str(each) for each in check(know(build_corpus(PAGES)), TODAY)] == []


def test_it_is_the_same_in_every_run() -> None:
    assert build_corpus(PAGES) == build_corpus(PAGES)


def test_every_page_has_what_it_should() -> None:
    knowledge = know(build_corpus(PAGES))
    found = nodes(dict(knowledge.articles))
    assert len(found) == PAGES
    assert len(knowledge.bibliography) == 2 * PAGES
    for each in found:
        assert sum(len(citation.items) for citation in each.citations) == CITATIONS
        assert len(each.wikilinks) == LINKS
        assert len(each.relations) == 4
        assert len(each.claims) == 2
        words = each.page.source.text[each.page.body.start :].split()
        assert 800 <= len(words) <= 1100


def test_a_plain_dialect_has_the_same_words() -> None:
    ours, plain = build_corpus(PAGES), build_corpus(PAGES, Dialect.PLAIN)
    assert ours.keys() == plain.keys()
    page = "docs/mechanisms/node-000005.md"
    assert ours[page].split("\n\n")[1].partition(" [@")[0] == plain[page].split("\n\n")[1].partition(" [@")[0]
    assert "[[" not in plain[page]
