"""`kb generate`: a source tree for a host without hooks."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner, Result

from kb.__main__ import main
from kb.export.site import Site
from kb.knowledge import Knowledge
from kb.markdown.placing import relative_links
from kb.pages import parse_page
from kb.standalone import build_configuration
from kb.text import Source

CONFIGURATION = """\
site_name: Atlas
site_url: !ENV [NO_SUCH_VARIABLE, "https://atlas.example/"]
docs_dir: docs
theme: {name: material, custom_dir: look}
hooks: [hooks/main.py]
watch: [bibliography.bib]
markdown_extensions:
  - tables
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - kb.markdown
"""


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk, which is the working directory."""
    files = {**project, "mkdocs.yml": CONFIGURATION, "look/main.html": "{{ x }}\n", "docs/a.css": "a {}\n"}
    files["look/.icons/own/mark.svg"] = "<svg/>\n"
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("generate", *arguments), catch_exceptions=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def render(page: Path, tree: Path) -> str:
    body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    settings = {"root": str(tree / "sources")}
    return markdown.markdown(body, extensions=["toc", "kb.markdown"], extension_configs={"kb.markdown": settings})


def test_the_tree_has_all_that_a_host_needs(folder: Path) -> None:
    done = run("out")
    assert (done.exit_code, done.stderr) == (0, "")
    tree = folder / "out"
    for name in (
        "mkdocs.yml",
        "theme/main.html",
        "theme/.icons/own/mark.svg",
        "docs/a.css",
        "docs/claims.md",
        "docs/assets/graph.json",
        "docs/mechanisms/alpha/references.bib",
        "sources/bibliography.bib",
        "after/mechanisms/alpha/index.html.md",
    ):
        assert (tree / name).is_file(), name
    source = (folder / "docs/mechanisms/alpha.md").read_bytes()
    assert (tree / "sources/docs/mechanisms/alpha.md").read_bytes() == source


def test_a_page_has_what_hooks_would_put_around_it(folder: Path) -> None:
    run("out")
    path = folder / "out/docs/mechanisms/alpha.md"
    page = parse_page(Source("docs/mechanisms/alpha.md", path.read_text(encoding="utf-8")), "mechanisms/alpha.md")
    assert page.problems == ()
    assert {"title", "citation_tags", "description", "head"} <= page.fields.fields.keys()
    assert page.fields.fields["citation_tags"].items[0].items[0].text == "citation_title"
    html = render(path, folder / "out")
    assert "claim" in html
    assert "Omega is made of it." in html
    assert re.findall(r'(?:href|src)="/[^"]*"', html) == []
    assert 'href="../machineries/omega.md"' in html


def test_old_anchors_and_old_addresses_arrive_without_hooks(folder: Path) -> None:
    path = folder / "docs/mechanisms/alpha.md"
    fields = "redirects: [mechanisms/first]\nmoved: {old-works: works}\nrelations:"
    path.write_text(path.read_text(encoding="utf-8").replace("relations:", fields), encoding="utf-8")
    run("out")
    assert 'url=../alpha/"' in (folder / "out/docs/mechanisms/first/index.html").read_text(encoding="utf-8")
    assert '<a class="kb-moved" id="old-works"></a>' in render(folder / "out/docs/mechanisms/alpha.md", folder / "out")


def test_a_second_run_writes_nothing(folder: Path) -> None:
    run("out")
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*") if path.name != ".written.json"}
    done = run("out")
    assert re.search(r"^\d+ files, 0 written, 0 removed$", done.stdout, re.MULTILINE)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_change_is_followed_and_nothing_else_is_touched(folder: Path) -> None:
    run("out")
    (folder / "out/notes.txt").write_text("mine", encoding="utf-8")
    omega = folder / "docs/machineries/omega.md"
    omega.rename(folder / "docs/machineries/whole.md")
    alpha = folder / "docs/mechanisms/alpha.md"
    alpha.write_text(alpha.read_text(encoding="utf-8").replace("to: omega", "to: whole"), encoding="utf-8")
    run("out")
    changed = contents(folder / "out")
    assert "docs/machineries/whole.md" in changed
    assert not [name for name in changed if "omega" in name]
    assert changed["notes.txt"] == b"mine"
    run("fresh")
    del changed["notes.txt"]
    assert {name: data for name, data in changed.items() if ".cache" not in name} == contents(folder / "fresh")


@pytest.mark.parametrize("place", ["docs", "docs/out", ".", ".."])
def test_a_folder_of_the_sources_is_refused(folder: Path, place: str) -> None:
    before = contents(folder)
    done = run(place)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("kb: ")
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/mechanisms/alpha.md"])
def test_a_file_that_another_wrote_is_in_the_way(folder: Path, name: str) -> None:
    (folder / "out" / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "out" / name).write_text("mine", encoding="utf-8")
    done = run("out")
    assert done.exit_code == 1
    assert f"{name} was not written by this command" in done.stderr
    assert contents(folder / "out") == {name: b"mine"}


