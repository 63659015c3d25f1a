from xml.etree.ElementTree import fromstring

import pytest
from markdown import Markdown

from kb.glossary import parse_glossary
from kb.knowledge import Knowledge
from kb.render.views import frame
from tests.conftest import PROJECT, know

GLOSSARY = """---
title: Glossary
---

Gauge
:   What shows a *reading* of [[alpha|it]]. See [[alpha]].

Bed nucleus (BNST)
:   A region. See [[omega]] and elsewhere.

Effect size (d)
:   How large a difference is.
"""


def render(body: str) -> str:
    uri = "mechanisms/alpha.md"
    return convert(
        know({**PROJECT, "docs/about/glossary.md": GLOSSARY, f"docs/{uri}": PROJECT[f"docs/{uri}"] + body}), uri
    )


def convert(known: Knowledge, uri: str) -> str:
    page = known.articles[uri].page
    settings = {"kb.markdown": {"knowledge": known}}
    md = Markdown(extensions=["toc", "def_list", "attr_list", "kb.markdown"], extension_configs=settings)
    return md.convert(frame(page.source.text[page.body.start :], page, known))


def terms(html: str) -> list[tuple[str | None, str]]:
    root = fromstring(f"<body>{html}</body>".replace("&nbsp;", " "))
    return [(link.text, link.attrib["href"]) for link in root.iter("a") if link.get("class") == "kb-term"]


def test_a_term_has_its_names_its_words_and_its_page() -> None:
    gauge, nucleus, effect = parse_glossary(GLOSSARY).terms
    assert (gauge.names, gauge.definition, gauge.page) == (("Gauge",), "What shows a *reading* of it.", "alpha")
    assert (nucleus.names, nucleus.definition, nucleus.page) == (("Bed nucleus", "BNST"), "A region.", "omega")
    assert (effect.names, effect.page) == (("Effect size",), "")


def test_the_first_use_of_a_term_leads_to_the_glossary() -> None:
    html = render("\n\nTwo gauges and a gauge, the BNST, and *effect sizes*.\n")
    assert terms(html) == [
        ("gauges", "../about/glossary.md#term-gauge"),
        ("BNST", "../about/glossary.md#term-bed-nucleus-bnst"),
        ("effect sizes", "../about/glossary.md#term-effect-size-d"),
    ]
    assert html.count('<template id="card-term-gauge">') == 1
    assert 'More: <a href="alpha.md">Alpha</a>' in html


@pytest.mark.parametrize(
    "body",
    [
        "`gauge`",
        "### A gauge",
        "[a gauge](https://example.org)",
        "engauged gauge-like",
        "a bnst",
        "[see the gauge, @ada1999gauge]",
    ],
)
def test_what_is_no_use_is_left_alone(body: str) -> None:
    assert terms(render(f"\n\n{body}\n")) == []


def test_the_glossary_has_an_anchor_for_each_term() -> None:
    known = know({**PROJECT, "docs/about/glossary.md": GLOSSARY})
    html = convert(known, "about/glossary.md")
    assert '<dt id="term-gauge">Gauge</dt>' in html
    assert '<dt id="term-bed-nucleus-bnst">' in html
    assert "term-gauge" in known.anchors(known.articles["about/glossary.md"].page)
