"""How long an edit takes to be served by `mkdocs serve`, and how much room the server takes."""

import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measuring import ENVIRONMENT

PAGE = "mechanisms/node-000005"
PATIENCE = 300.0
_REST = 1.5  # seconds between two edits, as long as a server looks at files a second time


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process, self.address = process, address

    def get(self, path: str) -> str:
        """Return what is served at `path`, "" as long as nothing answers."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as fault:
            return str(fault.code)
        except OSError:
            return ""

    def wait(self, path: str, text: str) -> float:
        """Return the seconds until `path` has `text`."""
        start = time.perf_counter()
        while text not in self.get(path):
            if self.process.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise SystemExit(f"{path} never had {text!r}")
            time.sleep(0.005)
        return time.perf_counter() - start

    @property
    def memory(self) -> float:
        """The megabytes that the server has in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """Serve the project at `root`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=quiet, stderr=quiet)
    try:
        yield Server(process, address)
    finally:
        process.terminate()
        process.wait(timeout=30)


def edits(root: Path, times: int, rest: float = _REST) -> tuple[float, list[float], list[float]]:
    """Return the seconds until the first page is served, those of each of so many edits, and the megabytes after each.

    An edit adds a line to the text of a page, and is served when that page has it.
    """
    page = root / f"docs/{PAGE}.md"
    text = page.read_text(encoding="utf-8")
    taken, room = [], []
    with served(root) as server:
        first = server.wait(f"{PAGE}/", "</html>")
        for number in range(times):
            time.sleep(rest)
            line = f"This is edit {number}, made now."
            page.write_text(f"{text}\n{line}\n", encoding="utf-8")
            taken.append(server.wait(f"{PAGE}/", line))
            room.append(server.memory)
    page.write_text(text, encoding="utf-8")
    return first, taken, room


def main() -> None:
    """Print how the room grows over 200 edits of one page among 300."""
    import tempfile

    from tests.benchmarks.corpus import write_corpus

    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), 300)
        _, taken, room = edits(Path(folder), 200, rest=0.2)
    marks = ", ".join(f"{room[at]:.0f} MB after {at + 1}" for at in (0, 19, 49, 99, 149, 199))
    print(f"300 pages, 200 edits: {marks}; an edit is served after {statistics.median(taken):.2f} s")


if __name__ == "__main__":
    main()
