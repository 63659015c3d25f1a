"""What the project had, as git tells; nothing is ever changed."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.loading import DOCS, SetupError
from kb.pages import parse_page
from kb.redirects import parse_address
from kb.text import Source

_BLOB: Final = re.compile(rb"[0-9a-f]+ blob (\d+)\n")


def load_uris(root: Path, ref: str) -> Iterator[str]:
    """Yield the uris of the pages that the commit `ref` has, and those that its pages redirect from.

    Raise SetupError when git can't say.
    """
    program = shutil.which("git")
    if not program:
        raise SetupError("comparing with another commit needs git, which is not on the PATH")
    if not ref or ref.startswith("-") or ":" in ref or not ref.isprintable():
        raise SetupError(f"'{ref}' is no commit, branch or tag")
    git = _Git(program, root, ref)
    yield from git.pages()
    for text in git.texts_with("redirects:"):
        for value in parse_page(Source("", text), "").redirects:
            if address := parse_address(value.text):
                yield f"{address}.md"


class _Git:
    """The commit `ref` of the project at `root`, which may be a folder of the repository."""

    def __init__(self, program: str, root: Path, ref: str) -> None:
        self.command = [program, "-C", str(root)]
        self.ref = ref

    def pages(self) -> Iterator[str]:
        """Yield the uris of the Markdown files below docs/."""
        said = self._run(["ls-tree", "-r", "-z", "--name-only", self.ref, "--", f"{DOCS}/"])
        for name in said.decode("utf-8", "surrogateescape").split("\0"):
            uri = name.removeprefix(f"{DOCS}/")
            if uri.endswith(".md") and not any(part.startswith(".") for part in uri.split("/")):
                yield uri

    def texts_with(self, words: str) -> Iterator[str]:
        """Yield the Markdown files below docs/ that have `words`."""
        found = self._run(["grep", "-l", "-z", "--fixed-strings", "-e", words, self.ref, "--", f"{DOCS}/*.md"], (0, 1))
        # The names are of the form "ref:path", which is also how git takes them; each on a line of its own.
        names = b"".join(each + b"\n" for each in found.split(b"\0") if each and b"\n" not in each)
        said, at = self._run(["cat-file", "--batch"], given=names) if names else b"", 0
        while blob := _BLOB.match(said, at):
            end = blob.end() + int(blob[1])
            yield said[blob.end() : end].decode("utf-8-sig", "replace").replace("\r\n", "\n")
            at = end + 1

    def _run(self, arguments: list[str], right: tuple[int, ...] = (0,), given: bytes = b"") -> bytes:
        done = subprocess.run([*self.command, *arguments], input=given, capture_output=True)  # noqa: S603  # no shell
        if done.returncode not in right:
            said = done.stderr.decode(errors="replace").strip().split("\n")[0]
            raise SetupError(f"git can't tell which pages '{self.ref}' had: {said}")
        return done.stdout
