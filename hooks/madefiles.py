"""Files of the site that nobody wrote."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

_MAKER: Final = "kb.markdown"


class MadeFile(File):
    """A file whose text is made when it is asked for, so that those beside thousands of pages take no room."""

    def __init__(self, uri: str, make: Callable[[], str] | Callable[[], bytes], config: MkDocsConfig) -> None:
        self._make = make
        super().__init__(uri, None, config.site_dir, config.use_directory_urls)
        self.generated_by = _MAKER

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
        made = self._make()
        return made.encode() if isinstance(made, str) else made

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file below the site's folder."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content_bytes)
