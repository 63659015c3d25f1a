"""An atlas of any size, the same in every run and right in every page: `python -m tests.benchmarks.corpus N FOLDER`.

A page has about 900 words, 12 citations, 8 links, 4 relations and 2 claims; there are twice as many entries as pages,
and each is cited. One page in ten is a machinery. What a dialect other than ours cannot say is said in its own way.
"""

import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CITATIONS: Final = 12
LINKS: Final = 8
TERMS: Final = 20
PARAGRAPHS: Final = 12
SENTENCES: Final = 6
TEXT: Final = """
    the of and people feel fear when others judge them because a need to belong drives attention toward signs of
    rejection which may raise vigilance over time while esteem in close bonds is held up by what they were told
"""
WORDS: Final = TEXT.split()
LEVELS: Final = ("molecular", "circuit", "cognitive", "affective", "interpersonal", "societal")
GRADES: Final = ("well-replicated", "supported", "theoretical")
SOUNDS: Final = (
    "al",
    "ber",
    "da",
    "fen",
    "gor",
    "hil",
    "ka",
    "lin",
    "mor",
    "ner",
    "os",
    "ri",
    "sen",
    "to",
    "ul",
    "win",
)


class Dialect(StrEnum):
    """What a text is written for: the atlas; plain Markdown, where citations are words; mkdocs-bibtex."""

    ATLAS = "atlas"
    PLAIN = "plain"
    BIBTEX = "bibtex"


def build_corpus(pages: int, dialect: Dialect = Dialect.ATLAS) -> Mapping[str, str]:
    """Return the texts of a project of `pages` nodes, two at least, by path."""
    keys = [_key(number) for number in range(2 * pages)]
    ordered = sorted(range(2 * pages), key=keys.__getitem__)
    texts = {"bibliography.bib": "\n".join(_entry(number) for number in ordered)}
    texts["docs/index.md"] = "---\ntitle: Home\n---\n\nBegin with the [mechanisms](mechanisms/index.md).\n"
    for folder in ("machineries", "mechanisms"):
        texts[f"docs/{folder}/index.md"] = f"---\ntitle: {folder.capitalize()}\n---\n\nThey are listed.\n"
    for name in ("index", "references", "wanted"):  # where generated pages send their readers
        texts[f"docs/contributing/{name}.md"] = f"---\ntitle: On {name}\n---\n\n## The record of checking\n\nIt is.\n"
    terms = "\n\n".join(
        f"Termword {_name(number, 2)}\n:   {_sentence(random.Random(number))}" for number in range(TERMS)
    )
    texts["docs/about/glossary.md"] = f"---\ntitle: Glossary\n---\n\n{terms}\n"
    for number in range(pages):
        texts[f"docs/{_uri(number)}"] = _page(number, pages, dialect)
    return texts


def write_corpus(folder: Path, pages: int, dialect: Dialect = Dialect.ATLAS) -> None:
    """Write the project of `pages` nodes into `folder`, with this project's own configuration for the atlas."""
    for name, text in build_corpus(pages, dialect).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if dialect is Dialect.ATLAS:
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info", "layout.json")
        for name in ("hooks", "docs/assets"):
            shutil.copytree(ROOT / name, folder / name, ignore=leave, dirs_exist_ok=True)
        shutil.copy(ROOT / "mkdocs.yml", folder)


def _page(number: int, pages: int, dialect: Dialect) -> str:
    chance = random.Random(number)
    own = [2 * number, 2 * number + 1]
    cited = own + [each for each in chance.sample(range(2 * pages), k=min(CITATIONS + 4, 2 * pages)) if each not in own]
    works = [_key(each) for each in (cited * CITATIONS)[:CITATIONS]]
    near = [each % pages for each in range(number + 1, number + 30) if each % pages != number]
    links = [_link(each, number, dialect) for each in chance.choices(near, k=LINKS)]
    texts = [_paragraph(chance) for _ in range(PARAGRAPHS)]
    for at, work in enumerate(works):
        place = chance.choice(("", ", p. 12", ", pp. 3-15"))
        texts[at] = f"{texts[at][:-1]} [@{work}{place}]."
    for at, link in enumerate(links):
        texts[at] += f" It bears on {link} as was seen."
    texts[1] += f" A termword {_name(number % TERMS, 2)} is at work."
    front = (
        f"---\ntitle: {_title(number)}\nkind: {_kind(number)}\nlevel: {LEVELS[number % len(LEVELS)]}\n"
        f"summary: {_sentence(chance)}\nstatus: reviewed\nreviewed: 2026-11-{1 + number % 20:02}\n"
    )
    front += f"relations:\n{''.join(_relations(number, pages, chance))}---\n\n"
    claims = [_claim(at, GRADES[(number + at) % 3], _key(own[at]), chance, dialect) for at in (0, 1)]
    parts = (texts[0], *_part("How it works", texts[1:5]), *_part("The evidence", claims), *_part("Detail", texts[5:]))
    return front + "\n\n".join(parts) + "\n"


