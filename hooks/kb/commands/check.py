"""`kb check`: is the content right?"""

import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import click

from kb.checks import check
from kb.checks.redirects import lost_page
from kb.diagnostics import Diagnostic, Severity, to_github, to_json
from kb.history import load_uris
from kb.knowledge import Knowledge, build_knowledge
from kb.loading import BIBLIOGRAPHY, DOCS, SetupError, load_bibliography, load_knowledge, load_pages

_FORMATS: Final[dict[str, Callable[[tuple[Diagnostic, ...]], str]]] = {
    "text": lambda found: "\n".join(map(str, found)),
    "json": to_json,
    "github": lambda found: "\n".join(map(to_github, found)),
}


@click.command("check")
@click.option(
    "--bib",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Use this bibliography; alone, check only it.",
)
@click.option("--base", metavar="REF", help="Also see that no page of this commit, branch or tag was lost.")
@click.option("--format", "format_", type=click.Choice(tuple(_FORMATS)), default="text", show_default=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
def check_command(bib: Path | None, base: str | None, format_: str, paths: tuple[Path, ...]) -> None:
    """Check all pages and the bibliography, or report on PATHS alone.

    \b
    Exits with 0 when all is right, 1 when something is wrong, 2 when it could not run.

    \b
    Examples:
      kb check
      kb check docs/mechanisms/sociometer.md
      kb check --bib bibliography.bib --format json
      kb check --base origin/main
    """
    try:
        found = _check(bib, paths)
        found += _lost(base) if base is not None else ()
    except SetupError as fault:
        click.echo(f"kb: {fault}", err=True)
        sys.exit(2)
    text = _FORMATS[format_](found)
    if text:
        click.echo(text)
    wrong = sum(each.severity is not Severity.NOTE for each in found)
    if format_ == "text":
        click.echo(f"{wrong} to mend" if wrong else "all is right", err=True)
    sys.exit(1 if wrong else 0)


def _lost(base: str) -> tuple[Diagnostic, ...]:
    """Return the pages that the project had at `base` and that nothing leads to now."""
    root = Path.cwd()
    return tuple(sorted(lost_page(load_knowledge(root), load_uris(root, base))))


def _check(bib: Path | None, paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    root = Path.cwd()
    today = datetime.date.today()
    if bib and not paths:
        return tuple(sorted(load_bibliography(bib, bib.as_posix()).problems))
    if not paths:
        return check(load_knowledge(root), today)
    knowledge = _knowledge(root, bib, paths)
    names = {_name(root, path) for path in _pages(paths)} | {path.as_posix() for path in paths}
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
    for path in paths:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else (path,) if path.suffix == ".md" else ()


def _name(root: Path, path: Path) -> str:
    path = path.resolve()
    return path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else path.as_posix()
