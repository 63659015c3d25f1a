"""`mkdocs serve` on a small project, a step at a time, and clean builds to hold it against.

A project is a *tree*: its texts by path. `Serving(folder, tree)` writes one and serves it by MkDocs' own function, with
the server and the loop that function makes, in one process that lives until `close`. `become(tree)` writes what
differs, tells the server of it as its observer of the disk would, and returns when the server has nothing more to do:
an observer would make the tests slow and a matter of luck. `site(paths)` is what a browser gets there, `clean()` what
`mkdocs build` makes of the same tree in a new folder and a new process, for the author as the served site is.
"""

import multiprocessing
import os
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from tests.site.processes import build_project, serve_project

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 30.0
# What MkDocs adds to a page that it serves.
_RELOAD: Final = re.compile(rb"<script>\nvar livereload = .*?\nlivereload\(\d+, \d+\);\n</script>", re.DOTALL)
Tree = Mapping[str, str]
Site = dict[str, bytes]

# A new process is a copy of one that has imported the host, and nothing of ours.
NEW: Final = multiprocessing.get_context("forkserver")
NEW.set_forkserver_preload(["mkdocs.commands.serve", "mkdocs.config.defaults", "pymdownx.superfences", "yaml"])

# The atlas' own configuration, but for a theme that is quickly built.
CONFIG: Final = f"""\
INHERIT: {ROOT / "mkdocs.yml"}
theme:
  name: null
  custom_dir: hooks/theme
  static_templates: [404.html]
extra_css: []
extra_javascript: []
"""

THEME: Final = {
    "hooks/theme/main.html": """\
<!doctype html>
<html><head><title>{{ page.title }} of {{ config.site_name }}</title>
{% for name, content in citation_tags or () %}<meta name="{{ name }}" content="{{ content | e }}">{% endfor %}
</head><body>
{% include "nav.html" %}
<ul>{% for each in page.toc %}<li>{{ each.id }}: {{ each.title }}</li>{% endfor %}</ul>
{{ faults }}
{{ page.content }}
</body></html>
""",
    "hooks/theme/nav.html": """\
<ol>
{% for each in nav.pages %}<li>{{ each.url }}: {{ each.title }}</li>{% endfor %}
</ol>
""",
    "hooks/theme/404.html": "<!doctype html><title>Not found</title><body>No such page</body>\n",
}


def write_core(folder: Path) -> None:
    """Copy our code into `folder`, without the theme and with what Python has compiled of it."""
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("*.egg-info", "theme"))


def write_tree(folder: Path, tree: Tree) -> None:
    """Write the texts of `tree` below `folder`."""
    for path, text in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", errors="surrogateescape", newline="")


@dataclass
class Serving:
    """A project that is served."""

    folder: Path
    tree: Tree
    address: str = ""
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        """Write the project and begin to serve it; raise AssertionError when its first build fails."""
        self.project, self.log = self.folder / "served", self.folder / "serve.log"
        write_core(self.project)
        write_tree(self.project, self.tree)
        self._pipe, other = NEW.Pipe()
        self._process = NEW.Process(target=serve_project, args=(self.project, self.log, other), daemon=True)
        self._process.start()
        other.close()
        self.address = self._receive()

    def __enter__(self) -> "Serving":
        """Serve for as long as a `with` lasts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self.close()

    def become(self, tree: Tree) -> str:
        """Make the project on the disk that of `tree`, have the server build it, and return what MkDocs said."""
        changed = sorted(path for path in {*self.tree, *tree} if self.tree.get(path) != tree.get(path))
        for path in changed:
            place = self.project / path
            if path not in tree:
                place.unlink()
                continue
            write_tree(self.project, {path: tree[path]})
            # Python takes what it has compiled for fresh by the second and the size.
            time = 2_000_000_000 + next(self._numbers)
            os.utime(place, (time, time))
        self.tree = tree
        before = self.log.stat().st_size
        if changed:
            self._pipe.send(changed)
            unseen = self._receive()
            assert not unseen, f"nobody watches {unseen}"
        return self.log.read_bytes()[before:].decode()

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and content of what the server answers; raise an OSError when it does not."""
        try:
            with urllib.request.urlopen(self.address + quote(path), timeout=PATIENCE) as answer:
                return answer.status, _RELOAD.sub(b"", answer.read())
        except urllib.error.HTTPError as fault:
            return fault.code, _RELOAD.sub(b"", fault.read())

    def site(self, paths: Iterable[str]) -> Site:
        """Return what the server has at `paths`, without what reloads a page."""
        answers = {path: self.get(path) for path in paths}
        assert {status for status, _ in answers.values()} <= {200, 404}, self.said
        return {path: content for path, (status, content) in answers.items() if status == 200}

    def clean(self) -> Site | None:
        """Return the files of a clean build of the same tree, or nothing when it fails."""
        folder = self.folder / f"clean-{next(self._numbers)}"
        folder.mkdir()
        (folder / "hooks").symlink_to(self.project / "hooks")
        write_tree(folder, {path: text for path, text in self.tree.items() if not path.startswith("hooks/")})
        process = NEW.Process(target=build_project, args=(folder, self.folder / "build.log"))
        process.start()
        process.join(PATIENCE)
        site = read_site(folder / "site") if process.exitcode == 0 else None
        shutil.rmtree(folder)
        return site

    def close(self) -> None:
        """Stop serving."""
        self._pipe.send(None)
        self._process.join(PATIENCE)

    @property
    def built(self) -> str:
        """The last of what MkDocs said in clean builds."""
        return (self.folder / "build.log").read_text(encoding="utf-8")[-3000:]

    @property
    def said(self) -> str:
        """The last of what MkDocs said."""
        return self.log.read_text(encoding="utf-8")[-3000:]

    def _receive(self) -> Any:
        assert self._pipe.poll(PATIENCE), f"no end of a build\n{self.said}"
        try:
            return self._pipe.recv()
        except EOFError:
            raise AssertionError(self.said) from None


def read_site(folder: Path) -> Site:
    """Return the files below `folder` by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
