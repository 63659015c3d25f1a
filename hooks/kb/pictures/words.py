"""The words on the picture of a page."""

from typing import NamedTuple

from kb.vocabulary import Grade


class Words(NamedTuple):
    """What a picture says: the site, what the page is, its title, what it is about, its claims by grade, its works."""

    site: str
    kind: str
    title: str
    about: str
    grades: tuple[tuple[Grade, int], ...] = ()
    works: int = 0
