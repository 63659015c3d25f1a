"""Reading one entry, strictly or, when that fails, saving what can be saved."""

import re
from dataclasses import dataclass, field
from typing import Final

from kb.bibliography import syntax
from kb.bibliography.cleaning import clean
from kb.bibliography.faults import Fault, quoted
from kb.bibliography.syntax import Part, RawEntry, RawField
from kb.text import Span

_MAX_FAULTS: Final = 20
# Faults that cost an entry no field.
_HARMLESS: Final = frozenset({"missing-comma", "missing-key"})


class Damaged(Exception):  # noqa: N818  # never leaves the package
    """The entry cannot be read strictly."""


@dataclass
class Reader:
    """A cursor over one entry, whose head `pos` stands behind; it may not pass `limit`, where the next entry starts.

    A strict reader raises `Damaged` at the first fault that leaves the extent of a field in doubt. A saving reader ends
    a value that is not closed where a line begins a field, so that only what is damaged is lost.
    """

    text: str
    start: int
    pos: int
    limit: int
    closer: str
    saving: bool
    faults: list[Fault] = field(default_factory=list)

    def entry(self, kind: str) -> RawEntry:
        """Read to behind the closing delimiter, or to the limit."""
        key, offset, fields = "", self.start, list[RawField]()
        if kind == "preamble":
            self._value(kind, self.pos)
        elif kind != "string":
            key, offset = self._key(kind)
        while not self._closed(key or kind):
            if self.text[self.pos] == ",":
                self._report(self.pos, "syntax-error", "comma without a field before it", "remove the comma")
                self.pos = self._behind(syntax.COMMAS)
            elif len(fields) >= syntax.MAX_FIELDS or len(self.faults) >= _MAX_FAULTS:
                self._abandon(key or kind)
            else:
                fields += self._field()
        whole = all(fault.code in _HARMLESS for fault in self.faults)
        return RawEntry(kind, key, offset, Span(self.start, self.pos), tuple(fields), whole)

    def _report(self, offset: int, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(offset, code, message, hint))

    def _doubt(self, offset: int, code: str, message: str, hint: str = "") -> None:
        if not self.saving:
            raise Damaged
        self._report(offset, code, message, hint)

    def _behind(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.pos, self.limit)
        return found.end() if found else self.pos

    def _peek(self) -> str:
        """Skip the gap and return the character after it, or "" at the limit."""
        self.pos = self._behind(syntax.GAP)
        return self.text[self.pos] if self.pos < self.limit else ""

    def _closed(self, name: str) -> bool:
        char = self._peek()
        if char not in ("", "}", self.closer):
            return False
        if not char:
            opener = "{" if self.closer == "}" else "("
            message = f"the '{opener}' of {quoted(name)} is not closed"
            hint = f"end the entry with '{self.closer}'"
            self._doubt(self.text.index(opener, self.start), "unbalanced-brace", message, hint)
        elif char != self.closer:
            message = f"{quoted(name)} opens with '(' but closes with '}}'"
            self._doubt(self.pos, "unbalanced-brace", message, "close it with ')'")
        self.pos += len(char)
        return True

    def _key(self, kind: str) -> tuple[str, int]:
        start, char, offset = self.pos, self._peek(), self.pos
        if char in ("", ",", "}", self.closer) or syntax.KEYLESS.match(self.text, offset, self.limit):
            self._report(start, "missing-key", f"this {quoted('@' + kind)} has no citation key", f"write @{kind}{{key,")
            self.pos += char == ","
            return "", offset
        self.pos = self._behind(syntax.KEY)
        if self.closer == ")" and self.text[offset : self.pos].endswith(")"):
            self.pos -= 1
        key, end = self.text[offset : self.pos], self.pos
        char = self._peek()
        if char == ",":
            self.pos += 1
        elif char not in ("", "}", self.closer):
            loose = syntax.LOOSE_KEY.match(self.text, self.pos, self.limit)
            if loose:  # the grammar of keys is checked elsewhere
                key, self.pos = self.text[offset : loose.end(1)].strip(), loose.end()
            else:
                self._report(end, "missing-comma", f"no comma after the key {quoted(key)}", "put a comma after the key")
        return clean(key), offset

    def _field(self) -> list[RawField]:
        found = syntax.FIELD.match(self.text, self.pos, self.limit)
        if not found:
            offset = self.pos
            self._skip()
            words = self.text[offset : min(self.pos, offset + 200)].rstrip(", \t\n")
            self._doubt(offset, "syntax-error", f"{quoted(words)} is no field", "write name = {value},")
            return []
        name, start = found[1], self.pos
        self.pos = found.end()
        parts = self._value(name, start)
        end = self.pos
        char = self._peek()
        if char == ",":
            self.pos += 1
        elif char not in ("", "}", self.closer):
            if not syntax.FIELD.match(self.text, self.pos, self.limit):
                parts = self._rest(name, parts)
            elif self.text[end - 1 : end + 1].strip() and not self._cut:
                self._report(
                    end, "missing-comma", f"no comma after the field {quoted(name)}", "end each field with ','"
                )
        return [RawField(name, Span(start, end), parts)]

    def _rest(self, name: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Read what follows a value without joining it, and return the value: with it, when that is in no braces."""
        bare = bool(parts) and parts[-1].macro
        start = parts[-1].offset if bare else self.pos
        self._skip()
        words = self.text[start : self.pos].rstrip(", \t\n")
        fault = "has no braces" if bare else f"follows the value of {quoted(name)}"
        self._doubt(start, "syntax-error", f"{quoted(words)} {fault}", "put braces around the whole value")
        return (*parts[:-1], Part(words, False, start)) if bare else parts

    _cut: bool = False

    def _value(self, name: str, start: int) -> tuple[Part, ...]:
        parts: list[Part] = []
        self._cut = False
        while True:
            char = self._peek()
            if char == "{" or char == '"':
                opening = self.pos
                self.pos = self._braced(name) if char == "{" else self._quoted(name)
                inner = self.text[opening + 1 : self.pos - (not self._cut)]
                parts.append(Part(inner.rstrip().rstrip(',"}') if self._cut else inner, False, opening + 1))
            else:
                opening, self.pos = self.pos, self._behind(syntax.BARE)
                word = self.text[opening : self.pos]
                if not word:
                    self._doubt(start, "syntax-error", f"{quoted(name)} has no value", "write name = {value},")
                    return tuple(parts)
                parts.append(Part(word, not (word.isascii() and word.isdigit()), opening))
            end = self.pos
            if self._cut or self._peek() != "#":
                self.pos = end
                return tuple(parts)
            self.pos += 1
            if len(parts) == syntax.MAX_PARTS:
                self._report(start, "value-too-large", f"{quoted(name)} joins more than {syntax.MAX_PARTS} strings")
            if len(parts) >= syntax.MAX_PARTS:
                self.pos = self._behind(syntax.MANY_PARTS)

    def _braced(self, name: str) -> int:
        """Return the offset behind the brace that closes the one at the cursor."""
        flat = syntax.FLAT.match(self.text, self.pos, self.limit)
        if flat and not self.saving:
            return flat.end()
        depth = 0
        for found in syntax.BRACE.finditer(self.text, self.pos, self.limit):
            depth += 1 if found[0] == "{" else -1
            if not depth:
                return self._uncut(name, "unbalanced-brace", found.end())
        return self._uncut(name, "unbalanced-brace", -1)

    def _quoted(self, name: str) -> int:
        depth = 0
        for found in syntax.BRACE_OR_QUOTE.finditer(self.text, self.pos + 1, self.limit):
            if found[0] == '"':
                if not depth:
                    return self._uncut(name, "unbalanced-quote", found.end())
            else:
                depth += 1 if found[0] == "{" else -1
                if depth < 0:
                    break
        return self._uncut(name, "unbalanced-quote", -1)

    def _uncut(self, name: str, code: str, end: int) -> int:
        """Return `end`, unless that is nowhere or, when saving, a line before it begins the next field."""
        if not self.saving:
            if end < 0:
                raise Damaged
            return end
        following = syntax.NEXT_FIELD.search(self.text, self.pos, self.limit if end < 0 else end)
        if not following and end >= 0:
            return end
        opener = self.text[self.pos]
        self._report(
            self.pos,
            code,
            f"the '{opener}' of {quoted(name)} is not closed",
            f"close it where the value of '{name}' ends",
        )
        self._cut = True
        if following:
            return following.start() - (self.text[following.start() - 1] == ",")
        newline = self.text.find("\n", self.pos, self.limit)
        return newline if newline >= 0 else self.limit

    def _skip(self) -> None:
        """Go to the next comma or closing brace that belongs to the entry itself."""
        depth = 0
        for found in syntax.BRACE_OR_COMMA.finditer(self.text, self.pos, self.limit):
            self.pos = found.start()
            if not depth and found[0] != "{":
                self.pos += found[0] == ","
                return
            depth += {"{": 1, "}": -1, ",": 0}[found[0]]
        self.pos = self.limit

    def _abandon(self, name: str) -> None:
        """Go to the end of an entry that has more fields or faults than any real one."""
        self._report(self.pos, "value-too-large", f"{quoted(name)} has too many fields or faults; the rest is not read")
        depth = 0
        for found in syntax.BRACE.finditer(self.text, self.pos, self.limit):
            depth += 1 if found[0] == "{" else -1
            if depth < 0:
                self.pos = found.start()
                return
        self.pos = self.limit
