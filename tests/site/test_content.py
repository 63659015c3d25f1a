"""The atlas' own content: whatever goes wrong in it is told, at its place."""

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kb.articles import read_article
from kb.checks import check
from kb.diagnostics import Diagnostic, Severity
from kb.knowledge import Knowledge
from kb.loading import load_knowledge
from kb.text import Source, Span

ROOT = Path(__file__).parents[2]
TODAY = datetime.date.today()


@cache
def atlas() -> Knowledge:
    return load_knowledge(ROOT)


def nodes() -> list[str]:
    return [page.uri for page in atlas().graph.nodes.values()]


def faults(knowledge: Knowledge) -> list[Diagnostic]:
    """Return what is wrong, notes apart: they ask, and fail nothing."""
    return [each for each in check(knowledge, TODAY) if each.severity is not Severity.NOTE]


def test_the_atlas_is_right() -> None:
    assert faults(atlas()) == []


def test_the_atlas_is_an_atlas() -> None:
    claims = [claim for article in atlas().articles.values() for claim in article.claims]
    assert len(nodes()) >= 70
    assert len(atlas().citing) >= 170
    assert len(claims) >= 150
    assert sum(bool(claim.grade and claim.grade.is_disputed and claim.disputes) for claim in claims) >= 40


def clicks(uri: str) -> set[str]:
    """Return the pages that one click on the page `uri` leads to: its links and its relations, in both directions."""
    article = atlas().articles[uri]
    pages = [atlas().find_page(link.target) for link in article.wikilinks if link.target]
    pages += [atlas().graph.nodes[edge.other] for edge in atlas().graph.neighbourhood(article.page.id)]
    return {page.uri for page in pages if page and page.kind and page.uri != uri}


def test_no_page_is_a_dead_end_and_none_an_orphan() -> None:
    assert [uri for uri in nodes() if not clicks(uri)] == []
    reached = {target for uri in atlas().articles for target in clicks(uri)}
    assert [uri for uri in nodes() if uri not in reached] == []


def test_every_machinery_is_two_clicks_from_every_other() -> None:
    machineries = {uri for uri in nodes() if uri.startswith("machineries/")}
    for start in machineries:
        near = clicks(start)
        assert machineries <= {start} | near | {far for each in near for far in clicks(each)}


def places(uri: str) -> Iterator[tuple[str, Span]]:
    """Yield what can be got wrong on the page `uri`: the code that tells, and where."""
    article = atlas().articles[uri]
    yield from (("unknown-citation-key", item.span) for item in article.cited)
    yield from (("unknown-relation-target", relation.places["to"]) for relation in article.relations)
    yield from (("unknown-page", link.target_span) for link in article.wikilinks if link.target)
    yield from (("unknown-anchor", link.anchor_span) for link in article.wikilinks if link.anchor)
    yield from (("unknown-anchor", link.anchor_span) for link in article.links if link.anchor)


@pytest.mark.parametrize("uri", nodes())
def test_one_wrong_name_is_told_at_its_place(uri: str) -> None:
    page = atlas().articles[uri].page
    every = list(places(uri))
    assert every
    for code, span in random.Random(uri).sample(every, min(12, len(every))):
        text = page.source.text
        name = text[span.start : span.end]
        broken = text[: span.start] + name + "x" + text[span.end :]
        article = read_article(Source(page.source.path, broken), uri)
        found = faults(replace(atlas(), articles={**atlas().articles, uri: article}))
        told = [(each.code, each.path, each.line, each.column) for each in found if each.code != "uncited-entry"]
        assert told == [(code, page.source.path, *page.source.position(span.start))], (name, found)


def test_no_link_is_typed_with_an_author_beside_its_citation() -> None:
    doubled = re.compile(r"[A-Z][a-z]+ (?:et al\.|and colleagues) \[@")
    assert [uri for uri in nodes() if doubled.search(atlas().articles[uri].page.source.text)] == []
