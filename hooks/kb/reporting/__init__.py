"""Diagnostics as people and machines read them."""

from kb.reporting.excerpt import Excerpt, find_excerpt
from kb.reporting.machines import to_fields, to_github, to_json
from kb.reporting.people import WIDTH, to_text

__all__ = ["WIDTH", "Excerpt", "find_excerpt", "to_fields", "to_github", "to_json", "to_text"]
