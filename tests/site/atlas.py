"""A small atlas in which everything hangs together, to be served."""

from typing import Final

from tests.conftest import ALPHA, BIBLIOGRAPHY, OMEGA
from tests.site.serving import CONFIG, ROOT, THEME, Tree

_ENTRY: Final = """
@article{{{key},
  author = {{{author}}},
  title = {{{title}}},
  journal = {{Journal}},
  year = {{{year}}},
  checked = {{verified}},
  checkedon = {{2026-11-01}},
  checkedby = {{doi}},
}}
"""
_EVE: Final = "".join(
    _ENTRY.format(key=f"eve2003{word}", author="Eve, Eva", title=word.title(), year=2003) for word in ("ebb", "flow")
)

BETA: Final = """\
---
title: Beta
kind: mechanism
level: affective
summary: The second of two.
status: draft
relations:
  - type: amplifies
    to: alpha
    why: It does.
    grade: theoretical
    cites: [eve2003ebb]
---

As @eve2003ebb and @eve2003flow have it[^1], a gauge shows it. See [[Alpha#how-it-works]].

/// diagram | What leads to what.
    id: whole

[[alpha]] -> [[beta]]: feeds
///

## How it works {#works}

| Work | Where |
|---|---|
| [@bo2001doubt, p. 12] | [[first of all|here]] |

[^1]: As said by @ada1999gauge.
"""

_HOME: Final = """\
---
title: Home
---

Begin with [alpha](mechanisms/alpha.md), [its claim](mechanisms/alpha.md#works) or [[omega]].
"""

_GLOSSARY: Final = """\
---
title: Glossary
---

Gauge
:   What shows a reading. See [[alpha]].
"""

_RELATED: Final = "hooks/kb/render/related.py"
_LISTED: Final = "hooks/kb/render/references.py"
BIB: Final = "bibliography.bib"

ATLAS: Final[Tree] = {
    BIB: BIBLIOGRAPHY + _EVE,
    "mkdocs.yml": CONFIG,
    "docs/index.md": _HOME,
    "docs/about/glossary.md": _GLOSSARY,
    "docs/assets/moved.js": "// moved\n",
    "docs/machineries/omega.md": OMEGA,
    "docs/mechanisms/alpha.md": ALPHA.replace("[the first]", "[the first, first of all]"),
    "docs/mechanisms/beta.md": BETA,
    **THEME,
    **{path: (ROOT / path).read_text(encoding="utf-8") for path in (_RELATED, _LISTED, "hooks/main.py")},
}
