"""The index as files that a browser asks for a few of: small, as scripts, so that they also load from a disk.

`words-a.js` has the words that begin with a letter, each with its best weight; `places-0.js` where a run of words in
their order is to be found; `found-0.js` how a run of records is shown; `index.js` which of them there are. Every number
that a word has in a record was weighed when the index was built, so that the browser only adds.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from kb.export.formats import json_line
from kb.export.search.records import Record, find_records
from kb.export.search.words import STOP_WORDS, count_words, find_words
from kb.knowledge import Knowledge

FOLDER: Final = "assets/search"
_RECORDS: Final = 48  # in a file
_PLACES: Final = 24_000  # characters of a file, a third of it when compressed
_MOST: Final = 60  # the greatest weight
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

# The steps from record to record in which a word is, each with the word's weight there.
_Places = list[int]


def search_files(knowledge: Knowledge) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of each file of the index and what makes its text.

    All but the first stand in a folder named by what is in them, so that none is ever taken for one of another build.
    """
    shown, places = build_places(find_records(knowledge))
    words = sorted(places)
    letters, runs = _by_letter(words), tuple(_runs(words, places))
    parts: dict[str, Any] = {
        **{f"words-{letter}": _words(group, places) for letter, group in letters.items()},
        **{f"places-{number}": {word: places[word] for word in run} for number, run in enumerate(runs)},
        **{f"found-{start // _RECORDS}": shown[start : start + _RECORDS] for start in range(0, len(shown), _RECORDS)},
    }
    texts = {name: _script(name, data) for name, data in parts.items()}
    made = hashlib.sha256()
    for text in texts.values():
        made.update(text.encode())
    digest = made.hexdigest()[:12]
    index = {
        "folder": digest,
        "records": len(shown),
        "run": _RECORDS,
        "starts": [run[0] for run in runs],
        "letters": sorted(letters),
        "skipped": STOP_WORDS,
    }
    yield f"{FOLDER}/index.js", partial(_script, "index", index)
    for name, text in texts.items():
        yield f"{FOLDER}/{digest}/{name}.js", partial(str, text)


def build_places(records: Iterable[Record]) -> tuple[list[list[str]], Mapping[str, _Places]]:
    """Return how each record is shown, and where each word is to be found; no record's texts are kept."""
    shown: list[list[str]] = []
    places: dict[str, _Places] = defaultdict(list)
    before: dict[str, int] = {}
    for number, record in enumerate(records):
        shown.append([record.kind, record.title, record.about, record.url])
        for word, weight in weigh(record).items():
            places[word] += number - before.get(word, 0), weight
            before[word] = number
    return shown, places


def weigh(record: Record) -> Mapping[str, int]:
    """Return how much each word of `record` says about it, from 1 on."""
    found: dict[str, float] = {}
    for weight, name in record.names:
        words = set(find_words(name))
        for word in words:
            found[word] = max(found.get(word, 0), weight / math.sqrt(len(words)))
    for weight, text in record.texts:
        for word, times in count_words(text).items():
            found[word] = found.get(word, 0) + weight * (1 + math.log(times) / 2)
    rounded = {weight: max(1, min(_MOST, round(weight * record.priority))) for weight in set(found.values())}
    return {word: rounded[weight] for word, weight in found.items()}


def _by_letter(words: Sequence[str]) -> dict[str, list[str]]:
    """Return `words` by what their file is called after: a letter, 0 for figures and _ for the rest."""
    groups: dict[str, list[str]] = {}
    for word in words:
        first = word[0]
        groups.setdefault(first if first in _LETTERS else "0" if first.isdigit() else "_", []).append(word)
    return groups


def _words(words: Sequence[str], places: Mapping[str, _Places]) -> str:
    """Return `words`, each with its best weight, as one text: many times smaller to parse than a list."""
    return " ".join(f"{word} {max(places[word][1::2])}" for word in words)


def _runs(words: Sequence[str], places: Mapping[str, _Places]) -> Iterator[list[str]]:
    run: list[str] = []
    size = 0
    for word in words:
        length = len(word) + 3 * len(places[word])
        if run and size + length > _PLACES:
            yield run
            run, size = [], 0
        run.append(word)
        size += length
    if run:
        yield run


def _script(name: str, data: Any) -> str:
    return f'kbSearch.take("{name}",{json_line(data)});\n'
