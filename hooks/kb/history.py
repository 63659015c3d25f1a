"""What the project had, as git tells; nothing is ever changed."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kb.loading import DOCS, SetupError


def load_uris(root: Path, ref: str) -> Iterator[str]:
    """Yield the uris of the pages that the commit `ref` has; raise SetupError when git can't say."""
    program = shutil.which("git")
    if not program:
        raise SetupError("comparing with another commit needs git, which is not on the PATH")
    if not ref or ref.startswith("-"):
        raise SetupError(f"'{ref}' is no commit, branch or tag")
    command = [program, "-C", str(root), "ls-tree", "-r", "-z", "--name-only", ref, "--", f"{DOCS}/"]
    done = subprocess.run(command, capture_output=True)  # noqa: S603  # no shell, and the ref is no option
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise SetupError(f"git can't tell which pages '{ref}' had: {said}")
    for name in done.stdout.decode("utf-8", "surrogateescape").split("\0"):
        uri = name.removeprefix(f"{DOCS}/")
        if uri.endswith(".md") and not any(part.startswith(".") for part in uri.split("/")):
            yield uri