def test_a_file_that_was_changed_since_is_in_the_way_even_when_it_would_go(folder: Path) -> None:
    run("out")
    (folder / "docs/a.css").unlink()
    (folder / "out/docs/a.css").write_text("mine", encoding="utf-8")
    done = run("out")
    assert done.exit_code == 1
    assert (folder / "out/docs/a.css").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../mine.txt", "docs/../../mine.txt", "away/mine.txt"])
def test_nothing_outside_of_the_folder_is_touched(folder: Path, name: str) -> None:
    run("out")
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "out/away").symlink_to(folder)
    record = folder / "out/.written.json"
    digests = {**json.loads(record.read_text(encoding="utf-8")), name: hashlib.sha256(b"mine").hexdigest()}
    record.write_text(json.dumps(digests), encoding="utf-8")
    done = run("out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "leads out of the folder" in done.stderr
    assert (folder / "mine.txt").exists()


@pytest.mark.parametrize("record", ["[]", "{", "\xff"])
def test_a_damaged_record_is_told_and_nothing_is_written(folder: Path, record: str) -> None:
    (folder / "out").mkdir()
    (folder / "out/.written.json").write_text(record, encoding="latin-1")
    assert run("out").exit_code == 1
    assert len(contents(folder / "out")) == 1


def test_what_is_wrong_is_told_and_shown(folder: Path) -> None:
    (folder / "docs/bad.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    done = run("out")
    assert done.exit_code == 1
    assert "malformed-fields" in done.stderr
    assert "!!! failure" in (folder / "out/docs/bad.md").read_text(encoding="utf-8")


def test_without_a_configuration_it_says_so(folder: Path) -> None:
    (folder / "mkdocs.yml").unlink()
    done = run("out")
    assert done.exit_code == 2
    assert "there is no configuration" in done.stderr


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "a: \x07\n"])
def test_a_configuration_that_is_none_is_told(folder: Path, text: str) -> None:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run("out")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "mkdocs.yml can't be read" in done.stderr
    assert not (folder / "out").exists()


def test_settings_without_a_value_count_as_none(knowledge: Knowledge) -> None:
    text = "site_name: Atlas\nsite_url:\nsite_description:\ntheme: {name: material, custom_dir: }\n"
    made = build_configuration(f"{text}markdown_extensions:\n  - kb.markdown: {{style: }}\n", knowledge)
    assert made.site == Site("", "Atlas", "")
    assert (made.theme, made.style) == (None, "")


def test_the_configuration_has_no_hooks_and_keeps_the_tags_of_the_host(knowledge: Knowledge) -> None:
    made = build_configuration(CONFIGURATION, knowledge)
    assert "emoji_index: !!python/name:material.extensions.emoji.twemoji" in made.text
    plain = yaml.safe_load(made.text.replace("!!python/name:material.extensions.emoji.twemoji", "x"))
    assert plain.keys() == {"site_name", "site_url", "theme", "markdown_extensions", "nav"}
    assert plain["site_url"] == made.site.url == "https://atlas.example/"
    assert plain["theme"] == {"name": "material", "custom_dir": "theme"}
    assert plain["markdown_extensions"][0] == "tables" or plain["markdown_extensions"][0] == {"tables": {}}
    assert plain["markdown_extensions"][-1] == {
        "kb.markdown": {"root": "sources", "site_url": "https://atlas.example/"}
    }
    assert {"Mechanisms": ["mechanisms/alpha.md"]} in plain["nav"]


def test_another_address_of_the_site_comes_first(knowledge: Knowledge) -> None:
    assert build_configuration(CONFIGURATION, knowledge, "https://other.example/").site.url == "https://other.example/"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="/mechanisms/b.md#c">', '<a href="b.md#c">'),
        ('<a href="/machineries/b.md?x">', '<a href="../machineries/b.md?x">'),
        ('<a class="x" href="/assets/g.json">', '<a class="x" href="../assets/g.json">'),
        ('<img src="/assets/g.png">', '<img src="../assets/g.png">'),
        ('<a href="/find/">', '<a href="../find/">'),
        ('<a href="/">', '<a href="../">'),
        ('<a href="//host/x">', '<a href="//host/x">'),
        ('<a href="https://host/x">', '<a href="https://host/x">'),
        ('<a href="b.md">', '<a href="b.md">'),
        ('<p>write href="/x"</p>', '<p>write href="/x"</p>'),
        ('<p data-href="/x">', '<p data-href="/x">'),
    ],
)
def test_links_from_the_root_are_seen_from_the_page(markup: str, expected: str) -> None:
    assert relative_links(markup, "mechanisms/a.md") == expected
