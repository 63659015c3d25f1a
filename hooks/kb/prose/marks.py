"""What stands in masked text for what is not prose, and what is none wherever it stands."""

import re
from typing import Final

# In the place of the first character of each line of what is not prose within a sentence: code, mathematics, a tag.
OPAQUE: Final = "\ufffc"
# In the place of what begins a block: a bullet, a quotation's first `>`, a table's bar.
BOUNDARY: Final = "\x1e"
# The same for a block that is one line: a heading's hashes, a table's bars.
ONE_LINE: Final = "\x1d"

# A bare URL, as far as white space, a bracket or what is not prose.
URL: Final = re.compile(
    rf"(?<![^\W_])(?<!@)(?<!@\{{)(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\.)[^\s<>\[\]{{}}|\\^`\"\x02\x03{BOUNDARY}{ONE_LINE}{OPAQUE}]*"
)

_ATTRIBUTE: Final = r"""(?:[#.][^\s{}"'=]+|[\w:-]+=(?:"[^"\n{}]*"|'[^'\n{}]*'|[^\s{}"'=]+))"""
# An attribute list: `{#id .class key="value"}`, with a colon also `{: word }`; not a braced key.
ATTRIBUTES: Final = re.compile(
    rf"(?<!@)\{{(?::[ ]*(?:{_ATTRIBUTE}|[\w-]+)|[ ]*{_ATTRIBUTE})(?:[ ]+(?:{_ATTRIBUTE}|[\w-]+))*[ ]*\}}"
)

_LINE: Final = re.compile(r"[^\n]+")


def begins_line(text: str, at: int) -> bool:
    """Whether only white space stands before `at` on its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")


def blank(text: str) -> str:
    """Return spaces for `text`, its newlines kept."""
    return "\n".join([" " * len(line) for line in text.split("\n")])


def veil(text: str) -> str:
    """Return OPAQUE and spaces for each line of `text`."""
    return _LINE.sub(lambda line: OPAQUE + " " * (len(line[0]) - 1), text)
