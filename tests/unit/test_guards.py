"""What must stay true of the code and its documents as a whole."""

import inspect
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from kb.codes import CODES

ROOT = Path(__file__).parents[2]
CORE = ROOT / "hooks" / "kb"

# The floors of the core, lowest first; a module may import from its own floor and from those below.
FLOORS = (
    {"text", "cells", "richtext", "codes", "anchors", "vocabulary", "cycles", "edits", "faults", "dividing"},
    {"diagnostics", "prose", "reporting"},
    {"fields"},
    {"schema"},
    {"pages", "bibliography", "generated"},
    {"citations", "links", "style"},
    {"glossary", "graph", "markup", "mentions", "reading", "unfinished"},
    {"claims", "evidence", "indices", "diagrams", "layout", "loops", "paths", "outlines"},
    {"articles"},
    {"knowledge", "redirects", "gaps", "renewal"},
    {"intake", "caching", "loading", "navigation", "standalone", "pandoc", "checks", "render", "export"}
    | {"drafts", "formatting", "history", "comparing", "renaming"},
    {"markdown", "pictures"},
    {"commands"},
    {"__main__"},
)


def floor(module: str) -> int:
    return next(index for index, names in enumerate(FLOORS) if module in names)


def module_of(path: Path) -> str:
    return path.relative_to(CORE).parts[0].removesuffix(".py")


MODULES = sorted(path for path in CORE.rglob("*.py") if path != CORE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_a_lower_floor_never_imports_a_higher_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imported = re.findall(r"^\s*(?:from kb\.(\w+)|import kb\.(\w+))", text, re.MULTILINE)
    imported += [(name, "") for name in re.findall(r"^from kb import (\w+)", text, re.MULTILINE)]
    own = floor(module_of(path))
    above = [name for names in imported for name in names if name and floor(name) > own]
    assert above == []


def test_the_core_loads_without_its_host() -> None:
    names = [".".join(("kb", *path.relative_to(CORE).with_suffix("").parts)) for path in MODULES]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    code = "import sys, importlib\n"
    code += "".join(f"importlib.import_module({name!r})\n" for name in names)
    code += "print(sorted(n for n in sys.modules if n.partition('.')[0] in ('mkdocs', 'material')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_diagnostic_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "contributing" / "diagnostics.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == sorted(CODES)


def test_handlers_take_what_mkdocs_hands_them() -> None:
    from mkdocs.plugins import PluginCollection

    source = (ROOT / "hooks" / "main.py").read_text(encoding="utf-8")
    namespace: dict[str, typing.Any] = {}
    exec(compile(source, "main.py", "exec"), namespace)
    handlers = {name: each for name, each in namespace.items() if name.startswith("on_")}
    assert handlers
    for name, handler in handlers.items():
        given = set(inspect.signature(getattr(PluginCollection, name)).parameters) - {"self"}
        assert set(inspect.signature(handler).parameters) == given, name


def test_the_documented_relation_types_are_those_of_the_table() -> None:
    from kb.vocabulary import RELATION_TYPES

    page = (ROOT / "docs" / "contributing" / "relating.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| *([+−]?) *\| (\w+) \|$", page, re.MULTILINE)
    assert rows == [(each.name, each.inverse, each.sign, each.kind) for each in RELATION_TYPES.values()]


def test_the_lock_names_no_registry_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if re.match(r"[\w.-]+(\[\w+\])?==", line)]
    assert pinned
    assert all(line.endswith("\\") for line in pinned)
