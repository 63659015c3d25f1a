"""From LaTeX in a field to rich text.

Nothing an author wrote is lost: what is no LaTeX (`100% sure`, `C:\\temp`, `$5`) stands as it is, and a command that is
not known leaves the text of its arguments.
"""

import re
import unicodedata
from typing import Final

from kb.bibliography import symbols
from kb.bibliography.accents import ABOVE, compose
from kb.bibliography.cleaning import SPACE, clean
from kb.bibliography.styled import Style, join_pieces
from kb.bibliography.verbatim import safe_address, unescape
from kb.richtext import RichText, Run

_MAX_DEPTH: Final = 60
_SPECIAL: Final = re.compile(r"[\\{}$~`']|--")
_PLAIN: Final = re.compile(r"[^\\{}$~`'-]++")
_PLAIN_MATH: Final = re.compile(r"[^\\{}~'_^A-Za-z-]++")
_LETTERS: Final = re.compile(r"[A-Za-z]++")
_COMMAND: Final = re.compile(r"\\(?:([A-Za-z]++)\*?|(.))", re.DOTALL)
_OPTION: Final = re.compile(r"\s*+\[[^\[\]{}]*+\](?=\s*+\{)")
_OPENING: Final = re.compile(r"\s*+\{")
_CHARACTER: Final = re.compile("(?s:.)[\u0300-\u036f]*+")  # with its accents
_BRACE: Final = re.compile(r"[{}]")
_BRACE_OR_CHAR: Final = re.compile(r"[{}]|\S")
_ACCENTED: Final = re.compile(r"\{\s*+\\(?:([A-Za-z]++)|(.))")
_QUOTATION: Final = re.compile(r"'[^\s'][^']{0,60}(?<!\s)'(?!\w)")
_MATH: Final = re.compile(r"(\$\$?)(?=\S)([^$]*+)(?<=\S)\1(?!\d)")
_INLINE_MATH: Final = re.compile(r"\\\((.{1,500}?)\\\)")
_DASHES: Final = {1: "-", 2: "–", 3: "—"}


def decode(text: str) -> RichText:
    """Return the LaTeX `text` as runs in Unicode's composed form (NFC).

    Braces make protected runs, except around a single accent or letter command, as in BibTeX.
    """
    text = compose(clean(text))
    if not _SPECIAL.search(text):
        text = unicodedata.normalize("NFC", text.strip(" "))
        return (Run(text),) if text else ()
    decoder = _Decoder(text)
    decoder.read(Style(), 0)
    return join_pieces(decoder.out)


