"""`kb check`: is the content right?"""

import datetime
import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

import click

from kb.checks import check
from kb.checks.redirects import lost_page
from kb.commands.answers import fail
from kb.commands.explain import load_rules
from kb.commands.terminal import signs_of_life, status, summary, tell
from kb.commands.watching import watch_for_edits
from kb.diagnostics import Diagnostic
from kb.knowledge import Knowledge, build_knowledge
from kb.loading import (
    BIBLIOGRAPHY,
    DOCS,
    SetupError,
    collecting_nothing,
    find_files,
    load_bibliography,
    load_knowledge,
    load_pages,
)
from kb.reporting import to_github, to_json

Found = tuple[Diagnostic, ...]
_SITE: Final = re.compile(r"^site_url:.*?(https?://[^\s\"'\]]+)", re.MULTILINE)


@click.command("check")
@click.option(
    "--bib",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Use this bibliography; alone, check only it.",
)
@click.option("--base", metavar="REF", help="Also see that no page of this commit, branch or tag was lost.")
@click.option("--watch", is_flag=True, help="Check again at every edit, until Ctrl-C.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="For people, programs, annotations of a pull request, or code scanning.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
def check_command(bib: Path | None, base: str | None, watch: bool, format_: str, paths: tuple[Path, ...]) -> None:
    """Check all pages and the bibliography, or report on PATHS alone.

    \b
    Exits with 0 when all is right, 1 when something is wrong, 2 when it could not run.

    \b
    Examples:
      kb check
      kb check --watch
      kb check docs/mechanisms/sociometer.md
      kb check --bib bibliography.bib --format json
      kb check --base origin/main
      kb check --format sarif > kb.sarif
    """
    look_into = partial(_find, bib, base, paths)
    if watch and format_ != "text":
        raise click.UsageError("--watch is for people: it has no other format than text")
    if watch:
        watch_for_edits(look_into, (Path(DOCS), bib or Path(BIBLIOGRAPHY), *paths))
    with fail(), signs_of_life("checking"):
        found = look_into()
    if format_ == "text":
        tell(found, sys.stdout)
        click.echo(summary(found), err=True)
    elif text := _FORMATS[format_](found):
        click.echo(text)
    sys.exit(status(found))


def _sarif(found: Found) -> str:
    from kb.reporting.sarif import to_sarif  # for this format alone

    try:
        rules = load_rules(Path.cwd())
    except SetupError:  # a bibliography outside of the atlas
        rules = {}
    return to_sarif(found, rules, _rules_url(Path.cwd()))


def _rules_url(root: Path) -> str:
    """Return where the page of diagnostics is on the web: below SITE_URL, or below what mkdocs.yml has instead."""
    config = root / "mkdocs.yml"
    written = _SITE.search(config.read_text(encoding="utf-8", errors="replace")) if config.is_file() else None
    site = os.environ.get("SITE_URL") or (written[1] if written else "")
    return f"{site.rstrip('/')}/contributing/diagnostics/" if site else ""


_FORMATS: Final[dict[str, Callable[[Found], str]]] = {"json": to_json, "github": to_github, "sarif": _sarif}


@collecting_nothing()
def _find(bib: Path | None, base: str | None, paths: tuple[Path, ...]) -> Found:
    """Return what is wrong, and what was lost since `base`."""
    found = _check(bib, paths)
    if base is None:
        return found
    from kb.history import load_uris  # git is for this alone

    root = Path.cwd()
    return (*found, *sorted(lost_page(load_knowledge(root), load_uris(root, base))))


def _check(bib: Path | None, paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    root = Path.cwd()
    today = datetime.date.today()
    if bib and not paths:
        return tuple(sorted(load_bibliography(bib, bib.as_posix()).problems))
    if not paths:
        # Kept as long as the process, which need not take it apart.
        knowledge = click.get_current_context().obj = load_knowledge(root)
        return check(knowledge, today)
    knowledge = _knowledge(root, bib, paths)
    names = {_name(root, path) for path in (*paths, *_pages(paths))} | {path.as_posix() for path in paths}
    return tuple(each for each in check(knowledge, today) if each.path in names)


def _knowledge(root: Path, bib: Path | None, paths: tuple[Path, ...]) -> Knowledge:
    """Return the project's knowledge with the pages at `paths`, wherever they lie."""
    project = load_knowledge(root) if (root / DOCS).is_dir() and (root / BIBLIOGRAPHY).exists() else None
    if bib:
        bibliography = load_bibliography(bib, bib.as_posix())
    elif project:
        bibliography = project.bibliography
    else:
        raise SetupError(f"there is no bibliography at {root / BIBLIOGRAPHY}")
    own = {article.page.source.path: article for article in project.articles.values()} if project else {}
    given = {_name(root, path): path for path in _pages(paths)}
    extra = load_pages((path, name, name) for name, path in given.items() if name not in own)
    files = project.files if project else frozenset()
    return build_knowledge((*own.values(), *extra), bibliography, files)


def _pages(paths: Iterable[Path]) -> Iterable[Path]:
    found = (path for path in find_files(*paths) if path.suffix == ".md")
    return (path for path in found if path.is_file())  # it may be gone since it was named


def _name(root: Path, path: Path) -> str:
    path = path.resolve()
    return path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else path.as_posix()
