"""A site made address by address, in several processes, is the one that MkDocs makes."""

import logging
import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands import build as building
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

import making
import sites
from fronts import Fronts
from kb.dividing import FEW
from nearby import MOST, near
from rendering import _Links
from tests.benchmarks.corpus import write_corpus

PAGES = FEW + 5  # as many as several processes share
BROKEN = {
    "docs/mechanisms/node-000001.md": "\n[Nowhere](node-000002.md#nowhere), [lost](lost.md) and [[no page]].\n",
    "docs/machineries/node-000010.md": "\n[Not on this page](#nowhere).\n",
    "docs/about/untitled.md": "# A title in the text\n\nWords.\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up atlas."""
    folder = tmp_path_factory.mktemp("made")
    write_corpus(folder, PAGES)
    return folder


@pytest.fixture
def mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs as it is when no command has begun; what hooks change of it is undone."""
    monkeypatch.setattr(building, "build", making.MKDOCS_BUILD)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def built(project: Path, site: Path, ours: bool, strict: bool = False) -> Mapping[str, bytes]:
    """Return the files of a build, ours or that of MkDocs, by path."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    (building.build if ours else making.MKDOCS_BUILD)(config)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the warnings and errors, in order of their words."""
    return sorted(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)


def test_a_command_builds_in_our_way(project: Path, mkdocs: None) -> None:
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    assert building.build is making.build
    assert making.is_ours(config)


def test_every_byte_is_that_of_mkdocs(project: Path, mkdocs: None, tmp_path: Path) -> None:
    theirs, ours = (built(project, tmp_path / name, name == "ours", strict=True) for name in ("theirs", "ours"))
    assert len(ours) > PAGES
    assert sorted(name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name)) == []


def test_what_is_wrong_is_said_and_counted_as_mkdocs_does(
    mkdocs: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_corpus(tmp_path, PAGES)
    for name, text in BROKEN.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(text)
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").replace(": ignore", ": warn")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    sites = [built(tmp_path, tmp_path / "theirs", ours=False)]
    theirs = said(caplog)
    caplog.clear()
    sites.append(built(tmp_path, tmp_path / "ours", ours=True))
    assert said(caplog) == theirs
    assert any("does not contain an anchor '#nowhere'" in each for each in theirs)
    assert sites[0] == sites[1]
    with pytest.raises(Abort, match=r"warnings?"):
        built(tmp_path, tmp_path / "strict", ours=True, strict=True)


def test_a_fault_in_a_template_is_met_where_it_is_told(project: Path, mkdocs: None, tmp_path: Path) -> None:
    write_corpus(tmp_path, PAGES)
    template = tmp_path / "hooks/theme/main.html"
    text = template.read_text(encoding="utf-8").replace("{{ super() }}", "{{ page.nothing.at_all }}", 1)
    template.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        built(tmp_path, tmp_path / "site", ours=True)


def test_other_plugins_get_the_whole_build(project: Path, mkdocs: None, tmp_path: Path) -> None:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path), plugins=["search"])
    assert not making.is_ours(config)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="one process makes all there")
def test_a_process_that_dies_leaves_its_share_to_the_first(
    project: Path, mkdocs: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_work", lambda *_: os._exit(1))
    assert "mechanisms/node-000001/index.html" in built(project, tmp_path, ours=True)


def test_a_long_section_is_cut_to_what_is_near(project: Path, mkdocs: None, tmp_path: Path) -> None:
    write_corpus(tmp_path, MOST + 30)
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    env = config.theme.get_env()
    site = sites.Site(config, env, (), Fronts(), InclusionLevel.is_included)
    whole = next(each for each in site.nav.items if each.title == "Mechanisms")
    for at in (0, 1, 40, len(whole.children) - 1):
        page = whole.children[at]
        page.active = True
        shown = next(each for each in near(site.nav, page).items if each.title == "Mechanisms")
        assert page in shown.children
        assert shown.active
        assert shown.children[0] is whole.children[0]
        assert len(shown.children) < 20
        page.active = False
    assert len(whole.children) > MOST
    home = site.nav.homepage
    assert home
    assert near(site.nav, home) is site.nav


@pytest.mark.parametrize("seed", range(3))
def test_ways_are_those_that_mkdocs_finds(seed: int) -> None:
    urls = ["./", "a/", "b/", "a/b/", "a/b/c/", "a/c/", "ab/", "b/a/", "404.html", "a/x.html", "a/b/x.png"]
    config = load_config(str(Path(__file__).parents[2] / "mkdocs.yml"))
    ways: dict[tuple[str, str], str] = {}
    for here in random.Random(seed).sample(urls, len(urls)):
        file = File("page.md", None, "site", use_directory_urls=True)
        file.url = here
        links = _Links(file, Files([file]), config, ways)
        assert [links._way(url) for url in urls] == [get_relative_url(url, here) for url in urls], here
