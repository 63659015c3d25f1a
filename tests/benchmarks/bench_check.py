"""How long `kb check` takes on the whole content, as a process and within one."""

import datetime
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kb.checks import check
from kb.loading import load_knowledge

ROOT = Path(__file__).parents[2]
TIMES = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the median of how long `work` takes."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the medians."""
    command = [sys.executable, "-m", "kb", "check"]
    process = seconds(lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=True))
    within = seconds(lambda: check(load_knowledge(ROOT), datetime.date.today()))
    pages = len(load_knowledge(ROOT).articles)
    print(f"{pages} pages: kb check {process:.2f} s, of which reading and checking {within:.2f} s (medians of {TIMES})")


if __name__ == "__main__":
    main()
