"""`kb cite`: how do these citations read?"""

import html
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from kb.bibliography import Bibliography
from kb.checks.citations import citation_slip, unknown_citation_key
from kb.commands.answers import fail
from kb.commands.terminal import tell
from kb.diagnostics import Diagnostic, Severity
from kb.loading import BIBLIOGRAPHY, load_bibliography
from kb.markdown.texts import read_texts, render_texts
from kb.pandoc import load_csl
from kb.render.references import render_reference
from kb.reporting import to_fields
from kb.richtext import RichText, plain
from kb.style import format_reference

_TAG: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Document:
    """Texts as HTML, the references in the order of their list, and what is wrong."""

    texts: tuple[str, ...]
    references: tuple[Mapping[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


@click.command("cite", short_help="Show how citations and their references read.")
@click.option(
    "--bib",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BIBLIOGRAPHY,
    show_default=True,
    help="The bibliography.",
)
@click.option("--csl", type=click.Path(path_type=Path, dir_okay=False), help="A style for pandoc instead of APA 7.")
@click.option("--format", "format_", type=click.Choice(("text", "html", "json")), default="text", show_default=True)
@click.argument("texts", nargs=-1, required=True)
def cite_command(bib: Path, csl: Path | None, format_: str, texts: tuple[str, ...]) -> None:
    """Render Markdown TEXTS with citations as one document, each and then their references; `-` is standard input.

    \b
    Exits with 0 when all is right, 1 when there is an error, 2 when it could not run.

    \b
    Examples:
      kb cite 'Self-esteem is a gauge [@leary1995selfesteem].'
      kb cite --format json '@leary1995selfesteem [p. 3]' 'As before [-@leary1995selfesteem].'
      kb cite --csl ieee.csl '[@leary1995selfesteem]'
    """
    given = [sys.stdin.read() if text == "-" else text for text in texts]
    with fail():
        document = build_document(given, load_bibliography(bib, bib.as_posix()), csl)
    click.echo(_FORMATS[format_](document))
    if format_ != "json":
        tell(document.diagnostics, sys.stderr)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in document.diagnostics) else 0)


def build_document(given: Iterable[str], bibliography: Bibliography, style: Path | None = None) -> Document:
    """Return the texts `given` as one document; raise SetupError when pandoc can't use `style`."""
    texts = read_texts(given, bibliography)
    works = texts.works(load_csl(style, texts.knowledge) if style else None)
    order = {article.page.source.path: place for place, article in enumerate(texts.articles)}
    faults = (*unknown_citation_key(texts.knowledge), *citation_slip(texts.knowledge))
    return Document(
        tuple(render_texts(texts, works)),
        tuple(_reference(key, format_reference(bibliography[key], works)) for key in works),
        (*sorted(faults, key=lambda each: (order[each.path], each)), *sorted(bibliography.problems)),
    )


def _reference(key: str, text: RichText) -> dict[str, str]:
    return {"key": key, "html": render_reference(key, text), "text": plain(text)}


def _text(document: Document) -> str:
    texts = [html.unescape(_TAG.sub("", text)) for text in document.texts]
    references = [reference["text"] for reference in document.references]
    return "\n\n".join([*texts, *(["References", *references] if references else ())])


def _html(document: Document) -> str:
    items = "\n".join(reference["html"] for reference in document.references)
    return "\n".join([*document.texts, *([f'<ul class="kb-references">\n{items}\n</ul>'] if items else ())])


def _json(document: Document) -> str:
    fields = {**vars(document), "diagnostics": [to_fields(each) for each in document.diagnostics]}
    return json.dumps(fields, indent=2)


_FORMATS: Final[Mapping[str, Callable[[Document], str]]] = {"text": _text, "html": _html, "json": _json}
