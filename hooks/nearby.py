"""A long section of the navigation, cut to what is near the page.

Every page carries its section's part of the navigation. Of a thousand pages each would list a thousand, which nobody
reads, and the site would grow with the square of its pages. The section's own page and the indices list them all.
"""

import copy
from typing import Final

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

MOST: Final = 70  # pages of a section that is shown whole
_BESIDE: Final = 5  # pages before and after that are shown of a longer one

# What Material asks of every item, and some plugins give. That nobody did takes a template longer to find than `None`.
for _kind in (Page, Section, AnchorLink):
    for _name in ("encrypted", "meta", "pages", "typeset"):
        if not hasattr(_kind, _name):
            setattr(_kind, _name, None)


def near(navigation: Navigation, page: Page) -> Navigation:
    """Return `navigation` as `page` shows it."""
    long = [each for each in page.ancestors if isinstance(each, Section) and len(each.children) > MOST]
    if not long or page not in long[0].children:
        return navigation
    made = copy.copy(navigation)
    made.items = [_cut(each, page) if each is long[0] else each for each in navigation.items]
    return made


def _cut(section: Section, page: Page) -> Section:
    at = next(number for number, each in enumerate(section.children) if each is page)
    near = section.children[max(at - _BESIDE, 1) : at + _BESIDE + 1]
    made = copy.copy(section)
    made.children = [section.children[0], *near]
    return made
