"""Files of the site that nobody wrote."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import write_file

_MAKER: Final = "kb.markdown"


class MadeFile(File):
    """A file whose text is made when it is asked for, so that those beside thousands of pages take no room.

    What makes a large text may yield it in pieces.
    """

    src_dir = None
    generated_by = _MAKER

    def __init__(self, uri: str, make: Callable[[], str | bytes | Iterable[str]], config: MkDocsConfig) -> None:
        # Not by MkDocs' own way, which goes through the paths of a system and keeps as much again for each file.
        self.src_uri = self.dest_uri = uri
        self.dest_dir, self.use_directory_urls = config.site_dir, config.use_directory_urls
        self._make = make

    def is_documentation_page(self) -> bool:
        """Never: the Markdown among what is made is for programs."""
        return False

    @property
    def content_string(self) -> str:
        """The text."""
        return self.content_bytes.decode()

    @property
    def content_bytes(self) -> bytes:
        """The text as it is written, with its own ends of lines on every system."""
        return b"".join(self._pieces())

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file below the site's folder."""
        write_file(self.content_bytes, self.abs_dest_path)

    def _pieces(self) -> Iterator[bytes]:
        made = self._make()
        if isinstance(made, bytes):
            yield made
        else:
            yield from (piece.encode() for piece in ((made,) if isinstance(made, str) else made))
