"""What `mkdocs serve` does after an edit: no more than the edit and the browser ask for."""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as building
from mkdocs.commands import serve as serve_command
from mkdocs.config import load_config
from watchdog.events import FileSystemEvent, FileSystemEventHandler

import serving
import watching
from tests.benchmarks.corpus import write_corpus

PAGES = 12
PAGE = "docs/mechanisms/node-000005.md"
OUTPUT = "mechanisms/node-000005/index.html"
NEIGHBOUR = "mechanisms/node-000006/index.html"
PATIENCE = 30.0


class Served:
    """A project, the workshop that makes its site, and how often what is costly was done."""

    def __init__(self, root: Path) -> None:
        self.root = root
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        config.site_url = "http://127.0.0.1:8000/"
        config.plugins.on_startup(command="serve", dirty=False)
        self.config, self.workshop, self.whole = config, serving.Workshop(), 0
        self.workshop.build(config, serve_url=config.site_url)

    def edit(self, path: str, change: Callable[[str], str]) -> bool:
        """Change a file, and return whether the site was brought up to date."""
        file = self.root / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        return self.update()

    def update(self) -> bool:
        """Bring the site up to date."""

        def build() -> None:
            self.whole += 1

        return self.workshop.update(build)

    def get(self, uri: str) -> str:
        """Return what stands at `uri`, "" when nothing does."""
        assert self.workshop.site
        self.workshop.site.make(uri)
        file = self.root / "site" / uri
        return file.read_text(encoding="utf-8") if file.is_file() else ""


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A made-up atlas that is served; MkDocs is as before afterwards."""
    for module, name in ((serve_command, "build"), (serve_command, "LiveReloadServer"), (building, "build")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setenv("KB_SERVING", "")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    write_corpus(tmp_path, PAGES)
    yield Served(tmp_path)


@pytest.fixture
def done(served: Served, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each costly thing is done from now on."""
    counted: Counter[str] = Counter()

    def count(module: Any, name: str, what: str) -> None:
        function = getattr(module, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            counted[what] += 1
            return function(*arguments, **named)

        monkeypatch.setattr(module, name, counting)

    count(sys.modules["kb.caching.sources"], "read_article", "pages parsed")
    count(sys.modules["kb.caching.sources"], "parse_bibliography", "bibliographies parsed")
    count(sys.modules["kb.caching.layouts"], "build_layout", "layouts computed")
    count(sys.modules["kb.knowledge"], "build_graph", "graphs built")
    count(building, "_populate_page", "pages rendered")
    count(building, "_build_page", "templates filled")
    return counted


def test_mkdocs_serves_in_our_way(served: Served) -> None:
    assert serve_command.build.__self__.__class__.__name__ == "Workshop"
    assert serve_command.LiveReloadServer.func is serving._Server


def test_the_first_version_renders_nothing_unasked(served: Served, done: Counter[str]) -> None:
    assert served.get(OUTPUT)
    assert done == {"pages rendered": 1, "templates filled": 1}


def test_an_edit_of_the_text_costs_the_parsing_of_a_page_and_the_rendering_of_what_is_asked_for(
    served: Served, done: Counter[str]
) -> None:
    assert served.edit(PAGE, lambda text: f"{text}\nA new line.\n")
    assert done == {"pages parsed": 1}
    assert "A new line." in served.get(OUTPUT)
    assert served.get(OUTPUT)
    assert done == {"pages parsed": 1, "pages rendered": 1, "templates filled": 1}
    assert served.whole == 0


def test_an_edit_of_the_front_matter_shows_on_other_pages_and_computes_no_layout_twice(
    served: Served, done: Counter[str]
) -> None:
    assert served.edit(PAGE, lambda text: text.replace("title: Node 000005", "title: Quite another title"))
    assert "Quite another title" in served.get(NEIGHBOUR)
    assert done["pages parsed"] == 1
    assert done["bibliographies parsed"] == 0
    assert done["pages rendered"] == 1
    assert done["layouts computed"] == 1  # a map has titles on it


def test_an_edit_of_the_bibliography_parses_it_alone(served: Served, done: Counter[str]) -> None:
    assert served.edit("bibliography.bib", lambda text: text.replace("Journal of", "Annals of"))
    assert "Annals of" in served.get(OUTPUT)
    assert done["bibliographies parsed"] == 1
    assert done["pages parsed"] == 0
    assert done["layouts computed"] == 0
    assert done["pages rendered"] == 1


def test_nothing_changed_is_nothing_to_do(served: Served, done: Counter[str]) -> None:
    before = served.workshop.site
    assert not served.update()
    assert served.workshop.site is before
    assert done == {}


def test_an_edit_of_code_theme_or_configuration_asks_for_the_whole(served: Served) -> None:
    for number, path in enumerate(("hooks/kb/text.py", "hooks/theme/main.html", "mkdocs.yml"), 1):
        assert served.edit(path, lambda text: f"{text}\n")
        assert served.whole == number


def test_a_page_comes_and_goes(served: Served) -> None:
    page = served.root / PAGE
    text = page.read_text(encoding="utf-8")
    assert served.get(OUTPUT)
    page.unlink()
    served.update()
    assert served.get(OUTPUT) == ""
    assert served.get("404.html")
    page.write_text(text, encoding="utf-8")
    served.update()
    assert served.get(OUTPUT)


def test_files_that_take_long_are_made_when_they_are_asked_for(served: Served) -> None:
    assert "kbSearch" in served.get("assets/search/index.js")


def test_settings_do_not_grow_with_edits(served: Served) -> None:
    served.edit(PAGE, lambda text: f"{text}\n[[nowhere]]\n")
    first = list(served.config.extra_css)
    served.edit(PAGE, lambda text: f"{text}\nA line.\n")
    assert served.config.extra_css == first


class Heard(FileSystemEventHandler):
    """Hears of changes."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths.append(str(event.dest_path or event.src_path))
        self.event.set()


@pytest.mark.parametrize("is_folder", [True, False], ids=["in a folder", "of one file"])
def test_a_file_that_an_editor_replaces_is_heard_of(tmp_path: Path, is_folder: bool) -> None:
    file, draft = tmp_path / "page.md", tmp_path / ".page.md.draft"
    file.write_text("before", encoding="utf-8")
    heard, observers = Heard(), watching.Observers()
    observers.schedule(heard, str(tmp_path if is_folder else file), recursive=True)
    observers.start()
    try:
        draft.write_text("after", encoding="utf-8")
        draft.replace(file)
        assert heard.event.wait(PATIENCE)
        assert str(file) in heard.paths or is_folder
    finally:
        observers.stop()
        observers.join()
