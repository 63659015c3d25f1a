"""`kb fmt`: one order and layout for front matter and bibliography."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kb.bibliography import decode_source
from kb.commands.answers import fail
from kb.edits import find_edit, rewrite
from kb.formatting import Formatted, format_bibliography, format_page
from kb.intake.placing import replace_file
from kb.loading import BIBLIOGRAPHY, DOCS, SetupError, find_files


@click.command("fmt", short_help="Put fields and bibliography in one order and layout.")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit with 1 when a file would change.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
def fmt_command(is_check: bool, paths: tuple[Path, ...]) -> None:
    """Put the front matter of all pages and the bibliography in order, or PATHS alone.

    \b
    Fields of front matter get their order, entries of the bibliography the order of their keys and a field a line.
    The text of a page, comments and values stay as they are; a file that can't be read stays as it is.
    Exits with 0 when all is in order, 1 when a file can't be read or would change, 2 when there is nothing to do.

    \b
    Examples:
      kb fmt
      kb fmt docs/mechanisms/sociometer.md bibliography.bib
      kb fmt --check
    """
    is_wrong = False
    with fail():
        for path in find_sources(paths):
            formatted, data = load_formatted(path)
            for problem in formatted.problems:
                click.echo(problem, err=True)
            is_wrong = is_wrong or bool(formatted.problems)
            if data is None:
                continue
            click.echo(f"{path.as_posix()}: {'would change' if is_check else 'put in order'}")
            is_wrong = is_wrong or is_check
            if not is_check:
                replace_file(path, data)
    sys.exit(1 if is_wrong else 0)


def find_sources(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the pages and bibliographies among and below `paths`, or those of the project; raise SetupError if none."""
    given = tuple(paths) or tuple(each for each in (Path(DOCS), Path(BIBLIOGRAPHY)) if each.exists())
    if not given:
        raise SetupError(f"there are no pages at {Path.cwd() / DOCS}")
    for path in given:
        if path.is_dir():
            yield from (each for each in find_files(path) if each.suffix in (".md", ".bib"))
        elif path.suffix in (".md", ".bib"):
            yield path
        else:
            raise SetupError(f"{path.as_posix()} is neither a page nor a bibliography")


def load_formatted(path: Path) -> tuple[Formatted, bytes | None]:
    """Return what becomes of the file at `path`, and its new bytes if they are others."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise SetupError(f"{path.as_posix()} can't be read: {fault.strerror}") from fault
    source, problems = decode_source(path.as_posix(), data)
    if problems:
        return Formatted(source.text, problems), None
    formatted = format_page(source) if path.suffix == ".md" else format_bibliography(source)
    edit = find_edit(source.text, formatted.text)
    return formatted, rewrite(data, [edit]) if formatted.text != source.text else None
