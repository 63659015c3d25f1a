"""What can be found: pages, claims, terms, sections of pages that are no node, and works.

Words are taken from the sources, so that nothing that a page only repeats, such as its menus, its map or its list of
references, is among them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kb import glossary
from kb.articles import Article
from kb.bibliography import Entry
from kb.export.addresses import page_address, reference_address
from kb.export.brief import brief
from kb.knowledge import Knowledge
from kb.prose.headings import plain_text
from kb.richtext import plain
from kb.style.dates import year
from kb.style.kinds import kind_of
from kb.style.links import doi
from kb.style.names import surname
from kb.style.titles import work_title

# Targets of links, tags, and options of blocks, which no reader sees.
_UNSEEN: Final = re.compile(r"\]\([^()\n]*\)|<[^<>\n]+>|\n {4,}(?:id|grade|supports|disputes|name): .*")
_PEOPLE: Final = 8  # names that a result shows
_TITLES: Final = 3
_HELP: Final = "contributing/"

# Which of two things that fit alike comes first, by their kinds.
_PRIORITY: Final = {"Term": 0.8, "Claim": 0.75, "Work": 0.7, "Page": 0.7, "Section": 0.5, "For contributors": 0.4}


class Record(NamedTuple):
    """Something to be found: how a result shows it, where it is, and its texts, each with what a word of it weighs.

    The weight of a `name` is shared by its words: "Shame" is more about shame than "Shame and its display" is.
    """

    kind: str
    title: str
    about: str
    url: str
    names: tuple[tuple[float, str], ...]
    texts: tuple[tuple[float, str], ...] = ()

    @property
    def priority(self) -> float:
        """How far before or behind others of the same fit the record comes."""
        return _PRIORITY.get(self.kind, 1.0)


def find_records(knowledge: Knowledge) -> Iterator[Record]:
    """Yield everything that can be found, the same kinds together; pages that say `search: exclude: true` are not."""
    shown = [each for each in knowledge.articles.values() if not _is_excluded(each)]
    names = _Names(knowledge)
    yield from (_page(article, names) for article in shown)
    for article in shown:
        yield from _claims(article)
    for term in knowledge.glossary.terms:
        yield Record(
            "Term",
            term.title,
            term.definition,
            page_address(glossary.URI, term.anchor),
            ((30, term.title),),
            ((4, term.definition),),
        )
    for article in shown:
        if not article.page.kind and article.page.uri != glossary.URI:
            yield from _sections(article)
    yield from _works(knowledge)


@dataclass(frozen=True)
class _Names:
    """Who wrote the works of a page."""

    knowledge: Knowledge

    @cached_property
    def of_key(self) -> Mapping[str, str]:
        entries = self.knowledge.bibliography
        return {key: " ".join(_people(entries[key])) for key in self.knowledge.citing if key in entries}

    def of(self, article: Article) -> str:
        return " ".join(self.of_key.get(key, "") for key in {item.key: None for item in article.cited})


def _page(article: Article, names: _Names) -> Record:
    page = article.page
    kind = page.kind.capitalize() if page.kind else "For contributors" if page.uri.startswith(_HELP) else "Page"
    body = page.source.text[page.body.start : page.body.end]
    texts = (
        (8, page.summary),
        (6, " ".join(heading.text for heading in article.headings)),
        (5, " ".join(claim.title for claim in article.claims)),
        (2, names.of(article)),
        (1, _UNSEEN.sub(" ", f"\n{body}")),
    )
    aliases = tuple((30.0, alias) for alias in page.aliases)
    return Record(kind, page.title, brief(page), page_address(page), ((40, page.title), *aliases), texts)


def _claims(article: Article) -> Iterator[Record]:
    for claim in article.claims:
        if claim.id and claim.title:
            title = plain_text(claim.title)
            words = f" · {claim.grade.words}" if claim.grade else ""
            yield Record(
                "Claim",
                title,
                article.page.title + words,
                page_address(article.page, claim.id),
                ((40, title),),
                ((3, article.page.title), (2, claim.grade.words if claim.grade else "")),
            )


def _sections(article: Article) -> Iterator[Record]:
    kind = "For contributors" if article.page.uri.startswith(_HELP) else "Section"
    for heading in article.headings:
        title = plain_text(heading.text)
        url = page_address(article.page, heading.id)
        yield Record(kind, title, article.page.title, url, ((30, title),), ((3, article.page.title),))


def _works(knowledge: Knowledge) -> Iterator[Record]:
    known = knowledge.bibliography
    for key in sorted(key for key in knowledge.citing if key in known):
        entry = known[key]
        people = tuple(_people(entry))
        title = work_title(entry, kind_of(entry))
        yield Record(
            "Work",
            plain(title) or key,
            f"{_credit(people)} ({year(entry)}) · cited on {_listed([page.title for page in knowledge.citing[key]])}",
            reference_address(key),
            (*((30.0, person) for person in people), (40, plain(title))),
            ((15, f"{key} {doi(entry)}"), (10, year(entry)), (2, entry.text("journal"))),
        )


def _credit(people: Sequence[str]) -> str:
    return ", ".join(people[:_PEOPLE]) + (" and others" if len(people) > _PEOPLE else "") or "Nobody named"


def _listed(titles: Sequence[str]) -> str:
    more = len(titles) - _TITLES
    return ", ".join(titles[:_TITLES]) + (f" and {more} more" if more > 0 else "")


def _people(entry: Entry) -> Iterator[str]:
    for role in ("author", "editor"):
        if role in entry.names:
            yield from (surname(name) for name in entry.names[role].people)


def _is_excluded(article: Article) -> bool:
    search = article.page.fields.fields.get("search")
    return bool(search and search.fields.get("exclude") and search.fields["exclude"].text.lower() == "true")
