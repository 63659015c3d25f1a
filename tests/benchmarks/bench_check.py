"""How long `kb check` takes as a process: with nothing kept, with all kept, and after an edit of one page.

`python -m tests.benchmarks.bench_check [PAGES ...]`
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from kb.loading import CACHE
from tests.benchmarks.corpus import build_corpus

SIZES: Final = (100, 1000, 3000)
TIMES: Final = 5


def seconds(root: Path) -> float:
    """Return how long one check of the project at `root` takes, in which nothing may be wrong."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "kb", "check"], cwd=root, capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout[:2000] + done.stderr)
    return taken


def measure(root: Path) -> dict[str, list[float]]:
    """Return the seconds of each check, the three kinds in turn, so that a noisy minute falls on all."""
    page = sorted((root / "docs").rglob("node-*.md"))[0]
    taken: dict[str, list[float]] = {"cold": [], "warm": [], "after one edit": []}
    for number in range(TIMES):
        shutil.rmtree(root / CACHE, ignore_errors=True)
        taken["cold"].append(seconds(root))
        taken["warm"].append(seconds(root))
        page.write_text(f"{page.read_text(encoding='utf-8')}\nOne more, the {number}th.\n", encoding="utf-8")
        taken["after one edit"].append(seconds(root))
    return taken


def main() -> None:
    """Print the medians, and in brackets the least and the most."""
    for pages in map(int, sys.argv[1:]) if "bench_check" in sys.argv[0] else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in build_corpus(pages).items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            parts = [
                f"{kind} {statistics.median(each):.2f} s ({min(each):.2f} to {max(each):.2f})"
                for kind, each in measure(root).items()
            ]
        print(f"{pages:5} pages: {', '.join(parts)}; of {TIMES}", flush=True)


if __name__ == "__main__":
    main()
