"""Random hostile texts and bibliographies: `python -m tests.benchmarks.fuzz_citations [seconds [first case]]`.

Every case goes through parser, scanner and renderer. An exception, a case of more than a second, and output in which an
entry has become markup are reported with the number of the case, with which it can be had again.
"""

import random
import sys
import time
import traceback
from collections.abc import Iterator
from html.parser import HTMLParser

from kb.bibliography import parse_bibliography
from kb.commands.cite import build_document
from kb.text import Source

SLOW = 1.0
_KEYS = ("a", "b2", "ada1999gauge", "Ünder_score", "x:y/z", "c.d", "1900", "é", "a-b", "doi:10.1/x")
_TEXT = (
    *(" ", " ", "\n", "\n\n", "[", "]", "[", "]", "(", ")", "{", "}", "*", "**", "_", "`", "``", "\\", ";", ",", "-"),
    *("@", "-@", "[@", "; @", "@{", "see ", "p. 3", "pp. 3-5", "chap. ", "{p. 3}", "[^1]", "[^1]: ", "# ", "- ", "> "),
    *("|", "\n    ", "```\n", "~~~\n", "$x$", "\\(", "\\)", "https://h.org/@a", "me@host.org", "&amp;", "&", "é", "中"),
    *("/// claim | T\n", "    id: c\n", "///\n", "[[a]]", "[[", "!!! note\n", "\t", "\x02", "\x03", "\u0301", "<!--"),
    *("word", "* a\n", "1. ", ": d", "***", "__", "~", "|--|\n", "--- \n", "---\n", '"', "'", "=", "{#id}", "{: .x}"),
)
_BIB = (
    *(" ", "\n", "{", "}", '"', ",", "=", "#", "@", "%", "\\", "$", "&", "~", "^", "_", "-", "--", "'", "`", "``", "/"),
    *("@article{", "@book{", "@string{s = ", "@comment{", "@misc{", "author = {", "title = {", "year = {", "},\n"),
    *("journal = ", "doi = {10.1/", "url = {javascript:alert(1)}", "crossref = {a}", "pages = {1--", "s # s", "}\n"),
    *("<kbx>", "<kbx onclick=1>", "</kbx>", '"><kbx>', "&lt;kbx&gt;", "&#60;kbx>", "\x02", "\x03", "\x00", "é"),
    *(" and ", "others", "Ada, Anna", "{\\'e}", "\\emph{", "\\textbf{", "\\href{javascript:x}{", "\\url{", "1999"),
    *("status = {retracted}", "month = jan", "n.d.", "in press", "<<<<<<< a\n", "中", "ſ", "İ", "word", "Word"),
)


class Seen(HTMLParser):
    """What in the output only an entry can have put there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the canary, handlers and links that lead to no page."""
        if tag == "kbx":
            self.found.append("an entry became markup")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"the attribute {name}")
            if name == "href" and (value or "").strip().casefold().startswith(("javascript:", "data:")):
                self.found.append(f"a link to {value}")


def main() -> None:
    """Try cases until the time is over, and exit with 1 when something was found."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    first = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**9)
    end = time.monotonic() + seconds
    case, bad, slowest = first, 0, 0.0
    while time.monotonic() < end:
        start = time.process_time()
        for fault in faults(case):
            bad += 1
            print(f"case {case}: {fault}", flush=True)
        taken = time.process_time() - start
        slowest = max(slowest, taken)
        if taken > SLOW:
            bad += 1
            print(f"case {case}: {taken:.1f} s", flush=True)
        case += 1
    print(f"{case - first} cases from {first} on, {bad} faults, the slowest {slowest:.2f} s")
    sys.exit(1 if bad else 0)


def faults(case: int) -> Iterator[str]:
    """Yield what goes wrong with a case."""
    chance = random.Random(case)
    bib = "".join(_entries(chance))
    texts = ["".join(_words(chance)) for _ in range(chance.randrange(1, 4))]
    try:
        document = build_document(texts, parse_bibliography(Source("b.bib", bib)))
    except Exception:  # whatever it is, it is what we are looking for
        yield traceback.format_exc()
        return
    if len(document.texts) != len(texts):
        yield "a text is lost"
    seen = Seen()
    seen.feed("".join([*document.texts, *(each["html"] for each in document.references)]))
    yield from seen.found


def _words(chance: random.Random) -> Iterator[str]:
    often = chance.choice(_TEXT)
    for _ in range(chance.choice((5, 20, 80, 300))):
        luck = chance.random()
        if luck < 0.25:
            yield f"{chance.choice(('@', '[@', '; @', '-@', ' @'))}{chance.choice(_KEYS)}"
        else:
            yield often if luck > 0.95 else chance.choice(_TEXT)
    if chance.random() < 0.1:
        # Python-Markdown itself takes quadratic time for brackets, so more would say nothing of us.
        yield chance.choice(_TEXT) * chance.randrange(400)


def _entries(chance: random.Random) -> Iterator[str]:
    for key in chance.sample(_KEYS, chance.randrange(len(_KEYS))):
        yield f"@{chance.choice(('article', 'book', 'misc', 'incollection', 'x'))}{{{key},\n"
        for name in chance.sample(("author", "title", "journal", "year", "doi", "url", "note", "pages", "editor"), 5):
            yield f"  {name} = {{{''.join(chance.choices(_BIB, k=chance.randrange(6)))}}},\n"
        yield chance.choice(("}\n", "}\n", "}\n", "", "}}\n"))
    if chance.random() < 0.2:
        yield "".join(chance.choices(_BIB, k=chance.randrange(300)))
    if chance.random() < 0.05:
        yield chance.choice(_BIB) * chance.randrange(3000)


if __name__ == "__main__":
    main()
