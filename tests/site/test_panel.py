"""What is wrong is said alike in the terminal and in the build's log, and shown in the browser while one writes."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.site.changes import ATLAS, BIB
from tests.site.serving import ROOT, Serving, Tree, write_core, write_tree

Build = Callable[..., subprocess.CompletedProcess[str]]
ALPHA = "docs/mechanisms/alpha.md"
BETA = "docs/mechanisms/beta.md"
STYLE = "docs/assets/faults.css"

# The small atlas with the atlas' own theme.
SOUND: Tree = {
    **{path: text for path, text in ATLAS.items() if not path.startswith("hooks/theme/")},
    "mkdocs.yml": f"INHERIT: {ROOT / 'mkdocs.yml'}\n",
    **{
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / STYLE, *sorted((ROOT / "hooks" / "theme").rglob("*")))
        if path.is_file()
    },
    "docs/contributing/diagnostics.md": "---\ntitle: Diagnostics\n---\n\n## unknown-page\n\nNo page has that name.\n",
}
BROKEN: Tree = {
    **SOUND,
    ALPHA: ATLAS[ALPHA].replace("[[omega]]", '[[<b class="x">&omega</b>]]'),
    BETA: ATLAS[BETA].replace("@eve2003ebb and", "@eve2003ebbb, @nobody2000 and"),
    BIB: ATLAS[BIB] + "\n@misc{unread2000, title = {T}, author = {A, B}, year = {2000}}\n",
}


class Panel(HTMLParser):
    """The panel of a page: its elements with their attributes, its links and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = 0
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "aside" and (self.inside > 0 or ("class", "kb-faults") in attrs)
        if self.inside:
            self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "aside" and self.inside > 0

    def handle_data(self, data: str) -> None:
        self.words += data if self.inside else ""

    @property
    def links(self) -> list[str | None]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def page(serving: Serving, path: str) -> str:
    return serving.get(path)[1].decode()


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The small atlas with its real theme, served with faults in it."""
    with Serving(tmp_path_factory.mktemp("panel"), BROKEN) as served:
        yield served


def test_a_page_lists_its_own_diagnostics_with_place_message_and_cure(serving: Serving) -> None:
    panel = Panel(page(serving, "mechanisms/beta/"))
    assert "2 diagnostics on this page" in panel.words
    for words in (
        f"{BETA}:",
        "error no bibliography entry 'eve2003ebbb'",
        "Help: did you mean 'eve2003ebb'?",
        "'nobody2000'",
    ):
        assert words in panel.words
    assert panel.links[:2] == ["../../contributing/diagnostics/#unknown-citation-key"] * 2
    assert "to mend elsewhere: bibliography.bib (2), Alpha (1)" in panel.words
    assert panel.links[2:] == ["../../references/", "../alpha/"]


def test_what_an_author_wrote_is_text_in_the_panel_and_nothing_else(serving: Serving) -> None:
    panel = Panel(page(serving, "mechanisms/alpha/"))
    assert "no page is called '<b class=\"x\">&omega</b>'" in panel.words
    assert {tag for tag, _ in panel.tags} <= {"aside", "p", "ol", "li", "code", "strong", "a", "mark"}
    assert all(attributes.keys() <= {"class", "role", "aria-label", "href"} for _, attributes in panel.tags)


def test_the_panel_has_a_name_and_stands_before_the_text(serving: Serving) -> None:
    html = page(serving, "mechanisms/alpha/")
    [panel] = re.findall(r'<aside class="kb-faults" role="region" aria-label="[^"]+">', html)
    assert html.index("<article") < html.index(panel) < html.index("<h1")


def test_a_page_without_fault_says_in_a_line_where_faults_are(serving: Serving) -> None:
    panel = Panel(page(serving, "machineries/omega/"))
    assert "on this page" not in panel.words
    assert panel.words == "5 to mend elsewhere: bibliography.bib (2), Alpha (1), Beta (2)"
    assert panel.links == ["../../references/", "../../mechanisms/alpha/", "../../mechanisms/beta/"]


def test_the_list_of_all_references_answers_for_the_bibliography(serving: Serving) -> None:
    assert "'unread2000'" in Panel(page(serving, "references/")).words


def test_a_page_in_fault_has_its_text_and_its_style(serving: Serving) -> None:
    html = page(serving, "mechanisms/beta/")
    assert "How it works" in html
    assert "assets/faults.css" in html
    assert serving.get("assets/faults.css")[0] == 200


def test_a_built_site_has_no_panel_and_no_style_of_it(tmp_path: Path, build: Build) -> None:
    write_core(tmp_path)
    write_tree(tmp_path, BROKEN)
    assert build("build", "--site-dir", str(tmp_path / "site"), cwd=tmp_path).returncode == 0
    site = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert site
    assert not [path for path in site if b"kb-faults" in path.read_bytes() or path.name == "faults.css"]


def test_what_is_mended_goes_and_the_panel_with_it(tmp_path: Path) -> None:
    with Serving(tmp_path, BROKEN) as served:
        served.become({**BROKEN, BETA: SOUND[BETA], BIB: SOUND[BIB]})
        assert Panel(page(served, "mechanisms/beta/")).words == "1 to mend elsewhere: Alpha (1)"
        served.become(SOUND)
        assert not Panel(page(served, "mechanisms/beta/")).tags
        served.become({path: text for path, text in SOUND.items() if path != BIB})
        assert served.get("mechanisms/beta/")[0] == 500
        assert "bibliography.bib&#x27; isn&#x27;t an existing file" in page(served, "mechanisms/beta/")
        served.become(BROKEN)
        assert "2 diagnostics on this page" in Panel(page(served, "mechanisms/beta/")).words


def test_a_build_and_the_check_say_the_same(tmp_path: Path, build: Build) -> None:
    write_core(tmp_path)
    write_tree(tmp_path, {**ATLAS, **{path: BROKEN[path] for path in (ALPHA, BETA, BIB)}})
    check = [sys.executable, "-m", "kb", "check"]
    told = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    built = build("build", "--strict", "--site-dir", str(tmp_path / "site"), cwd=tmp_path)
    assert (told.returncode, built.returncode) == (1, 1)
    log = re.sub(r"^(ERROR|WARNING|INFO) *-  ", "", built.stderr, flags=re.MULTILINE)
    assert len(told.stdout.split("\n\n")) > 4
    assert told.stdout.strip().replace("\n\n", "\n") in log
