"""The parts of a BibTeX file as they are written, and the patterns that recognise them.

Every pattern is possessive where it repeats, so that no file makes it take more than linear time.
"""

import re
from typing import Final, NamedTuple

from kb.text import Span

MAX_FIELDS: Final = 500
MAX_PARTS: Final = 1000

GAP: Final = re.compile(r"(?:[\s\x00-\x20\x7f-\x9f\ufeff]++|%[^\n]*+)*+")
HEAD: Final = re.compile(r"@\s*+([A-Za-z][\w-]*+)\s*+([{(])")
KEY: Final = re.compile(r"[^\s\x00-\x20\x7f-\x9f,}\"]*+")
LOOSE_KEY: Final = re.compile(r"([^\n,{}=\"]*+),")
FIELD: Final = re.compile(r"([^\s\x00-\x20\x7f-\x9f\"#%'(),={}\\@]++)(?:[\s\x00-\x20\x7f-\x9f]++|%[^\n]*+)*+=")
KEYLESS: Final = re.compile(r"[A-Za-z][\w-]*+\s*+=\s*+[\"{0-9]")
BARE: Final = re.compile(r"[^\s\x00-\x20\x7f-\x9f\"#%'(),={}]++")
FLAT: Final = re.compile(r"\{([^{}]*+)\}")
BRACE: Final = re.compile(r"[{}]")
BRACE_OR_QUOTE: Final = re.compile(r"[{}\"]")
BRACE_OR_COMMA: Final = re.compile(r"[{},]")
COMMAS: Final = re.compile(r",[\s,]*+")
MANY_PARTS: Final = re.compile(r"(?:\s*+(?:\"[^{}\"]*+\"|\{[^{}]*+\}|[^\s\"#{},=()]++)\s*+#)++")
NEXT_FIELD: Final = re.compile(r"\n[ \t]*+[A-Za-z][\w-]*+[ \t]*+=")
# Where reading starts again after damage: a line that begins an entry or a directive.
RESTART: Final = re.compile(
    r"^(?:@[A-Za-z][\w-]*+[ \t]*+[{(]|[ \t]++@[A-Za-z][\w-]*+[ \t]*+[{(][ \t]*+[^\s,{}\"=()]++[ \t]*+,)", re.MULTILINE
)
LOST_FIELD: Final = re.compile(r"\s*+,?+\s*+([A-Za-z][\w-]*+)\s*+=\s*+[\"{\w]")
STRAY_BRACE: Final = re.compile(r"\s*+\}")
# A line that may be meant to begin an entry: what stands before its type, the type, and its key.
HEADLESS: Final = re.compile(r"^[ \t]*+(@?)[^\w\n%]{0,3}+([A-Za-z]++)([\w-]*+\s*+\{[^\s,{}]++,)?", re.MULTILINE)


class Part(NamedTuple):
    """One operand of a `#` concatenation: literal text, which begins at `offset`, or the name of a macro."""

    text: str
    macro: bool
    offset: int


class RawField(NamedTuple):
    """A field as written; `span` runs from its name to the end of its value."""

    name: str
    span: Span
    parts: tuple[Part, ...]

    @property
    def value(self) -> Span:
        """Where the value stands, without its braces or quotes, or the field when it has none."""
        if not self.parts:
            return self.span
        first = self.parts[0]
        start = first.offset + len(first.text) - len(first.text.lstrip())
        end = first.offset + len(first.text.rstrip()) if len(self.parts) == 1 else self.span.end
        return Span(start, max(start, end))


class RawEntry(NamedTuple):
    """An entry or a directive (`string`, `preamble`) as written; `key` is "" where there is none.

    It is not `whole` when damage may have cost it fields.
    """

    type: str
    key: str
    key_offset: int
    span: Span
    fields: tuple[RawField, ...]
    whole: bool = True

    @property
    def key_span(self) -> Span:
        """Where the key stands."""
        return Span(self.key_offset, self.key_offset + len(self.key))
