"""What pages show of each other, as one digest."""

import hashlib
from typing import Final

from kb import glossary, reading
from kb.knowledge import Knowledge
from kb.layout import to_json

# The pages of which others show what is no value of an article.
_SHOWN_WHOLE: Final = (glossary.URI, reading.URI)


def digest_outlines(knowledge: Knowledge) -> bytes:
    """Return a digest of all that pages show of each other, of the works and of the other files.

    While it is the same, an edit of a page's text is seen on that page alone.
    """
    made = hashlib.sha256()
    for uri, article in knowledge.articles.items():
        made.update(article.outline)
        made.update(repr(knowledge.evidence.get(uri)).encode())
    whole = [knowledge.articles[uri].page.source.text for uri in _SHOWN_WHOLE if uri in knowledge.articles]
    layout = to_json(knowledge.layout)
    made.update(repr((whole, knowledge.bibliography.source.text, sorted(knowledge.files), layout)).encode())
    return made.digest()
