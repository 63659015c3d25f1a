"""What the project had, as git tells; nothing is ever changed or checked out."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kb.articles import Article, read_article
from kb.bibliography import decode_source, parse_bibliography
from kb.knowledge import Knowledge, build_knowledge
from kb.loading import BIBLIOGRAPHY, DOCS, SetupError, collecting_nothing
from kb.pages import parse_page
from kb.redirects import parse_address
from kb.text import Source

_LISTED: Final = re.compile(rb"100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0")
_BLOB: Final = re.compile(rb"[0-9a-f]+ blob (\d+)\n")


def load_uris(root: Path, ref: str) -> Iterator[str]:
    """Yield the uris of the pages that the commit `ref` has, and those that its pages redirect from.

    Raise SetupError when git can't say.
    """
    for path, data in load_sources(root, ref).items():
        if path != BIBLIOGRAPHY:
            yield path.removeprefix(f"{DOCS}/")
            redirects = parse_page(Source("", _text(data)), "").redirects if b"redirects:" in data else ()
            yield from (f"{address}.md" for value in redirects if (address := parse_address(value.text)))


@collecting_nothing()
def load_past(root: Path, ref: str, now: Knowledge) -> Knowledge:
    """Return the knowledge of the commit `ref`, without the generated pages; raise SetupError when git can't say.

    A commit from before there were pages or a bibliography knows nothing of them. What is as it is `now` isn't read
    again.
    """
    sources = dict(load_sources(root, ref))
    source, problems = decode_source(BIBLIOGRAPHY, sources.pop(BIBLIOGRAPHY, b""))
    is_same = source.text == now.bibliography.source.text
    bibliography = now.bibliography if is_same else parse_bibliography(source)
    articles = (_article(now, path.removeprefix(f"{DOCS}/"), _text(data)) for path, data in sources.items())
    return build_knowledge(articles, bibliography, problems=problems)


def load_sources(root: Path, ref: str) -> Mapping[str, bytes]:
    """Return the pages and the bibliography of the commit `ref` by their paths; raise SetupError when git can't say.

    The project at `root` may be a folder of the repository.
    """
    program = shutil.which("git")
    if not program:
        raise SetupError("comparing with another commit needs git, which is not on the PATH")
    if not ref or ref.startswith("-") or ":" in ref or not ref.isprintable():
        raise SetupError(f"'{ref}' is no commit, branch or tag")
    git = [program, "-C", str(root)]
    listed = _run([*git, "ls-tree", "-r", "-z", ref, "--", f"{DOCS}/", BIBLIOGRAPHY], ref)
    names = {path: name for name, path in _named(listed)}
    given = b"".join(name + b"\n" for name in names.values())
    texts = _texts(_run([*git, "cat-file", "--batch"], ref, given)) if given else iter(())
    return dict(zip(names, texts, strict=True))


def _named(listed: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield git's name of each file that is a page or the bibliography, and its path; a link to a file is none."""
    for found in _LISTED.finditer(listed):
        path = found[2].decode("utf-8", "surrogateescape")
        if path == BIBLIOGRAPHY or (path.endswith(".md") and not any(each.startswith(".") for each in path.split("/"))):
            yield found[1], path


def _texts(said: bytes) -> Iterator[bytes]:
    at = 0
    while blob := _BLOB.match(said, at):
        end = blob.end() + int(blob[1])
        yield said[blob.end() : end]
        at = end + 1


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _article(now: Knowledge, uri: str, text: str) -> Article:
    known = now.articles.get(uri)
    is_same = known is not None and known.page.source.text == text
    return known if known and is_same else read_article(Source(f"{DOCS}/{uri}", text), uri)


def _run(command: list[str], ref: str, given: bytes = b"") -> bytes:
    done = subprocess.run(command, input=given, capture_output=True)  # noqa: S603  # no shell
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise SetupError(f"git can't tell which pages '{ref}' had: {said}")
    return done.stdout
