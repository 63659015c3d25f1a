"""What is kept of a build is never seen: the next site is that of a clean build, and only what changed is made."""

import logging
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as building
from mkdocs.config import load_config

import making
import sites
from kb.loading import CACHE
from tests.benchmarks.corpus import write_corpus
from tests.site.atlas import ATLAS
from tests.site.changes import CHANGES, Change, is_sound
from tests.site.processes import build_project
from tests.site.serving import NEW, PATIENCE, Site, Tree, read_site, write_core, write_tree

PAGES = 12
PAGE = "docs/mechanisms/node-000005.md"
# Random changes; more of them for whoever works on what is kept.
EXAMPLES = int(os.environ.get("KB_SERVE_EXAMPLES", "2"))


class Project:
    """A project that is built again and again, with all that builds keep."""

    def __init__(self, root: Path) -> None:
        self.root, self.made = root, Counter[str]()
        write_corpus(root, PAGES)

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Change a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert change(text) != text
        (self.root / path).write_text(change(text), encoding="utf-8")

    def build(self, **settings: Any) -> Site:
        """Return the site after a build; `made` says how many pages and files that took."""
        self.made.clear()
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "site"), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        building.build(config)
        return read_site(self.root / "site")

    @property
    def kept(self) -> Path:
        """The file in which renderings are kept."""
        return self.root / CACHE / "built"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A made-up atlas, in which nothing was built; MkDocs is as before afterwards."""
    monkeypatch.setattr(building, "build", making.MKDOCS_BUILD)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    project = Project(tmp_path)
    for module, name in ((building, "_build_page"), (sites.MadeFile, "_pieces")):
        monkeypatch.setattr(module, name, _counting(getattr(module, name), project.made, name))
    yield project


def _counting(function: Callable[..., Any], counted: Counter[str], name: str) -> Callable[..., Any]:
    def counting(*arguments: Any, **named: Any) -> Any:
        counted[name] += 1
        return function(*arguments, **named)

    return counting


def test_a_site_that_is_built_again_is_taken_from_what_was_kept(project: Project) -> None:
    first = project.build()
    assert project.made["_build_page"] > PAGES
    assert project.build() == first
    assert not project.made


def test_an_edit_of_the_text_makes_that_page_and_what_has_all_texts_in_it(project: Project) -> None:
    first = project.build()
    files = project.made["_pieces"]
    project.edit(PAGE, lambda text: f"{text}\nA new line.\n")
    second = project.build()
    assert project.made == {"_build_page": 2, "_pieces": files}  # that of gaps looks through all texts
    changed = {name for name in first if first[name] != second.get(name)}
    assert {name for name in changed if name.endswith(".html")} == {"mechanisms/node-000005/index.html"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PAGE, "title: Node 000005", "title: Quite another title"),
        ("bibliography.bib", "Journal of", "Annals of"),
        ("mkdocs.yml", "site_name: ", "site_name: New "),
        ("mkdocs.yml", "  - abbr\n", ""),
        ("mkdocs.yml", "navigation.top", "navigation.tabs"),
    ],
)
def test_what_every_page_may_show_makes_every_page(project: Project, path: str, old: str, new: str) -> None:
    project.build()
    pages = project.made["_build_page"]
    project.edit(path, lambda text: text.replace(old, new))
    project.build()
    assert project.made["_build_page"] == pages


def test_a_page_that_looks_through_the_prose_of_others_is_made_anew(project: Project) -> None:
    wanted = project.root / "docs/contributing/wanted.md"
    wanted.parent.mkdir(exist_ok=True)
    wanted.write_text("---\ntitle: Wanted\n---\n\nQuietness\n:   What nobody has written of.\n", encoding="utf-8")
    before = project.build()["contributing/gaps/index.html"].decode()
    project.edit(PAGE, lambda text: f"{text}\nIn quietness it ends.\n")
    after = project.build()["contributing/gaps/index.html"].decode()
    assert "Quietness" in before
    assert before != after
    project.kept.unlink()
    assert project.build()["contributing/gaps/index.html"].decode() == after


def test_what_a_page_warns_of_is_said_in_every_build(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.edit("mkdocs.yml", lambda text: text.replace("not_found: ignore", "not_found: warn"))
    project.edit(PAGE, lambda text: f"{text}\n[Lost](lost.md)\n")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # as --quiet has it
    try:
        project.build()
    finally:
        logging.getLogger("mkdocs").setLevel(logging.NOTSET)
    assert "'lost.md', but" not in caplog.text
    for _ in range(2):
        caplog.clear()
        project.build()
        assert caplog.text.count("'lost.md', but") == 1


def test_links_to_anchors_are_checked_in_every_build(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.edit("mkdocs.yml", lambda text: text.replace("anchors: ignore", "anchors: warn"))
    project.edit(PAGE, lambda text: f"{text}\n[Nowhere](node-000006.md#nowhere)\n")
    for _ in range(2):
        caplog.clear()
        project.build()
        assert "does not contain an anchor '#nowhere'" in caplog.text


def test_nothing_is_kept_of_a_page_that_is_gone(project: Project) -> None:
    project.build()
    (project.root / PAGE).unlink()
    project.build()
    connection = sqlite3.connect(project.kept)
    addresses = {address for (address,) in connection.execute("select address from renderings")}
    connection.close()
    assert "mechanisms/node-000006/index.html" in addresses
    assert not [address for address in addresses if "node-000005" in address]


@pytest.mark.parametrize("damage", ["garbage", "cut", "other", "zeros", "folder"])
def test_a_spoiled_file_is_made_anew(project: Project, damage: str) -> None:
    first = project.build()
    data = project.kept.read_bytes()
    if damage == "garbage":
        project.kept.write_bytes(b"no database")
    elif damage == "cut":
        project.kept.write_bytes(data[: len(data) // 2])
    elif damage == "zeros":
        project.kept.write_bytes(data[:4096] + bytes(len(data) - 4096))
    elif damage == "folder":
        project.kept.unlink()
        project.kept.mkdir()
    else:
        connection = sqlite3.connect(project.kept)
        connection.execute("update renderings set data = x'00'")
        connection.commit()
        connection.close()
    assert project.build() == first
    assert project.build() == first
    assert damage == "folder" or not project.made


class Builds:
    """A project of which every build is held to a clean one."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers, self._tree = folder, count(), {}
        self._project, self.log = folder / "project", folder / "build.log"
        write_core(self._project)

    def become(self, tree: Tree) -> tuple[Site | None, Site | None]:
        """Make the project that of `tree` and return its site and that of a clean build; None where one fails."""
        for path in {*self._tree, *tree}:
            place = self._project / path
            if path not in tree:
                place.unlink()
            elif self._tree.get(path) != tree[path]:
                write_tree(self._project, {path: tree[path]})
                # Python takes what it has compiled for fresh by the second and the size.
                time = 2_000_000_000 + next(self._numbers)
                os.utime(place, (time, time))
        self._tree = tree
        clean = self._folder / f"clean-{next(self._numbers)}"
        clean.mkdir()
        (clean / "hooks").symlink_to(self._project / "hooks")
        write_tree(clean, {path: text for path, text in tree.items() if not path.startswith("hooks/")})
        projects = self._project, clean
        processes = [NEW.Process(target=build_project, args=(each, self.log, False)) for each in projects]
        for process in processes:
            process.start()
        for process in processes:
            process.join(PATIENCE)
        built, expected = (read_site(each / "site") for each in projects)
        return (built if not processes[0].exitcode else None), (expected if not processes[1].exitcode else None)


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate])
@given(st.lists(CHANGES, min_size=6, max_size=8))
@example([Change("extend a page", where, where) for where in range(9)])
def test_after_any_changes_a_site_equals_a_clean_build(changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        builds, tree = Builds(Path(folder)), ATLAS
        for change in changes:
            tree = change(tree)
            site, clean = builds.become(tree)
            assert (clean is not None) == is_sound(tree), (change, builds.log.read_text(encoding="utf-8")[-3000:])
            assert site == clean, change
