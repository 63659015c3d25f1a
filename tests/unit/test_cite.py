"""`kb cite`: texts with citations as one document."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.markdown.texts import EXTENSIONS

BIB = """\
@article{ada1999gauge, author = {Ada, Anna}, title = {The gauge}, journal = {Journal of Gauges}, volume = {1},
  pages = {1--9}, year = {1999}}
@article{ada1999other, author = {Ada, Anna}, title = {Another}, journal = {Journal of {<b>Bold</b>}}, volume = {2},
  pages = {10--19}, year = {1999}}
@book{bo2001doubt, author = {Bo, Ben and Cy, Carl}, title = {Doubt \\& more}, publisher = {P}, year = {2001}}
"""
TAG = re.compile(r"<[^<>]*>")


@pytest.fixture(autouse=True)
def bib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bibliography.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def cite(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["cite", *arguments], input=given, catch_exceptions=False)


def cite_json(*arguments: str) -> Any:
    return json.loads(cite("--format", "json", *arguments).stdout)


def test_texts_come_in_order_and_then_their_references() -> None:
    done = cite("It *works* [@bo2001doubt, p. 3].", "As @ada1999gauge says.")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "It works (Bo & Cy, 2001, p. 3).\n\n"
        "As Ada (1999) says.\n\n"
        "References\n\n"
        "Ada, A. (1999). The gauge. Journal of Gauges, 1, 1–9.\n\n"
        "Bo, B., & Cy, C. (2001). Doubt & more. P.\n"
    )


def test_all_texts_together_tell_works_apart() -> None:
    assert cite_json("@ada1999gauge")["references"][0]["text"].startswith("Ada, A. (1999).")
    found = cite_json("@ada1999gauge", "@ada1999other")
    assert [html.unescape(TAG.sub("", text)) for text in found["texts"]] == ["Ada (1999b)", "Ada (1999a)"]
    assert [each["key"] for each in found["references"]] == ["ada1999other", "ada1999gauge"]


def test_a_reference_has_its_key_its_html_and_its_text() -> None:
    (reference,) = cite_json("[@ada1999other]")["references"]
    assert reference == {
        "key": "ada1999other",
        "html": '<li class="kb-reference" id="ref-ada1999other">Ada, A. (1999). Another. '
        "<em>Journal of &lt;b&gt;Bold&lt;/b&gt;</em>, <em>2</em>, 10–19.</li>",
        "text": "Ada, A. (1999). Another. Journal of <b>Bold</b>, 2, 10–19.",
    }


def test_every_link_of_a_text_leads_to_its_reference() -> None:
    found = cite_json("[@ada1999gauge; @bo2001doubt]", "@ada1999other")
    targets = re.findall(r'href="#([^"]+)"', " ".join(found["texts"]))
    assert set(targets) == set(re.findall(r' id="([^"]+)"', " ".join(each["html"] for each in found["references"])))
    assert " id=" not in " ".join(found["texts"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain", "plain", id="one paragraph"),
        pytest.param("one\n\ntwo", "<p>one</p>\n<p>two</p>", id="two paragraphs"),
        pytest.param("# head", '<h1>head</h1>', id="a heading"),
        pytest.param("- a", "<ul>\n<li>a</li>\n</ul>", id="a list"),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="a quotation"),
        pytest.param("", "", id="nothing"),
        pytest.param("---\ntitle: @a\n---\n\nbody", "body", id="a page with its front matter"),
        pytest.param("`[@a]` and me@host.org", "<code>[@a]</code> and me@host.org", id="no citations"),
    ],
)  # fmt: skip
def test_a_single_paragraph_comes_without_its_tags(text: str, shown: str) -> None:
    assert cite_json("--", text) == {"texts": [shown], "references": [], "diagnostics": []}


def test_what_is_unknown_is_marked_and_told_with_its_text_line_and_column() -> None:
    found = cite_json("fine", "two\nlines [see @nobody; @ada1999gauge, @bo2001doubt]", *["x"] * 8, "@ada1999guage")
    assert "(see nobody?; Ada" in TAG.sub("", found["texts"][1])
    assert [(each["path"], each["line"], each["column"], each["code"]) for each in found["diagnostics"]] == [
        ("text 2", 2, 13, "unknown-citation-key"),
        ("text 2", 2, 37, "citation-without-semicolon"),
        ("text 11", 1, 2, "unknown-citation-key"),
    ]
    assert found["diagnostics"][2]["hint"] == "did you mean 'ada1999gauge'?"


def test_an_error_gives_one_and_a_warning_does_not() -> None:
    assert cite("@nobody").exit_code == 1
    done = cite("[@ada1999gauge, @bo2001doubt]")
    assert done.exit_code == 0
    assert done.stderr.startswith("text 1:1:18: warning[citation-without-semicolon]")


def test_faults_of_the_bibliography_are_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "my.bib").write_text("@misc{a, title = {T}, year = {2000}, doi = {nope}}", encoding="utf-8")
    found = cite_json("--bib", "my.bib", "[@a]")
    assert [(each["path"], each["line"], each["code"]) for each in found["diagnostics"]] == [
        ("my.bib", 1, "malformed-doi")
    ]


def test_a_dash_is_standard_input() -> None:
    assert cite("-", given="See @bo2001doubt.").stdout.startswith("See Bo and Cy (2001).\n")


def test_html_is_a_fragment_with_its_list() -> None:
    assert cite("--format", "html", "[@bo2001doubt]").stdout == (
        '<span class="kb-citation">(<a href="#ref-bo2001doubt" role="doc-biblioref">Bo &amp; Cy, 2001</a>)</span>\n'
        '<ul class="kb-references">\n'
        '<li class="kb-reference" id="ref-bo2001doubt">Bo, B., &amp; Cy, C. (2001). '
        "<em>Doubt &amp; more</em>. P.</li>\n"
        "</ul>\n"
    )


@pytest.mark.parametrize("arguments", [("--bib", "none.bib", "x"), ()])
def test_what_can_not_run_gives_two(arguments: tuple[str, ...]) -> None:
    done = cite(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")


def test_the_texts_are_written_in_what_the_pages_are_written_in() -> None:
    class Loader(yaml.SafeLoader):
        """Reads MkDocs' own tags as nothing."""

    Loader.add_multi_constructor("", lambda *_: None)
    config = yaml.load((Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    pages = {name for each in config["markdown_extensions"] for name in ([each] if isinstance(each, str) else each)}
    assert pages - set(EXTENSIONS) == {"kb.markdown", "pymdownx.highlight", "toc"}
    assert set(EXTENSIONS) <= pages
