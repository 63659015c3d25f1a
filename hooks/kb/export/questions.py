"""The questions that a page answers, for search engines."""

import re
from collections.abc import Iterator
from itertools import dropwhile, pairwise, takewhile
from typing import Any, Final

from kb.articles import Article
from kb.prose import Heading
from kb.prose.headings import plain_text

_TITLE: Final = "frequently asked questions"
# What makes blocks and items of lines, and the options of blocks.
_MARKS: Final = re.compile(r"^(?:/{3,}[^|\n]*\|?|[ ]{4,}\w+: .*|[ ]*(?:[-*+]|\d+\.)[ ])", re.MULTILINE)


def find_questions(article: Article) -> Iterator[tuple[Heading, str]]:
    """Yield each heading below one that says "Frequently asked questions", and the plain text that answers it."""
    source = article.page.source.text
    headings = tuple(dropwhile(lambda each: each.text.casefold() != _TITLE, article.headings))
    if not headings:
        return
    below = tuple(takewhile(lambda each: each.level > headings[0].level, headings[1:]))
    after = headings[len(below) + 1 :][:1]
    ends = [*(each.span.start for each in (*below, *after)), *(() if after else (len(source),))]
    for (_, end), heading in zip(pairwise(ends), below, strict=True):
        answer = plain_text(" ".join(_MARKS.sub("", source[heading.span.end : end].strip("# \n")).split()))
        if answer:
            yield heading, answer


def questions_ld(article: Article, address: str) -> Iterator[dict[str, Any]]:
    """Yield the questions of the page at `address` as schema.org has them, when there are any."""
    questions = [
        {
            "@type": "Question",
            "name": heading.text,
            "acceptedAnswer": {"@type": "Answer", "text": answer, "url": f"{address}#{heading.id}"},
        }
        for heading, answer in find_questions(article)
    ]
    if questions:
        yield {"@id": f"{address}#questions", "@type": "FAQPage", "mainEntity": questions}
