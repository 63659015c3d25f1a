"""Sentence case for the list of references, title case for the text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.richtext import RichText, plain

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_START: Final = re.compile(r"(?:[:?!][”’\"')\]]*\s+|—\s*)[“‘\"'(\[¿¡]*$")
_STOP: Final = re.compile(r"\.[”’\"')\]]*\s+[“‘\"'(\[]*$")
_CITED: Final = re.compile(r"\s\((?:1[5-9]|20)\d\d[a-z]?\)")  # `Comment on Harris (2003)`
_SHORT: Final = "a an and as at but by for if in nor of off on or per so the to up via yet vs"
_LONG: Final = (
    "about above across after against along amid among around before behind below beneath beside besides between "
    "beyond despite down during except from inside into like near onto outside over past since than that through "
    "throughout toward towards under underneath until upon versus with within without de la vivo vitro novo"
)
_SHORT_MINOR: Final = frozenset(_SHORT.split())
_MINOR: Final = _SHORT_MINOR | frozenset(_LONG.split())


class _Word(NamedTuple):
    text: str
    at: int
    starts: bool
    follows_stop: bool
    compound: bool
    protected: bool

    def fixed(self, shouted: bool) -> bool:
        """Say whether the word's capitals mean something: protected, `DNA`, `iPhone`, `p53`, `I`, `U.S`."""
        if self.protected or any(char.isdigit() for char in self.text):
            return True
        if self.text == "I" or self.text[:2] in ("I'", "I’"):
            return True
        if len(self.text) == 1:
            return not shouted and self.text != "A" and not ("a" <= self.text <= "z")
        return not shouted and any(char.isupper() for char in self.text[1:])


def sentence_case(title: RichText) -> RichText:
    """Return `title` in sentence case (APA 7 §6.17).

    Its first word and those after `:`, `?`, `!` and `—` get a capital. A title in title case or in capitals is lowered
    but for protected text and words that have an inner capital, a digit or one letter. A title that has sentence case
    already, which a third of lower-case words that title case would raise shows, keeps all its capitals.
    """
    words = tuple(_words(title))
    shouted = _is_shouted(words)
    if not shouted and _is_sentence(words):
        return _recased(title, {word.at: word.text[0].upper() for word in words if _rises(word, shouted)})
    start_case = any(_is_raised_minor(word) for word in words)
    changes: dict[int, str] = {}
    for word in words:
        if word.starts:
            changes |= _lowered(word, shouted, 1)
            changes |= {word.at: word.text[0].upper()} if _rises(word, shouted) else {}
        elif not (word.text == "A" and not start_case and not shouted) and not _may_be_name(word, shouted):
            changes |= _lowered(word, shouted, 0)
    return _recased(title, changes)


def title_case(title: RichText) -> RichText:
    """Return `title` in title case, as a title stands in the text (APA 7 §6.17, §8.14)."""
    changes: dict[int, str] = {}
    for word in _words(title):
        minor = word.text.lower() in _SHORT_MINOR and not word.starts
        if word.fixed(shouted=False) or word.text == "A":
            continue
        changes[word.at] = word.text[0].lower() if minor else word.text[0].upper()
    return _recased(title, changes)


def _words(title: RichText) -> Iterator[_Word]:
    text = plain(title)
    protected = [run.protected or bool(run.href) for run in title for _ in run.text]
    end, last = 0, ""
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        starts = end == 0 or bool(_START.search(gap))
        end = match.end()
        yield _Word(
            text=match[0],
            at=match.start(),
            starts=starts,
            follows_stop=bool(_STOP.search(gap)) and "." not in last and last.lower() not in ("vs", "etc"),
            compound=gap in ("-", "‐", "‑", "–"),
            protected=any(protected[match.start() : end]) or bool(_CITED.match(text, end)),
        )
        last = match[0]


def _is_shouted(words: tuple[_Word, ...]) -> bool:
    free = "".join(word.text for word in words if not word.protected)
    return len([word for word in words if len(word.text) > 3]) > 1 and free.isupper()


def _is_sentence(words: tuple[_Word, ...]) -> bool:
    major = [word for word in words if _is_major(word)]
    lower = [word for word in major if word.text.islower()]
    return bool(lower) and len(lower) * 3 >= len(major)


def _is_major(word: _Word) -> bool:
    telling = not (word.starts or word.compound or word.fixed(shouted=False))
    return telling and word.text.lower() not in _MINOR and word.text.lower() != word.text.upper()


def _is_raised_minor(word: _Word) -> bool:
    return not word.starts and word.text.istitle() and word.text != "A" and word.text.lower() in _SHORT_MINOR


def _may_be_name(word: _Word, shouted: bool) -> bool:
    return word.follows_stop and not shouted


def _rises(word: _Word, shouted: bool) -> bool:
    greek = len(word.text) == 1 and "α" <= word.text <= "ω"
    return word.starts and word.text[0].islower() and not greek and not word.fixed(shouted)


def _lowered(word: _Word, shouted: bool, kept: int) -> dict[int, str]:
    if word.fixed(shouted):
        return {}
    return {word.at + kept + place: char.lower() for place, char in enumerate(word.text[kept:])}


def _recased(title: RichText, changes: dict[int, str]) -> RichText:
    runs, at = [], 0
    for run in title:
        chars = (changes.get(at + place, char) for place, char in enumerate(run.text))
        runs.append(run._replace(text="".join(chars)))
        at += len(run.text)
    return tuple(runs)
