"""The one way in which pages and the bibliography are laid out; what they mean never changes."""

from kb.formatting.entries import format_bibliography
from kb.formatting.fields import format_page, insertion, written
from kb.formatting.model import Formatted

__all__ = ["Formatted", "format_bibliography", "format_page", "insertion", "written"]
