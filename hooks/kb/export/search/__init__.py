"""What a reader can find, and the index in which a browser finds it."""

from kb.export.search.index import search_files

__all__ = ["search_files"]
