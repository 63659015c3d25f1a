"""`kb add`: a work from its DOI."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from kb.bibliography import Entry, decode_source, parse_bibliography
from kb.bibliography.identifiers import parse_doi
from kb.citations import match_citation
from kb.commands.answers import fail
from kb.export.bibtex import written
from kb.faults import Refusal, Unreachable
from kb.intake.doubts import find_doubts
from kb.intake.entry import build_entry, propose_key
from kb.intake.fetching import RESOLVER, fetch_record
from kb.intake.placing import insert_entry, replace_file
from kb.intake.record import read_record
from kb.loading import BIBLIOGRAPHY, SetupError
from kb.style.links import doi as doi_of

BY_HAND: Final = "docs/contributing/references.md"


@click.command("add", short_help="Add a work to the bibliography by its DOI.")
@click.option(
    "--bib",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BIBLIOGRAPHY,
    show_default=True,
    help="The bibliography.",
)
@click.option("--key", default="", help="The citation key, instead of surname, year and first word of the title.")
@click.option("--dry-run", is_flag=True, help="Print the entry and write nothing.")
@click.option("--resolver", default=RESOLVER, envvar="KB_RESOLVER", show_default=True, help="Where DOIs are resolved.")
@click.option("--timeout", default=20.0, show_default=True, help="How many seconds to wait for the record.")
@click.argument("doi")
def add_command(bib: Path, key: str, dry_run: bool, resolver: str, timeout: float, doi: str) -> None:
    """Add the work with DOI to the bibliography, from the record of its registry, and say what to check.

    \b
    Exits with 0 when it is added, 1 when it can't be, 2 when the record could not be had.

    \b
    Examples:
      kb add 10.1037/0022-3514.68.3.518
      kb add https://doi.org/10.1037/a0025289 --dry-run
    """
    with fail():
        try:
            number, key, entry, doubts = _add(bib, key, resolver, timeout, doi, dry_run)
        except Unreachable as fault:
            raise SetupError(f"{fault} (try again later, or write the entry by hand: {BY_HAND})") from fault
    click.echo(entry if dry_run else f"{bib.as_posix()}:{number}: added {key}")
    for doubt in doubts:
        click.echo(f"check: {doubt}", err=True)


def _add(
    bib: Path, key: str, resolver: str, timeout: float, doi: str, dry_run: bool
) -> tuple[int, str, str, tuple[str, ...]]:
    """Return the line of the new entry, its key, the entry and what to check of it."""
    bare = parse_doi(doi.strip())
    if not bare:
        raise Refusal(f"'{doi}' is no DOI: write it from its '10.' on, such as 10.1000/182")
    if urlsplit(resolver).scheme not in ("http", "https"):
        raise Refusal(f"'{resolver}' is no address of a resolver")
    _refuse(bare, key, parse_bibliography(decode_source(bib.as_posix(), _read(bib))[0]))
    record = read_record(fetch_record(bare, resolver, timeout), bare)
    if not record.title:
        raise Refusal(f"the record of {bare} has no title")
    data = _read(bib)  # again, since fetching takes its time
    known = parse_bibliography(decode_source(bib.as_posix(), data)[0])
    _refuse(bare, key, known)
    key = key or propose_key(record, known.entries)
    entry = written(build_entry(record, key, datetime.date.today())).rstrip()
    data, bibliography = insert_entry(data, key, entry, bib.as_posix())
    added = bibliography[key]
    if not dry_run:
        replace_file(bib, data)
    doubts = tuple(dict.fromkeys(find_doubts(record, added, bibliography)))
    return bibliography.source.position(added.span.start)[0], key, entry, doubts


def _refuse(doi: str, key: str, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if doi_of(entry).casefold() == doi.casefold():
            raise Refusal(f"{doi} is there already, as {entry.key}")
        if key and entry.key.casefold() == key.casefold():
            raise Refusal(f"the key {entry.key} is there already")
    citation = match_citation(f"@{key}", 0) if key else None
    if key and not (citation and citation.items[0].key == key):
        raise Refusal(f"'{key}' can't be a citation key: use letters, digits and '_'")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise SetupError(f"there is no bibliography at {path}: {fault.strerror}") from fault