def _part(title: str, blocks: list[str]) -> Iterator[str]:
    yield f"## {title}"
    yield from blocks


def _relations(number: int, pages: int, chance: random.Random) -> Iterator[str]:
    """Yield four relations to nodes nearby: one of a mechanism is to a machinery, and one in four feeds another."""
    home = number - number % 10
    steps = ([home] if home != number else []) + [(number + step) % pages for step in (1, 3, 7, 9, 11, 13)]
    targets = [each for each in dict.fromkeys(steps) if each != number][:4]
    for at, target in enumerate(targets):
        type_ = "part-of" if target == home else ("feeds", "depends-on", "reads-out", "calibrates")[at]
        yield (
            f"  - type: {type_}\n    to: {_id(target)}\n    why: {_sentence(chance)}\n"
            f"    grade: {chance.choice(GRADES)}\n    cites: [{_key(2 * target)}]\n"
        )


def _claim(at: int, grade: str, key: str, chance: random.Random, dialect: Dialect) -> str:
    title, text = _sentence(chance)[:-1], _paragraph(chance, 2)
    if dialect is Dialect.ATLAS:
        return f"/// claim | {title}\n    id: claim-{at + 1}\n    grade: {grade}\n    supports: [{key}]\n\n{text}\n///"
    return f"**{title}** ({grade}).\n\n{text} Supported by [@{key}]."


def _link(to: int, page: int, dialect: Dialect) -> str:
    if dialect is Dialect.ATLAS:
        return f"[[{_id(to)}]]"
    return f"[{_title(to)}]({'' if _kind(to) == _kind(page) else f'../{_folder(to)}/'}{_id(to)}.md)"


def _entry(number: int) -> str:
    chance = random.Random(number)
    people = [_name(chance.randrange(4000), 3).title() for _ in range(chance.choice((1, 2, 2, 3, 5)))]
    authors = " and ".join(f"{name}, {chance.choice('ABCDEFGH')}. {chance.choice('JKLMN')}." for name in people)
    return (
        f"@article{{{_key(number)},\n  author = {{{authors}}},\n"
        f"  title = {{{_sentence(chance)[:-1]}: Study {number}}},\n"
        f"  journal = {{Journal of {chance.choice(WORDS[10:]).title()}}},\n  volume = {{{number % 90 + 1}}},\n"
        f"  number = {{{number % 6 + 1}}},\n  pages = {{{number % 900 + 1}--{number % 900 + 12}}},\n"
        f"  year = {{{1960 + chance.randrange(60)}}},\n  doi = {{10.1000/made.up.{number}}},\n"
        f"  checked = {{verified}},\n  checkedon = {{2026-11-01}},\n  checkedby = {{doi}},\n}}\n"
    )


def _paragraph(chance: random.Random, sentences: int = SENTENCES) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=11)).capitalize() + "."


def _name(number: int, sounds: int) -> str:
    return "".join(SOUNDS[number // 16**at % 16] for at in range(sounds))


def _key(number: int) -> str:
    return f"{_name(number, 2)}{1960 + number % 60}{number:06}"


def _kind(number: int) -> str:
    return "mechanism" if number % 10 else "machinery"


def _folder(number: int) -> str:
    return "mechanisms" if number % 10 else "machineries"


def _id(number: int) -> str:
    return f"node-{number:06}"


def _title(number: int) -> str:
    return f"Node {number:06}"


def _uri(number: int) -> str:
    return f"{_folder(number)}/{_id(number)}.md"


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
