"""`python -m tests.benchmarks [--sizes N ...] [--rounds N] [name ...]`: the table, or the benchmarks that are named."""

import argparse
import importlib
from pathlib import Path

from tests.benchmarks import bench_site

names = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
parser = argparse.ArgumentParser(
    prog="python -m tests.benchmarks", description="How fast the atlas is, on this machine."
)
parser.add_argument("names", nargs="*", choices=[[], *names], metavar="name", help=f"one of {', '.join(names)}")
parser.add_argument("--sizes", nargs="+", type=int, default=bench_site.SIZES, help="numbers of pages")
parser.add_argument("--rounds", type=int, default=bench_site.ROUNDS, help="how often everything is measured")
given = parser.parse_args()
for name in given.names:
    print(f"== {name}", flush=True)
    importlib.import_module(f"tests.benchmarks.bench_{name}").main()
if not given.names:
    bench_site.main(given.sizes, given.rounds)
