"""`kb rename`: another name for a page or an anchor, wherever it is used."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from kb.articles import read_article
from kb.bibliography import decode_source
from kb.checks import check
from kb.commands.answers import fail
from kb.diagnostics import Severity, did_you_mean
from kb.edits import Edit, apply_edits, rewrite
from kb.faults import Refusal
from kb.generated import GENERATED_PAGES
from kb.intake.placing import replace_file
from kb.knowledge import Knowledge, build_knowledge
from kb.layout import LAYOUT_FILE, to_json
from kb.loading import DOCS, SetupError, load_knowledge
from kb.pages import Page
from kb.redirects import former_names
from kb.renaming import rename_anchor, rename_node, rename_page, rename_path
from kb.text import Source


@click.command("rename", short_help="Give a page or an anchor another name.")
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.argument("old")
@click.argument("new")
def rename_command(dry_run: bool, old: str, new: str) -> None:
    """Give the page OLD the id NEW, or the anchor OLD#ANCHOR the name NEW, everywhere at once.

    \b
    Links and relations follow, and the old address leads to the new one: it is kept in the page's front matter.
    A page is named by its id; where two have the same, by its path below docs/.
    Exits with 0 when it is done, 1 when it can't be, 2 when there is no project.

    \b
    Examples:
      kb rename sociometer self-esteem-gauge
      kb rename sociometer#function sociometer#purpose
      kb rename sociometer self-esteem-gauge --dry-run
    """
    with fail():
        root = Path.cwd()
        knowledge = load_knowledge(root)
        plan = build_plan(root, knowledge, old, new)
        for name, count in plan.counts:
            click.echo(f"{name}: {count} {'place' if count == 1 else 'places'}")
        if plan.path != plan.new_path:
            click.echo(f"{plan.path} is {plan.new_path} now")
        if not dry_run:
            write(root, plan)


@dataclass(frozen=True)
class Plan:
    """The new bytes of each file by its path, and how many places change; `path` becomes `new_path`."""

    files: Mapping[str, bytes]
    counts: tuple[tuple[str, int], ...]
    path: str
    new_path: str


def build_plan(root: Path, knowledge: Knowledge, old: str, new: str) -> Plan:
    """Return what the renaming changes; raise Refusal when it can't be, or when something would be wrong after it."""
    page, anchor = find_named(knowledge, old)
    uri = page.uri
    if anchor:
        name, _, new_anchor = new.rpartition("#")
        if name and find_named(knowledge, name)[0].uri != page.uri:
            raise Refusal(f"'{new}' is on another page than '{old}': move what it names by hand")
        edits = rename_anchor(knowledge, page, anchor, new_anchor)
        others: dict[str, tuple[Edit, ...]] = {}
    else:
        name = new.strip().removeprefix(f"{DOCS}/").removesuffix(".md").rpartition("/")[2] if _same(page, new) else new
        edits = rename_page(knowledge, page, name)
        uri = page.uri[: -len(f"{page.id}.md")] + f"{name}.md"
        others = dict(_beside(root, page, name))
    new_path = f"{DOCS}/{uri}"
    if new_path != page.source.path and (root / new_path).exists():
        raise Refusal(f"there is a file at {new_path} already")
    _refuse_harm(knowledge, edits, page, uri)
    edits = {**{knowledge.articles[each].page.source.path: found for each, found in edits.items()}, **others}
    files = {path: _rewritten(root, path, found) for path, found in edits.items()}
    layout = knowledge.previous_layout
    if layout and page.kind and uri != page.uri and page.id in layout.positions:
        files[LAYOUT_FILE] = to_json(rename_node(layout, page.id, name)).encode()
    counts = tuple((path, len(set(found))) for path, found in sorted(edits.items()))
    return Plan(files, counts, page.source.path, new_path)


def find_named(knowledge: Knowledge, name: str) -> tuple[Page, str]:
    """Return the page whose id, or path below docs/, is in `name`, and the anchor in it, or raise Refusal."""
    given, mark, anchor = name.strip().partition("#")
    if mark and not anchor:
        raise Refusal(f"'{name}' has no anchor behind '#'")
    given = given.removeprefix(f"{DOCS}/").removesuffix(".md")
    pages = [each.page for each in knowledge.articles.values() if each.page.uri not in GENERATED_PAGES]
    found = [page for page in pages if page.uri == f"{given}.md"] or [page for page in pages if page.id == given]
    if len(found) > 1:
        paths = " or ".join(page.uri.removesuffix(".md") for page in found[:3])
        raise Refusal(f"'{given}' is the id of more than one page: write {paths}")
    if not found:
        former = former_names(knowledge).get(given)
        hint = f"it is called '{former}' now" if former else did_you_mean(given, (page.id for page in pages))
        raise Refusal(f"no page has the id '{given}'" + (f" ({hint})" if hint else ""))
    return found[0], anchor


def write(root: Path, plan: Plan) -> None:
    """Write the files of `plan`, the page that gets another path last."""
    try:
        for path, data in sorted(plan.files.items(), key=lambda each: each[0] == plan.path):
            replace_file(root / path, data)
        if plan.path != plan.new_path:
            (root / plan.path).rename(root / plan.new_path)
    except OSError as fault:
        raise SetupError(f"{fault.filename} can't be written: {fault.strerror}") from fault


def _same(page: Page, new: str) -> bool:
    """Whether `new` is written as a path in the folder of `page`."""
    given = new.strip().removeprefix(f"{DOCS}/")
    return "/" in given and given.rpartition("/")[0] == page.uri.rpartition("/")[0]


def _beside(root: Path, page: Page, new: str) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Yield the edits of the Markdown files at the project's root, such as its README."""
    for path in sorted(root.glob("*.md")):
        source, damaged = decode_source(path.name, path.read_bytes())
        edits = () if damaged else rename_path(source.text, page, new)
        if edits:
            yield path.name, edits


def _rewritten(root: Path, path: str, edits: tuple[Edit, ...]) -> bytes:
    try:
        return rewrite((root / path).read_bytes(), edits)
    except UnicodeDecodeError as fault:
        raise Refusal(f"{path} is not UTF-8: save it as UTF-8 first") from fault


def _refuse_harm(knowledge: Knowledge, edits: Mapping[str, tuple[Edit, ...]], page: Page, uri: str) -> None:
    """Refuse when more would be wrong after the renaming than before."""
    articles = dict(knowledge.articles)
    for each, found in edits.items():
        source = articles.pop(each).page.source
        new = uri if each == page.uri else each
        path = f"{DOCS}/{uri}" if each == page.uri else source.path
        articles[new] = read_article(Source(path, apply_edits(source.text, found)), new)
    layout = knowledge.previous_layout
    if layout and uri != page.uri:
        layout = rename_node(layout, page.id, uri.rpartition("/")[2].removesuffix(".md"))
    after = build_knowledge(articles.values(), knowledge.bibliography, knowledge.files, knowledge.problems, layout)
    today = datetime.date.today()
    before = Counter(diagnostic.code for diagnostic in check(knowledge, today))
    for diagnostic in check(after, today):
        before[diagnostic.code] -= 1
        if before[diagnostic.code] < 0 and diagnostic.severity is not Severity.NOTE:
            raise Refusal(f"something would be wrong then: {diagnostic}")
