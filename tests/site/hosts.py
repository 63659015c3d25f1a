"""The same tree, built by other hosts than MkDocs, and held against what MkDocs makes of it.

`python -m tests.site.hosts` tells what it finds; `docs/contributing/hosts.md` says what that means.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

ROOT: Final = Path(__file__).parents[2]
# What names the host, what our hook takes out of two checkboxes of the theme, and the sheets that it makes one of.
_ALLOWED: Final = re.compile(
    rb'<meta name="generator" content="[^"]*">| autocomplete="off"(?=>)'
    rb'|\s*<link rel="stylesheet" href="[^"]*assets/\w+\.css">\s*'
)
_SHEET: Final = re.compile(r"assets/\w+\.css")
# The theme's own files, of which each host has its own, and what tells of the site as a whole.
_THEIRS: Final = re.compile(r"assets/(javascripts|stylesheets|images)/|sitemap\.xml|search\.json|404\.html")
_ADDRESS: Final = re.compile(r'\b(href|src)="([^"]*)"')


def run(*command: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a program of the environment in `cwd` and return what came of it."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **(env or {})}
    module = [sys.executable, "-m", *command]
    return subprocess.run(module, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


def generate(tree: Path) -> "subprocess.CompletedProcess[str]":
    """Write the tree for hosts without hooks."""
    return run("kb", "generate", str(tree))


def finish(tree: Path, site: Path) -> None:
    """Copy over a site what its host could not make."""
    shutil.copytree(tree / "after", site, dirs_exist_ok=True)


def differences(left: Path, right: Path) -> list[str]:
    """Return the paths of files that only one site has, or that differ in more than is allowed."""
    ours, theirs = set(_files(left)), set(_files(right))
    return sorted(name for name in ours ^ theirs if not _SHEET.fullmatch(name)) + [
        name
        for name in sorted(ours & theirs)
        if _ALLOWED.sub(b"", (left / name).read_bytes()) != _ALLOWED.sub(b"", (right / name).read_bytes())
    ]


def unlike_articles(left: Path, right: Path) -> list[str]:
    """Return the paths of files of ours that `right` lacks, and of pages whose articles differ.

    Spaces do not count, nor how an address is written, nor what Zensical adds (an anchor to skip to) and takes out (the
    mark of what its search passes over).
    """
    found = []
    for name in sorted(_files(left)):
        if _THEIRS.match(name) or _SHEET.fullmatch(name):
            continue
        if (
            not (right / name).is_file()
            or (name.endswith(".html") and _article(left, name) != _article(right, name))
            or (not name.endswith(".html") and (left / name).read_bytes() != (right / name).read_bytes())
        ):
            found.append(name)
    return found


def _article(site: Path, name: str) -> str:
    text = (site / name).read_text(encoding="utf-8")
    text = text[max(text.find("<article"), 0) : text.rfind("</article>")]
    text = text.replace('<a id="__skip" tabindex="-1"></a>', "")
    text = re.sub(r' data-search-exclude(="[^"]*")?', "", text)
    text = _ADDRESS.sub(lambda match: f'{match[1]}="{urljoin(f"/{name}", match[2])}"', text)
    return re.sub(r"\s+", "", text)


def _files(site: Path) -> Iterator[str]:
    yield from (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def main() -> int:
    """Print what each host makes of the tree; return 1 when one fails, or when ProperDocs' site is not MkDocs'."""
    with tempfile.TemporaryDirectory() as folder:
        mkdocs, properdocs, tree, bare = (Path(folder, name) for name in ("mkdocs", "properdocs", "tree", "bare"))
        is_right = [_tell("MkDocs", run("mkdocs", "build", "--strict", "--site-dir", str(mkdocs)), list)]
        done = run("properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(properdocs))
        is_right += [_tell("ProperDocs", done, lambda: differences(mkdocs, properdocs))]
        is_right += [not differences(mkdocs, properdocs), _tell("kb generate", generate(tree), list)]
        done = run("mkdocs", "build", "--strict", "--site-dir", str(bare), cwd=tree)
        finish(tree, bare)
        is_right += [_tell("MkDocs without hooks", done, lambda: differences(mkdocs, bare))]
        done = run("zensical", "build", "--clean", "--strict", cwd=tree)
        if (tree / "site").is_dir():
            finish(tree, tree / "site")
        is_right += [_tell("Zensical", done, lambda: unlike_articles(mkdocs, tree / "site"))]
    return int(not all(is_right))


def _tell(host: str, done: "subprocess.CompletedProcess[str]", unlike: Callable[[], list[str]]) -> bool:
    """Print what came of a build and in which files it differs from MkDocs'; return whether it succeeded."""
    if done.returncode:
        print(f"{host}: failed\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return False
    found = unlike()
    print(f"{host}: built" + (f", unlike MkDocs in {len(found)}: {', '.join(found[:8])}" if found else ""))
    return True


if __name__ == "__main__":
    sys.exit(main())
