import os
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kb.caching.files
import kb.caching.layouts
import kb.caching.sources
from kb.caching import load_cached_layout, parse_cached_bibliography, read_cached_articles
from kb.caching.files import load_values, pack, save_values, unpack
from kb.checks import check
from kb.export import EXPORTS
from kb.generated import GENERATED_FILES
from kb.knowledge import Knowledge
from kb.layout import build_layout
from kb.loading import CACHE, load_articles, load_knowledge
from kb.text import Source
from tests.conftest import PROJECT, TODAY, know

ROOT = Path(__file__).parents[2]
Count = Callable[[], tuple[int, int]]


def write(root: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a project that is right."""
    write(tmp_path, PROJECT)
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Count:
    """A function that says how many pages and how many bibliographies were read since it was last asked."""
    pages, bibliographies = [], []
    read, parse = kb.caching.sources.read_article, kb.caching.sources.parse_bibliography
    monkeypatch.setattr(kb.caching.sources, "read_article", lambda *given: pages.append(1) or read(*given))
    monkeypatch.setattr(kb.caching.sources, "parse_bibliography", lambda one: bibliographies.append(1) or parse(one))
    monkeypatch.setattr(kb.caching.sources, "count_processes", lambda _: 1)

    def count() -> tuple[int, int]:
        found = len(pages), len(bibliographies)
        pages.clear()
        bibliographies.clear()
        return found

    return count


def test_only_what_was_edited_is_read_again(root: Path, reads: Count) -> None:
    pages = len(load_knowledge(root).articles)
    assert reads() == (pages, 1)
    load_knowledge(root)
    assert reads() == (0, 0)
    page = root / "docs/mechanisms/alpha.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    load_knowledge(root)
    assert reads() == (1, 0)
    works = root / "bibliography.bib"
    works.write_text(works.read_text(encoding="utf-8") + "\n% more\n", encoding="utf-8")
    load_knowledge(root)
    assert reads() == (0, 1)


def test_a_page_is_read_again_under_another_name(root: Path, reads: Count) -> None:
    load_knowledge(root)
    reads()
    (root / "docs/mechanisms/alpha.md").rename(root / "docs/mechanisms/beta.md")
    assert "mechanisms/beta.md" in load_knowledge(root).articles
    assert reads() == (1, 0)


def edits(chance: random.Random, texts: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield what becomes of `texts` by one edit after another, which break, mend, remove or bring back a page."""
    for _ in range(40):
        path = chance.choice([name for name in PROJECT if name in texts or name.endswith(".md")])
        text = texts.get(path, PROJECT[path])
        start = chance.randrange(len(text) or 1)
        piece = text[start : start + chance.randrange(60)]
        texts[path] = chance.choice((text + piece, text.replace(piece, "", 1), text[:start] + "[@ [[", PROJECT[path]))
        if path.endswith(".md") and chance.random() < 0.1:
            del texts[path]
        yield texts


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_says_what_the_sources_say_after_any_edits(root: Path, seed: int) -> None:
    kinds = set()
    for texts in edits(random.Random(seed), dict(PROJECT)):
        for name in PROJECT:
            (root / name).unlink(missing_ok=True)
        write(root, texts)
        kept = load_knowledge(root)
        fresh = replace(know(texts), files=kept.files)
        assert kept.articles == fresh.articles
        assert kept.bibliography == fresh.bibliography
        found = check(kept, TODAY)
        assert found == check(fresh, TODAY)
        kinds |= {each.code for each in found}
    assert len(kinds) > 5


def test_every_page_of_the_atlas_is_kept_whole(tmp_path: Path, reads: Count) -> None:
    sources = [(article.page.source, article.page.uri) for article in load_articles(ROOT)]
    reads()
    fresh = read_cached_articles(tmp_path, sources)
    assert reads() == (len(sources), 0)
    assert read_cached_articles(tmp_path, sources) == fresh
    assert reads() == (0, 0)
    works = Source("bibliography.bib", (ROOT / "bibliography.bib").read_text(encoding="utf-8"))
    assert parse_cached_bibliography(tmp_path, works) == parse_cached_bibliography(tmp_path, works)
    assert reads() == (0, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="a process is divided on Linux alone")
@pytest.mark.parametrize("ends", [None, lambda pipe: 1 / 0, lambda pipe: os.write(pipe.fileno(), b"\0\0\0\x09half")])
def test_two_processes_read_what_one_does(
    ends: Callable[[Any], object] | None, tmp_path: Path, reads: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [(Source(f"docs/{n}.md", f"# Page {n}\n\nText [@key{n}].\n"), f"{n}.md") for n in range(101)]
    alone = read_cached_articles(tmp_path / "one", sources)
    assert reads() == (101, 0)
    monkeypatch.setattr(kb.caching.sources, "count_processes", lambda _: 2)
    if ends:
        monkeypatch.setattr(kb.caching.sources, "_read", lambda given, pipe: ends(pipe))
    assert read_cached_articles(tmp_path / "two", sources) == alone
    assert reads() == (101 if ends else 50, 0)
    assert read_cached_articles(tmp_path / "two", sources) == alone
    assert reads() == (0, 0)
    assert (tmp_path / "two/articles").read_bytes() == (tmp_path / "one/articles").read_bytes()


DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "longer": lambda data: data + b"more",
    "something else": lambda data: b"not at all what was written" * 9,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_read_as_none_and_mended(root: Path, reads: Count, damage: Callable[[bytes], bytes]) -> None:
    first = load_knowledge(root)
    files = [file for file in (root / CACHE).iterdir() if file.suffix != ".json"]
    assert len(files) == 2
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    reads()
    again = load_knowledge(root)
    assert (again.articles, again.bibliography) == (first.articles, first.bibliography)
    assert reads() == (len(first.articles), 1)
    load_knowledge(root)
    assert reads() == (0, 0)


class Evil:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("exit 7",)


def test_a_file_from_elsewhere_runs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(os, "system", ran.append)
    source = Source("docs/page.md", "Text.\n")
    assert unpack(pickle.dumps(Evil()), source) is None
    key = kb.caching.sources._key(source, "page.md")
    save_values(tmp_path / "articles", {key: pickle.dumps(Evil())})
    [article] = read_cached_articles(tmp_path, [(source, "page.md")])
    assert article.page.source == source
    assert not ran


def test_what_is_kept_is_that_of_the_present_sources_alone(root: Path) -> None:
    pages = len(load_knowledge(root).articles)
    assert len(load_values(root / CACHE / "articles")) == pages
    for number in range(5):
        write(root, {"docs/mechanisms/alpha.md": PROJECT["docs/mechanisms/alpha.md"] + f"{number}\n"})
        load_knowledge(root)
    assert len(load_values(root / CACHE / "articles")) == pages
    (root / "docs/machineries/omega.md").unlink()
    load_knowledge(root)
    assert len(load_values(root / CACHE / "articles")) == pages - 1
    assert sorted(file.name for file in (root / CACHE).iterdir()) == ["articles", "bibliography"]


def test_a_source_is_not_kept_twice() -> None:
    source = Source("docs/page.md", "Words that are only once on the disk. " * 99)
    assert b"Words that" not in pack((source, "other"), source)
    assert unpack(pack((source, "other"), source), source) == (source, "other")
    other = Source("docs/other.md", "Other words.")
    assert unpack(pack(other, source), source) == other


@pytest.mark.parametrize("made", ["file", "folder"])
def test_where_no_source_can_be_kept_all_are_read(root: Path, reads: Count, made: str) -> None:
    if made == "file":
        write(root, {CACHE: ""})
    else:
        for name in ("articles", "bibliography"):
            (root / CACHE / name / "in the way").mkdir(parents=True)
    for _ in range(2):
        pages = len(load_knowledge(root).articles)
        assert reads() == (pages, 1)


def test_an_edit_of_our_code_makes_all_that_is_kept_useless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_by = kb.caching.files.digest_code
    code = tmp_path / "code"
    write(code, {"one.py": "a = 1\n", "two/three.py": "b = 2\n"})
    monkeypatch.setattr(kb.caching.files, "_CORE", code)

    def keeps() -> bool:
        made_by.cache_clear()
        return bool(load_values(tmp_path / "kept"))

    try:
        made_by.cache_clear()
        save_values(tmp_path / "kept", {b"key": b"value"})
        assert keeps()
        write(code, {"two/three.py": "b = 3\n"})
        assert not keeps()
        write(code, {"two/three.py": "b = 2\n"})
        assert keeps()
        write(code, {"four.py": ""})
        assert not keeps()
    finally:
        made_by.cache_clear()


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    code = (
        "import sys; from pathlib import Path; from kb.caching.files import save_values\n"
        "for _ in range(60): save_values(Path(sys.argv[1]), {b'by': sys.argv[2].encode() * 200_000})"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(file), each]) for each in "ab"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen |= {bytes(set(value)) for value in load_values(file).values()}
    assert all(writer.returncode == 0 for writer in writers)
    assert seen | {bytes(set(value)) for value in load_values(file).values()} <= {b"a", b"b"}
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_the_loader_knows_the_files_that_are_exported() -> None:
    assert tuple(EXPORTS) == GENERATED_FILES


def count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with each layout that is computed."""
    made: list[int] = []

    def counted(*given: object) -> object:
        made.append(1)
        return build_layout(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(kb.caching.layouts, "build_layout", counted)
    return made


def test_a_layout_is_computed_once_for_a_graph(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count(monkeypatch)
    layouts = [load_cached_layout(tmp_path / "cache", know(PROJECT).graph, None) for _ in range(3)]
    assert len(made) == 1
    assert layouts == [build_layout(knowledge.graph)] * 3


def test_an_edit_of_the_text_costs_no_layout_and_one_of_a_relation_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count(monkeypatch)
    alpha = PROJECT["docs/mechanisms/alpha.md"]
    for text in (alpha, alpha + "\nMore words.\n", alpha.replace("part-of", "special-case-of")):
        load_cached_layout(tmp_path, know({**PROJECT, "docs/mechanisms/alpha.md": text}).graph, None)
    assert len(made) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_layout_is_made_anew(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_cached_layout(tmp_path, knowledge.graph, None)
    (file,) = tmp_path.iterdir()
    file.write_text("{", encoding="utf-8")
    made = count(monkeypatch)
    assert load_cached_layout(tmp_path, knowledge.graph, None) == first
    assert len(made) == 1


def test_where_nothing_can_be_written_no_layout_is_kept(tmp_path: Path, knowledge: Knowledge) -> None:
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")
    assert load_cached_layout(taken, knowledge.graph, None) == build_layout(knowledge.graph)
