"""Measuring what a command takes, and telling it with its spread."""

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Python keeps what it has compiled, as it does for whoever does not forbid it: packages have theirs from the start.
ENVIRONMENT = {name: each for name, each in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Run:
    """What a process and those that it started took: seconds by the clock, of processors, megabytes of the largest."""

    wall: float
    cpu: float
    peak: float


def run(root: Path, *arguments: str) -> Run:
    """Return what `python -m arguments` in the folder `root` took; it must succeed."""
    start = time.perf_counter()
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} in {root.name} failed\n{said.decode()[-2000:]}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median of `values`, and in brackets the least and the most of several."""
    if len(values) == 1:
        return f"{values[0]:.{digits}f}"
    least, most = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({least:.{digits}f} to {most:.{digits}f})"


def growth(medians: Mapping[int, float]) -> str:
    """Return the power of the number of pages with which the medians grow, from the smallest size to the largest."""
    first, last = min(medians), max(medians)
    if first == last or medians[first] <= 0:
        return ""
    return f"{math.log(medians[last] / medians[first]) / math.log(last / first):.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
