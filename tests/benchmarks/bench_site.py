"""What the atlas costs beside plain MkDocs, in one table: `python -m tests.benchmarks [--sizes 100 1000] [--rounds 3]`.

The floor is the same pages with their citations left as text, in MkDocs with Material and a pruned navigation,
and nothing else. Everything is measured in turn, so that a noisy minute falls on all.
"""

import re
import shutil
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from kb.loading import CACHE
from tests.benchmarks import bench_check, bench_serve
from tests.benchmarks.corpus import ROOT, Dialect, write_corpus
from tests.benchmarks.measuring import Run, growth, run, spread, table

SIZES = (100, 300, 1000)
ROUNDS = 3
_FLOOR = "site_name: Floor\nsite_url: https://machineries.example/\ntheme:\n  name: material\n  font: false\n"
_FLOOR += "  features: [navigation.prune]\n"
_BIBTEX = "markdown_extensions: [footnotes]\nplugins:\n  - search\n  - bibtex:\n      bib_file: bibliography.bib\n"
FLOOR, ALIKE, COLD, AGAIN, EDITED, BIBTEX = (
    "floor",
    "the floor with our Markdown extensions",
    "the atlas, nothing kept",
    "the atlas again",
    "the atlas after an edit of a page's text",
    "mkdocs-bibtex, plain style",
)
_FEW = 300  # pages, more of which only the floor and the atlas are asked to build
_MANY = 1000  # pages, more of which are built once


def prepare(folder: Path, pages: int) -> Mapping[str, Path]:
    """Write the projects of `pages` pages below `folder` and return where each is, by dialect."""
    roots = {dialect: folder / f"{dialect}-{pages}" for dialect in Dialect}
    for dialect, root in roots.items():
        write_corpus(root, pages, dialect)
    (roots[Dialect.PLAIN] / "mkdocs.yml").write_text(_FLOOR, encoding="utf-8")
    (roots[Dialect.PLAIN] / "alike.yml").write_text(alike(), encoding="utf-8")
    (roots[Dialect.BIBTEX] / "mkdocs.yml").write_text(_FLOOR + _BIBTEX, encoding="utf-8")
    return roots


def alike() -> str:
    """Return the floor's configuration with the Markdown extensions of the atlas, without its own."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    found = re.search(r"^markdown_extensions:\n(?:[ #].*\n|\n)*", text, re.MULTILINE)
    assert found, "mkdocs.yml names no extensions"
    return _FLOOR + re.sub(r" +- kb\.markdown\n", "", found[0])


def builds(roots: Mapping[str, Path], pages: int, rounds: int) -> Mapping[str, list[Run]]:
    """Return what each build took in each round."""
    atlas, plain, bibtex = roots[Dialect.ATLAS], roots[Dialect.PLAIN], roots[Dialect.BIBTEX]

    def cold() -> Run:
        shutil.rmtree(atlas / CACHE, ignore_errors=True)
        return run(atlas, "mkdocs", "build", "--quiet", "--strict")

    def edited() -> Run:
        page = next((atlas / "docs/mechanisms").glob("node-*.md"))
        page.write_text(f"{page.read_text(encoding='utf-8')}\nA line more.\n", encoding="utf-8")
        return run(atlas, "mkdocs", "build", "--quiet", "--strict")

    contestants: dict[str, Callable[[], Run]] = {
        FLOOR: lambda: run(plain, "mkdocs", "build", "--quiet"),
        COLD: cold,
        AGAIN: lambda: run(atlas, "mkdocs", "build", "--quiet", "--strict"),
        EDITED: edited,
    }
    if pages <= _FEW:
        contestants[ALIKE] = lambda: run(plain, "mkdocs", "build", "--quiet", "--config-file", "alike.yml")
    if find_spec("mkdocs_bibtex") and pages <= _FEW:
        contestants[BIBTEX] = lambda: run(bibtex, "mkdocs", "build", "--quiet")
    found: dict[str, list[Run]] = {name: [] for name in contestants}
    # What takes seconds is noisier than what takes minutes, and costs less to build again.
    for _ in range(rounds * max(_FEW // pages, 1) if pages <= _MANY else 1):
        for name, build in contestants.items():
            found[name].append(build())
    return found


def sizes(site: Path) -> Mapping[str, float]:
    """Return the kilobytes of what readers load from the atlas in `site`."""
    pages = sorted(path.stat().st_size for path in (site / "mechanisms").glob("node-*/index.html"))
    search = sum(path.stat().st_size for path in (site / "assets/search").rglob("*.js"))
    return {
        "a page": statistics.median(pages) / 1000,
        "the search index": search / 1000,
        "the graph as JSON": (site / "assets/graph.json").stat().st_size / 1000,
        "the graph's page": (site / "graph/index.html").stat().st_size / 1000,
    }


def main(pages: Sequence[int] = SIZES, rounds: int = ROUNDS) -> None:
    """Print the table."""
    cells: dict[str, dict[int, str]] = {}
    medians: dict[str, dict[int, float]] = {}

    def put(name: str, size: int, values: Sequence[float], digits: int = 2, floor: Sequence[float] = ()) -> None:
        median = statistics.median(values)
        ratio = f", **{median / statistics.median(floor):.2f} ×**" if floor else ""
        cells.setdefault(name, {})[size] = spread(values, digits) + ratio
        medians.setdefault(name, {})[size] = median

    with tempfile.TemporaryDirectory() as folder:
        for size in pages:
            roots = prepare(Path(folder), size)
            found = builds(roots, size, rounds)
            for name, runs in found.items():
                floor = found[FLOOR] if name != FLOOR else []
                put(f"build: {name}, s", size, [each.wall for each in runs], 2, [each.wall for each in floor])
            for name in (FLOOR, COLD):
                floor = found[FLOOR] if name != FLOOR else []
                put(f"processors: {name}, s", size, [each.cpu for each in found[name]], 2, [each.cpu for each in floor])
            for name in (FLOOR, COLD):
                floor = found[FLOOR] if name != FLOOR else []
                put(f"memory: {name}, MB", size, [each.peak for each in found[name]], 0, [each.peak for each in floor])
            for what, kilobytes in sizes(roots[Dialect.ATLAS] / "site").items():
                put(f"size: {what}, kB", size, [kilobytes], 0)
            for kind, seconds in bench_check.measure(roots[Dialect.ATLAS]).items():
                put(f"`kb check`, {kind}, s", size, seconds)
            first, taken, _ = bench_serve.edits(roots[Dialect.ATLAS], 2 * rounds)
            put("`mkdocs serve`: until the first page, s", size, [first])
            put("`mkdocs serve`: from an edit to its page, s", size, taken)
            for root in roots.values():
                shutil.rmtree(root)
    head = ["", *(f"{size} pages" for size in pages), "grows with the power"]
    rows = [[name, *(each.get(size, "") for size in pages), growth(medians[name])] for name, each in cells.items()]
    print(table(head, rows))
    if not find_spec("mkdocs_bibtex"):
        print("\nmkdocs-bibtex is not installed: tests/benchmarks/requirements.lock has it.")


if __name__ == "__main__":
    main()