class _Decoder:
    """A cursor over one value; `read` and what it calls append to `out`."""

    def __init__(self, text: str, math: bool = False) -> None:
        self.text = text
        self.pos = 0
        self.math = math
        self.out: list[tuple[str, Style]] = []

    def read(self, style: Style, depth: int) -> None:
        """Decode to the end of the group at hand, or of the text."""
        while self.pos < len(self.text):
            char = self.text[self.pos]
            if char == "}":
                self.pos += 1
                if depth:
                    return
            elif char == "{":
                self._group(style, depth)
            elif char == "\\":
                style = self._command(style, depth)
            elif self.math:
                self._math_piece(char, style, depth)
            else:
                self._text_piece(char, style)

    def _put(self, text: str, style: Style) -> None:
        self.out.append((text, style))

    def _run(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.pos)
        if not found:
            return ""
        self.pos = found.end()
        return found[0]

    def _text_piece(self, char: str, style: Style) -> None:
        plain = self._run(_PLAIN)
        if plain:
            self._put(plain, style)
        elif char == "$" and (found := _MATH.match(self.text, self.pos)) and _balanced(found[2]):
            self.pos = found.end()
            self._mathematics(found[2], style)
        elif char == "-":
            count = next(n for n in (3, 2, 1) if self.text.startswith("-" * n, self.pos))
            self.pos += count
            self._put(_DASHES[count], style)
        elif char == "`" or char == "'":
            double = self.text.startswith(char * 2, self.pos)
            opening = char == "`" or (not double and self._opens_quotation())
            self.pos += 1 + double
            self._put(("“" if double else "‘") if opening else ("”" if double else "’"), style)
        else:
            self.pos += 1
            self._put("\u00a0" if char == "~" else char, style)

    def _opens_quotation(self) -> bool:
        before = self.text[self.pos - 1] if self.pos else " "
        return before in " ([{-~" and bool(_QUOTATION.match(self.text, self.pos))

    def _mathematics(self, text: str, style: Style) -> None:
        inner = _Decoder(text, math=True)
        inner.read(style._replace(protected=True), 0)
        self.out += inner.out

    def _math_piece(self, char: str, style: Style, depth: int) -> None:
        if letters := self._run(_LETTERS):
            self._put(letters, style._replace(italic=True) if len(letters) == 1 and not style.script else style)
        elif plain := self._run(_PLAIN_MATH):
            self._put(plain, style)
        elif char in "_^":
            self.pos += 1
            self.out += self._argument(style._replace(script="sub" if char == "_" else "sup"), depth)
        else:
            self.pos += 1
            self._put({"~": "\u00a0", "'": "′", "-": "−"}.get(char, char), style)

    def _group(self, style: Style, depth: int) -> None:
        special = _ACCENTED.match(self.text, self.pos)
        self.pos += 1
        if depth >= _MAX_DEPTH:
            return
        name = (special[1] or special[2]) if special else ""
        if not (name in symbols.ACCENTS or name in symbols.SYMBOLS):
            style = style._replace(protected=True)
        self.read(style, depth + 1)

    def _argument(self, style: Style, depth: int) -> list[tuple[str, Style]]:
        """Decode the next group, command or character apart."""
        self._run(SPACE)
        outer, self.out = self.out, []
        if self.pos < len(self.text) and depth < _MAX_DEPTH:
            char = self.text[self.pos]
            if char == "{":
                self.pos += 1
                self.read(style, depth + 1)
            elif char == "\\":
                self._command(style, depth + 1)
            elif char != "}":
                self._put(self._run(_CHARACTER), style)
        inner, self.out = self.out, outer
        return inner

    def _raw_argument(self) -> str:
        """Return the next group as it is written."""
        self._run(SPACE)
        depth = 0
        for found in _BRACE_OR_CHAR.finditer(self.text, self.pos):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if not depth:
                start, self.pos = self.pos, found.end()
                return self.text[start + 1 : found.start()] if found[0] == "}" else found[0]
        start, self.pos = self.pos, len(self.text)
        return self.text[start + 1 :]

    def _command(self, style: Style, depth: int) -> Style:
        """Decode the command at the cursor and return the style of what follows it in its group."""
        found = _COMMAND.match(self.text, self.pos)
        if not found:
            self.pos += 1
            self._put("\\", style)
            return style
        start, self.pos = self.pos, found.end()
        name = found[1] or found[2]
        if name == "(" and (inline := _INLINE_MATH.match(self.text, start)) and _balanced(inline[1]):
            self.pos = inline.end()
            self._mathematics(inline[1], style)
        elif name in symbols.ACCENTS or (self.math and name in symbols.MATH_ACCENTS):
            self._accent(name, style, depth)
        elif name in symbols.SYMBOLS and name not in symbols.SCRIPTS:
            self._put(symbols.SYMBOLS[name], style)
            self._end_name(found[1])
        elif name in symbols.ITALIC_SWITCHES or name in symbols.UPRIGHT_SWITCHES or name in symbols.SILENT:
            self._end_name(found[1])
            if name not in symbols.SILENT:
                style = style._replace(italic=name in symbols.ITALIC_SWITCHES)
        else:
            self._with_argument(name, style, depth, start)
        return style

    def _end_name(self, letters: str | None) -> None:
        if self.text.startswith("{}", self.pos):
            self.pos += 2
        elif letters:
            self._run(SPACE)

    def _accent(self, name: str, style: Style, depth: int) -> None:
        mark = symbols.ACCENTS.get(name) or symbols.MATH_ACCENTS[name]
        pieces = self._argument(style, depth)
        base = pieces[0][0] if pieces else ""
        if not base.strip():
            self._put(symbols.SPACING.get(name, "") + base, style)
            self.out += pieces[1:]
            return
        letter = {"ı": "i", "ȷ": "j"}.get(base[0], base[0]) if mark in ABOVE else base[0]
        # A mark goes behind the marks that the letter already has.
        at = next((i for i, char in enumerate(base[1:], 1) if not unicodedata.combining(char)), len(base))
        self._put(letter + base[1:at] + mark + base[at:], pieces[0][1])
        self.out += pieces[1:]

    def _with_argument(self, name: str, style: Style, depth: int, start: int) -> None:
        self._run(_OPTION)
        if not _OPENING.match(self.text, self.pos):
            self._put(self.text[start : self.pos], style)  # no command, or one that cannot be told from a word
            return
        kept = style._replace(protected=True)
        if name in ("url", "path", "nolinkurl", "doi"):
            address = unescape(self._raw_argument())
            href = safe_address(f"https://doi.org/{address}" if name == "doi" else address)
            self._put(address, kept._replace(href=href if name != "path" else ""))
        elif name == "href":
            href = safe_address(unescape(self._raw_argument()))
            self.out += self._argument(style._replace(href=href), depth)
        elif name in symbols.ARGUMENT_DROPPED:
            self._raw_argument()
        elif name in symbols.ITALIC:
            self.out += self._argument(kept._replace(italic=name != "emph" or not style.italic), depth)
        elif name in symbols.UPRIGHT:
            self._in_mode(False, kept._replace(italic=False), depth)
        elif name in symbols.SCRIPTS:
            self.out += self._argument(kept._replace(script=symbols.SCRIPTS[name]), depth)
        elif name in symbols.QUOTES:
            before, after = symbols.QUOTES[name]
            self.out += [(before, style), *self._argument(style, depth), (after, style)]
        elif name == "ensuremath":
            self._in_mode(True, kept, depth)
        elif name in ("frac", "tfrac", "nicefrac", "sfrac"):
            self.out += [*self._argument(kept, depth), ("/", kept), *self._argument(kept, depth)]
        # The arguments of any other command are read as the groups they are.

    def _in_mode(self, math: bool, style: Style, depth: int) -> None:
        outer, self.math = self.math, math
        self.out += self._argument(style, depth)
        self.math = outer


def _balanced(text: str) -> bool:
    depth = 0
    for found in _BRACE.finditer(text):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return False
    return not depth
