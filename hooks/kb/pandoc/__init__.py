"""Other styles than APA 7: pandoc's citeproc, called once for all citations of a site.

All works are told apart as in one document: letters of years, initials and numbers are those of the whole site.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from kb.bibliography import Bibliography
from kb.citations import Citation, CitationItem
from kb.export.csl import csl_item
from kb.knowledge import Knowledge
from kb.loading import SetupError
from kb.pandoc.document import FIRST, Markup, build_document
from kb.pandoc.runs import FootnoteError, Reader
from kb.style import Csl
from kb.style.csl import placeless
from kb.text import NOWHERE

_OPTIONS: Final = ("--sandbox", "--from=json", "--to=json", "--citeproc", "--metadata=link-citations:true")
_PRIVATE: Final = re.compile(f"[{chr(FIRST)}-{chr(FIRST + 65533)}]")


def load_csl(style: Path, knowledge: Knowledge) -> Csl:
    """Return what the CSL file `style` makes of everything that is cited; raise SetupError when pandoc can't."""
    return format_citations(style, cited(knowledge), knowledge.bibliography)


def cited(knowledge: Knowledge) -> Iterator[Citation]:
    """Yield the citations of all pages in reading order, claims and relations after the text."""
    for article in knowledge.articles.values():
        yield from _in_text(article.citations)
        for claim in article.claims:
            yield from (Citation(NOWHERE, items) for items in (claim.supports, claim.disputes) if items)
        for relation in article.relations:
            yield from (Citation(NOWHERE, items) for items in (relation.cites, relation.disputes) if items)


def _in_text(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Yield `citations` as pages show them: those within another never stand in the sentence."""
    end = 0
    for citation in citations:
        if citation.span.start < end:
            yield citation._replace(narrative=False)
        else:
            end = citation.span.end
            yield citation


def format_citations(style: Path, citations: Iterable[Citation], bibliography: Bibliography) -> Csl:
    """Return what the CSL file `style` makes of `citations` in one call of pandoc; raise SetupError when it can't."""
    wanted = dict.fromkeys(map(placeless, citations))
    ids: dict[str, str] = {}
    for citation in wanted:
        for item in citation.items:
            ids.setdefault(item.key, f"k{len(ids)}")
    # Each work alone, for what puts works together in other ways than the sources; last, so that no number changes.
    wanted |= dict.fromkeys(Citation(NOWHERE, (CitationItem(key, NOWHERE),)) for key in ids)
    entries = [bibliography[key] for key in ids if key in bibliography]
    items = [{**csl_item(entry), "id": ids[entry.key]} for entry in entries]
    markup = Markup()
    blocks = _run(style, _PRIVATE.sub("�", json.dumps(items, ensure_ascii=False)), wanted, ids, markup)
    reader = Reader({name: key for key, name in ids.items()}, markup.pieces())
    listed = [entry for div in blocks[len(wanted) :] for entry in div["c"][1]]
    try:
        return Csl(
            {citation: reader.read([block]) for citation, block in zip(wanted, blocks, strict=False)},
            {reader.keys[entry["c"][0][0].removeprefix("ref-")]: reader.read(entry["c"][1]) for entry in listed},
        )
    except FootnoteError as fault:
        raise SetupError(f"the style {style} writes footnotes: choose an author-date or a numeric style") from fault


def _run(style: Path, items: str, wanted: Collection[Citation], ids: dict[str, str], markup: Markup) -> list[Any]:
    program = shutil.which("pandoc")
    if not program:
        raise SetupError(f"the style {style} needs pandoc, which is not on the PATH (https://pandoc.org/installing)")
    if not style.is_file():
        raise SetupError(f"there is no style at {style}")
    if b"<citation" not in style.read_bytes():  # pandoc would fetch the style that a dependent one names
        raise SetupError(f"{style} is no CSL style, or only names another: take the file of that one")
    with tempfile.TemporaryDirectory(prefix="kb-") as folder:
        file = Path(folder, "works.json")
        file.write_text(items, encoding="utf-8")
        command = (program, *_OPTIONS, f"--csl={style}", f"--bibliography={file}")
        document = json.dumps(build_document(wanted, ids, markup))
        done = subprocess.run(command, input=document, capture_output=True, encoding="utf-8")  # noqa: S603  # no shell
    if done.returncode:
        words = " ".join(done.stderr.split())
        raise SetupError(f"pandoc can't use the style {style}: {words[:300]}")
    found: list[Any] = json.loads(done.stdout)["blocks"]
    return found
