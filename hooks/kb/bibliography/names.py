"""Names as BibTeX writes them: `First von Last`, `von Last, First`, `von Last, Jr, First`, and groups in braces."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.bibliography.entry import Name, Names
from kb.bibliography.faults import quoted
from kb.bibliography.latex import decode
from kb.richtext import plain

_TOKEN: Final = re.compile(r"[{}]|[\s~\u00a0]+|,|[^{}\s~,\u00a0]+")
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|jr|sr)\.?|I{2,3}|IV|VI{0,3}|[2-9](?:nd|rd|th)")
_GENERATION: Final = re.compile(r"(?:Jr|Sr|jr|sr)\.?|I{2,3}|IV")
_EXTENDED: Final = re.compile(
    r"\s*\"?\s*(family|given|prefix|suffix|given-i|family-i|prefix-i|suffix-i|useprefix|id)\s*=(.*)", re.DOTALL
)
_ET_AL: Final = re.compile(r"\W*et\.?\s+al\b\W*", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s(?:\\?&|;)\s|;")
_SIMPLE: Final = re.compile(r"[^\\{}~$`'\-]*")


class NameFault(NamedTuple):
    """What is wrong with a list of names, the cure, and the words that are wrong."""

    message: str
    hint: str
    words: str = ""


def parse_names(text: str) -> tuple[Names, list[NameFault]]:
    """Return the names of a field, and what looks wrong with them."""
    people: list[Name] = []
    faults: list[NameFault] = []
    others = False
    parts = list(_people(text))
    for at, (tokens, written) in enumerate(parts):
        words = written.strip()
        if not words:
            faults.append(NameFault("a name is empty", "remove the 'and' that joins nothing"))
        elif words.lower() == "others" or (people and _ET_AL.fullmatch(words)):
            others = True
            if words.lower() != "others":
                faults.append(NameFault(f"{quoted(words)} is no name", "write 'and others'", words))
            elif at + 1 < len(parts):
                faults.append(NameFault("'others' does not stand last", "move 'and others' to the end", words))
        else:
            if len(tokens) > 2 and _ET_AL.fullmatch(" ".join(tokens[-2:])):
                last, tokens, others = " ".join(tokens[-2:]), tokens[:-2], True
                faults.append(NameFault(f"{quoted(last)} is no name", "write 'and others'", last))
            name, fault = _name(tokens, written)
            faults += fault
            if name.family or name.given:
                people.append(name)
    return Names(tuple(people), others), faults


def _people(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the tokens and the text of each name; words that touch outside braces are one token, a comma is one."""
    tokens: list[str] = []
    depth = begin = 0
    start = -1  # of the word at hand
    for found in _TOKEN.finditer(text + " "):
        piece = found[0]
        if depth or not (piece.isspace() or piece[0] in "~,"):
            depth = max(0, depth + {"{": 1, "}": -1}.get(piece, 0))
            start = found.start() if start < 0 else start
            continue
        word = text[start : found.start()] if start >= 0 else ""
        if word.lower() == "and" and (tokens or begin or found.end() <= len(text)):
            yield tokens, text[begin:start]
            tokens, begin = [], found.end()
        elif word:
            tokens.append(word)
        if piece == ",":
            tokens.append(",")
        start = -1
    if start >= 0:  # a brace is not closed
        tokens.append(text[start:])
    if tokens or begin:
        yield tokens, text[begin:]


def _name(tokens: list[str], written: str) -> tuple[Name, list[NameFault]]:
    if len(tokens) == 1:
        return Name(_decoded(tokens)), []
    parts: list[list[str]] = [[]]
    for word in tokens:
        if word == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    if extended := _extended(parts):
        return extended, []
    faults = _doubts(parts, tokens, written)
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        return _first_von_last(parts[0]), faults
    von, last = _von_last(parts[0])
    if len(parts) == 2:
        return Name(_decoded(last), _decoded(parts[1]), _decoded(von)), faults
    suffix, given = parts[1], [token for part in parts[2:] for token in part]
    if len(given) == 1 and _SUFFIX.fullmatch(given[0]) and not (len(suffix) == 1 and _SUFFIX.fullmatch(suffix[0])):
        suffix, given = given, suffix
    return Name(_decoded(last), _decoded(given), _decoded(von), _decoded(suffix)), faults


def _doubts(parts: list[list[str]], tokens: list[str], written: str) -> list[NameFault]:
    words = written.strip()
    if len(parts) > 3:
        return [NameFault(f"{quoted(words)} has too many commas for one name", "separate names with 'and'", words)]
    if len(parts) > 1 and not parts[0]:
        return [NameFault(f"{quoted(words)} has no family name before its comma", "write 'Family, Given'", words)]
    if any(token in ("&", "\\&", ";") or token.endswith(";") for token in tokens):
        hint = "separate names with 'and', put braces around a group"
        return [NameFault(f"{quoted(words)} may be more than one name", hint, words)]
    return []


def _extended(parts: list[list[str]]) -> Name | None:
    """Return a name in BibLaTeX's extended form, `family=Berg, given=Ann, prefix=van der`."""
    found = [_EXTENDED.fullmatch(" ".join(part)) for part in parts]
    if not all(found):
        return None
    values = {match[1]: _decoded([match[2].strip(' "')]) for match in found if match}
    return Name(values.get("family", ""), values.get("given", ""), values.get("prefix", ""), values.get("suffix", ""))


def _first_von_last(tokens: list[str]) -> Name:
    suffix: list[str] = []
    if len(tokens) > 2 and _GENERATION.fullmatch(tokens[-1]):
        tokens, suffix = tokens[:-1], tokens[-1:]
    lower = [i for i, token in enumerate(tokens[:-1]) if _is_particle(token)]
    if lower:
        first, von, last = tokens[: lower[0]], tokens[lower[0] : lower[-1] + 1], tokens[lower[-1] + 1 :]
    else:
        first, von, last = tokens[:-1], [], tokens[-1:]
    return Name(_decoded(last), _decoded(first), _decoded(von), _decoded(suffix))


def _von_last(tokens: list[str]) -> tuple[list[str], list[str]]:
    lower = [i for i, token in enumerate(tokens[:-1]) if _is_particle(token)]
    end = lower[-1] + 1 if lower and lower[0] == 0 else 0
    return tokens[:end], tokens[end:]


def _is_particle(token: str) -> bool:
    """Say whether the first letter of a word is lower case; a word in braces has no case, an accented letter has."""
    if token[0] == "{" and token[1:2] != "\\":
        return False
    letter = next((char for char in (token if token.isalpha() else _decoded([token])) if char.isalpha()), "")
    return letter.islower()


def _decoded(tokens: list[str]) -> str:
    text = " ".join(tokens)
    return plain(decode(text)).replace("\u00a0", " ").strip() if text else ""
