"""What a page is about, in a sentence or two."""

from typing import Final

from kb.pages import Page
from kb.prose.headings import plain_text

_MOST: Final = 200  # letters that a result or a shared link has room for


def brief(page: Page) -> str:
    """Return the summary of `page`, or as many words of its first paragraph as there is room for."""
    if page.summary:
        return page.summary
    blocks = (block.strip() for block in page.source.text[page.body.start : page.body.end].split("\n\n"))
    first = next((block for block in blocks if block and block[0] not in "#/|!-<>`:" and "\n:" not in block), "")
    text = plain_text(" ".join(first.split()))
    return text if len(text) <= _MOST else text[: _MOST - 1].rpartition(" ")[0].rstrip(" ,;:") + " …"
