"""A small project that is right, for tests to break."""

import datetime
from collections.abc import Callable, Mapping

import pytest
from hypothesis import settings

from kb.articles import read_article
from kb.bibliography import parse_bibliography
from kb.checks import check
from kb.diagnostics import Diagnostic
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge, build_knowledge
from kb.layout import LAYOUT_FILE, parse_layout
from kb.text import Source

# The same examples in every run: chance belongs into fuzzing, not into a test that must say the same twice.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

TODAY = datetime.date(2026, 11, 22)

BIBLIOGRAPHY = """\
@article{ada1999gauge,
  author = {Ada, Anna},
  title = {The gauge},
  journal = {Journal of Gauges},
  volume = {1},
  pages = {1--9},
  year = {1999},
  checked = {verified},
  checkedon = {2026-11-01},
  checkedby = {doi},
}

@article{bo2001doubt,
  author = {Bo, Ben and Cy, Carl},
  title = {A doubt},
  journal = {Journal of Doubts},
  volume = {2},
  pages = {10--19},
  year = {2001},
  checked = {verified},
  checkedon = {2026-11-01},
  checkedby = {doi},
}
"""

ALPHA = """\
---
title: Alpha
kind: mechanism
level: cognitive
summary: The first of two.
aliases: [the first]
status: reviewed
reviewed: 2026-11-01
relations:
  - type: part-of
    to: omega
    why: Omega is made of it.
    grade: mixed
    cites: [ada1999gauge]
    disputes: [bo2001doubt]
---

What it is, as @ada1999gauge has it.

## How it works

It works [@bo2001doubt, p. 12].

/// claim | Alpha works
    id: works
    grade: supported
    supports: [bo2001doubt]

It was seen to work in [[omega]].
///
"""

OMEGA = """\
---
title: Omega
kind: machinery
level: affective
summary: The whole.
status: draft
---

It is made of [[alpha|the first]] and [its claim](../mechanisms/alpha.md#works).
"""

PROJECT: Mapping[str, str] = {
    "bibliography.bib": BIBLIOGRAPHY,
    "docs/mechanisms/alpha.md": ALPHA,
    "docs/machineries/omega.md": OMEGA,
}


def know(files: Mapping[str, str]) -> Knowledge:
    """Return the knowledge of a project given as texts by path."""
    pages = {path.removeprefix("docs/"): text for path, text in files.items() if path.endswith(".md")}
    articles = [read_article(Source(f"docs/{uri}", text), uri) for uri, text in pages.items()]
    articles += [read_article(Source(uri, text), uri) for uri, text in GENERATED_PAGES.items()]
    bibliography = parse_bibliography(Source("bibliography.bib", files["bibliography.bib"]))
    layout, problems = parse_layout(Source(LAYOUT_FILE, files[LAYOUT_FILE])) if LAYOUT_FILE in files else (None, ())
    return build_knowledge(articles, bibliography, (), problems, layout)


@pytest.fixture
def project() -> Mapping[str, str]:
    """The texts of a project that is right, by path."""
    return PROJECT


@pytest.fixture
def knowledge() -> Knowledge:
    """The knowledge of the project that is right."""
    return know(PROJECT)


@pytest.fixture
def diagnose_with() -> Callable[[Mapping[str, str]], tuple[Diagnostic, ...]]:
    """A function that says what is wrong with the project when some of its files are others."""
    return lambda changed: check(know({**PROJECT, **changed}), TODAY)
