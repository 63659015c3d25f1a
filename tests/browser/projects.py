"""A small project that shows everything a citation can do in a browser."""

import shutil
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[2]
MANY: Final = 60

FIRST: Final = """\
@article{ada1999gauge,
  author = {Ada, Anna},
  title = {The gauge <b>& its</b> "needle"},
  journal = {Journal of Gauges},
  volume = {1},
  pages = {1--9},
  year = {1999},
  doi = {10.1000/gauge},
}

@book{bo2001doubt,
  author = {Bo, Ben and Cy, Carl},
  title = {A doubt},
  publisher = {Doubt Press},
  year = {2001},
}
"""

CARDS: Final = """\
---
title: Cards
---

A first line with a [plain link](index.md).

It was measured [@ada1999gauge; @bo2001doubt, p. 12], see [what comes next](index.md).

It was lost [@ada1999gauge; @nobody2000lost].

A <a href="#gauge" data-card="gauge">gauge</a> measures.

<p id="gauge">What measures, with <a href="../">more</a>. <button class="kb-copy">Not in a card</button></p>

<pre id="record">@misc{record}</pre>

<button class="kb-copy" data-copy-from="record" type="button">Copy as BibTeX</button>

## A heading that cites @ada1999gauge

| Column          |
|-----------------|
| [@ada1999gauge] |

SPACE

The last word is at the end [@bo2001doubt].
"""


def work(number: int) -> str:
    """Return the entry of one work of many."""
    return (
        f"@article{{many{number}, author = {{Author{chr(97 + number // 26)}{chr(97 + number % 26)}, A. and Cy, C.}},"
        f" title = {{Finding number {number}}}, journal = {{Journal of Findings}}, volume = {{{number}}},"
        f" year = {{{1950 + number}}}, doi = {{10.1000/many{number}}}}}\n"
    )


def build_pages() -> dict[str, str]:
    """Return the project's own texts by path."""
    many = "\n\n".join(
        f"It was found {n} times [@many{n}; see also @many{(n + 7) % MANY}, p. {n}]." for n in range(MANY)
    )
    space = "\n\n".join(["Nothing is said here that matters."] * 60)
    return {
        "bibliography.bib": FIRST + "".join(map(work, range(MANY))),
        "docs/index.md": "---\ntitle: Home\n---\n\nSee [cards](cards.md) and [many](many.md).\n",
        "docs/cards.md": CARDS.replace("SPACE", space),
        "docs/many.md": f"---\ntitle: Many\n---\n\n{many}\n",
    }


def write_project(folder: Path) -> None:
    """Write the small project into `folder`, with the atlas' own configuration, core and assets."""
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignored)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for path, text in build_pages().items():
        (folder / path).write_text(text, encoding="utf-8")
