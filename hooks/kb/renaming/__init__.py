"""Giving a page or an anchor another name, everywhere at once; pure: it says which text changes where."""

from kb.renaming.anchors import rename_anchor
from kb.renaming.layouts import rename_node
from kb.renaming.pages import rename_page, rename_path

__all__ = ["rename_anchor", "rename_node", "rename_page", "rename_path"]
