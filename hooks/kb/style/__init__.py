"""How a citation and a reference read: APA 7, in text and in the list."""

from kb.style.intext import format_citation
from kb.style.references import format_reference
from kb.style.works import Works, build_works

__all__ = ["Works", "build_works", "format_citation", "format_reference"]
