"""What MkDocs reads of pages before it renders them."""

import contextlib
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils import meta


class Fronts:
    """Texts of pages and their front matter, read again only where a file has changed."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, dict[str, Any]]] = {}
        self._texts: dict[str, tuple[tuple[int, int], str]] = {}

    def hand(self, file: File) -> None:
        """Let `file` have the text that it had, when nobody has changed it on the disk since."""
        path = file.abs_src_path
        if not path or not file.is_documentation_page():
            return
        with contextlib.suppress(OSError, ValueError):  # MkDocs meets the fault and tells of it
            state = Path(path).stat()
            seen = state.st_mtime_ns, state.st_size
            kept = self._texts.get(path)
            if not kept or kept[0] != seen:
                kept = self._texts[path] = seen, file.content_string
            file._content = kept[1]

    def read(self, file: File) -> dict[str, Any]:
        """Return the front matter of `file` as MkDocs reads it."""
        text = file.content_string
        kept = self._read.get(file.src_uri)
        if not kept or kept[0] != text:
            kept = self._read[file.src_uri] = text, meta.get_data(text)[1]
        return dict(kept[1])
