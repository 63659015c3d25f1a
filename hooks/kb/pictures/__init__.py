"""The picture that stands for a page where its address is shared (Open Graph): its title, summary and evidence."""

from kb.pictures.files import page_pictures

__all__ = ["page_pictures"]
