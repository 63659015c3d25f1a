"""What is costly and depends on little is kept on the disk, under a digest of what it depends on.

The folder may be deleted at any time; a file in it is never wrong, only useless once what it was made of has changed.
"""

from kb.caching.files import digest_code
from kb.caching.layouts import load_cached_layout
from kb.caching.outlines import digest_outlines
from kb.caching.sources import begin_cached_articles, parse_cached_bibliography, read_cached_articles

__all__ = [
    "begin_cached_articles",
    "digest_code",
    "digest_outlines",
    "load_cached_layout",
    "parse_cached_bibliography",
    "read_cached_articles",
]
