"""What changed in what the atlas says: claims, relations, references and pages of two states, compared."""

from kb.comparing.building import build_comparison
from kb.comparing.model import Change, Comparison, Reference, Statement

__all__ = ["Change", "Comparison", "Reference", "Statement", "build_comparison"]
