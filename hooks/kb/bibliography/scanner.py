"""Finding the entries of a file, however damaged their neighbours are."""

import re
from bisect import bisect_left
from typing import Final

from kb.bibliography import syntax
from kb.bibliography.catalogue import TYPES
from kb.bibliography.faults import Fault, quoted
from kb.bibliography.reader import Damaged, Reader
from kb.bibliography.syntax import RawEntry

MAX_ENTRIES: Final = 25_000
_WINDOW: Final = 20_000


def scan(text: str) -> tuple[list[RawEntry], list[Fault]]:
    """Return the entries and directives of `text` in order, and the faults of its syntax.

    What stands between entries is a comment, as BibTeX has it; so are lines that begin with "%".
    """
    scanner = _Scanner(text)
    scanner.run()
    return scanner.entries, scanner.faults


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[RawEntry] = []
        self.faults: list[Fault] = []
        self.restarts = [found.start() for found in syntax.RESTART.finditer(text)]
        # How far all values together may be followed past a line that looks like the start of an entry. It keeps a file
        # of nothing but unclosed braces linear.
        self.lookahead = 2 * len(text)

    def run(self) -> None:
        """Read the file to its end."""
        pos = 0
        while (head := self._next_head(pos)) is not None:
            self._between(pos, head.start())
            pos = self._item(head)
            if len(self.entries) > MAX_ENTRIES:
                self.faults.append(
                    Fault(
                        pos,
                        "bibliography-too-large",
                        f"more than {MAX_ENTRIES} entries",
                        "the rest is not read; take out what no page cites",
                    )
                )
                return
        self._between(pos, len(self.text))

    def _next_head(self, pos: int) -> re.Match[str] | None:
        for head in syntax.HEAD.finditer(self.text, pos):
            line = self.text.rfind("\n", pos, head.start()) + 1 or pos
            if not self.text[line : line + 200].lstrip(" \t").startswith("%"):
                return head
        return None

    def _limit(self, pos: int) -> int:
        at = bisect_left(self.restarts, pos)
        return self.restarts[at] if at < len(self.restarts) else len(self.text)

    def _item(self, head: re.Match[str]) -> int:
        """Read what begins at `head` and return where to go on."""
        kind = head[1].lower()
        if kind == "comment":
            return self._comment(head)
        limit = self._limit(head.end())
        read = (
            self._read(head, limit, saving=False) or self._beyond(head, limit) or self._read(head, limit, saving=True)
        )
        assert read is not None, "a saving reader always returns an entry"  # noqa: S101
        entry, faults = read
        self.entries.append(entry)
        self.faults += faults
        return entry.span.end

    def _read(self, head: re.Match[str], limit: int, saving: bool) -> tuple[RawEntry, list[Fault]] | None:
        closer = "}" if head[2] == "{" else ")"
        reader = Reader(self.text, head.start(), head.end(), limit, closer, saving)
        try:
            return reader.entry(head[1].lower()), reader.faults
        except Damaged:
            return None

    def _beyond(self, head: re.Match[str], limit: int) -> tuple[RawEntry, list[Fault]] | None:
        """Read an entry one of whose values holds a line that looks like the start of another."""
        window = min(limit + _WINDOW, len(self.text))
        if limit == len(self.text) or self.lookahead < window - limit:
            return None
        self.lookahead -= window - limit
        read = self._read(head, window, saving=False)
        if not read or read[1]:
            return None
        note = f"a field of {quoted(read[0].key)} holds what looks like another entry"
        return read[0], [
            Fault(limit, "entry-in-field", note, "if it is meant to be one, a brace before it is not closed")
        ]

    def _comment(self, head: re.Match[str]) -> int:
        """Return the end of a comment: its closing delimiter, or the end of its line when it has none."""
        depth, end = 0, min(head.end() + max(self.lookahead, 0), len(self.text))
        opener, closer = head[2], ")" if head[2] == "(" else "}"
        for found in re.compile(f"[{re.escape(opener + closer)}]").finditer(self.text, head.end() - 1, end):
            depth += 1 if found[0] == opener else -1
            if not depth:
                return found.end()
        self.lookahead -= end - head.end()
        self.faults.append(
            Fault(head.start(), "unbalanced-brace", "this comment is not closed", f"end it with '{closer}'")
        )
        newline = self.text.find("\n", head.end())
        return newline if newline >= 0 else len(self.text)

    def _between(self, start: int, end: int) -> None:
        """Report what can be no comment in the text between two entries."""
        if end - start < 2:
            return
        lost = syntax.LOST_FIELD.match(self.text, start, end) if start else None
        stray = syntax.STRAY_BRACE.match(self.text, start, end) if start else None
        if lost:
            message = f"{quoted(lost[1])} stands outside any entry and is lost"
            self.faults.append(Fault(lost.start(1), "lost-field", message, "the entry before it has one '}' too many"))
            self.entries[-1:] = (entry._replace(whole=False) for entry in self.entries[-1:])
        elif stray:
            self.faults.append(Fault(stray.end() - 1, "unbalanced-brace", "'}' closes nothing", "remove it"))
        for found in syntax.HEADLESS.finditer(self.text, start, end):
            self._headless(found[1], found[2].lower(), found[3] or "", found.start())

    def _headless(self, at: str, word: str, key: str, offset: int) -> None:
        """Report a line that begins as an entry does but for its "@" or its brace."""
        if at and any(word.startswith(kind) for kind in TYPES):
            message = f"{quoted('@' + word)} is not followed by '{{' and a key"
            self.faults.append(Fault(offset, "syntax-error", message, "write @type{key,"))
        elif key.lstrip().startswith("{") and word in TYPES:
            hint = "write '@' before it, or '%' before each line of a comment"
            self.faults.append(Fault(offset, "entry-without-at", f"no '@' before {quoted(word + key)}", hint))
