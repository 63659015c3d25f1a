"""How good the evidence of a page is, in numbers, and what the page says in short."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from kb.anchors import TAKEAWAYS
from kb.bibliography import Bibliography
from kb.claims import Claim
from kb.pages import Page
from kb.vocabulary import GRADES, Grade

WORDS_A_MINUTE: Final = 230
_MOST: Final = 6  # takeaways of a page
_FEWEST: Final = 2

# What is written in a page and read by nobody: the lines of a block and its options, what a citation names, marks of
# structure. Each begins with characters, which a search finds quickly.
_UNREAD: Final = (
    re.compile(r"\n(?:[ ]{4}(?:id|grade|supports|disputes):.*|///.*?(?:\||$))", re.MULTILINE),
    re.compile(r"\[[^\[\]]*@[^\[\]]*\]"),
    re.compile(r"[|#>*]"),
)


class Evidence(NamedTuple):
    """The claims of a page by grade, strongest first; its cited works; the year of the newest; minutes to read it."""

    grades: tuple[tuple[Grade, int], ...]
    works: int
    newest: int | None
    minutes: int

    @property
    def claims(self) -> int:
        """The number of graded claims."""
        return sum(number for _, number in self.grades)


def build_evidence(page: Page, claims: Iterable[Claim], keys: Iterable[str], bibliography: Bibliography) -> Evidence:
    """Return the evidence of `page`, which makes `claims` and cites the works with `keys`."""
    grades = Counter(claim.grade for claim in claims)
    entries = [bibliography[key] for key in set(keys) if key in bibliography]
    text = "\n" + page.source.text[page.body.start :]
    for unread in _UNREAD:
        text = unread.sub(" ", text)
    return Evidence(
        tuple((grade, grades[grade]) for grade in GRADES if grades[grade]),
        len(entries),
        max((entry.date.year for entry in entries if entry.date), default=None),
        max(1, round(len(text.split()) / WORDS_A_MINUTE)),
    )


def find_takeaways(claims: Iterable[Claim], anchors: Collection[str]) -> Sequence[Claim]:
    """Return the claims that a page's key takeaways are made of, strongest first.

    A page that has a section with that anchor already, written by its author, gets none.
    """
    if TAKEAWAYS in anchors:
        return ()
    graded = [(GRADES.index(claim.grade), claim) for claim in claims if claim.grade and claim.id]
    found = [claim for _, claim in sorted(graded, key=lambda each: each[0])]
    return found[:_MOST] if len(found) >= _FEWEST else ()
