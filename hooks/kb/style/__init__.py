"""How a citation and a reference read: APA 7, or what another program made of them in another style."""

from kb.style.csl import Csl
from kb.style.intext import format_citation
from kb.style.references import format_reference
from kb.style.works import Works, build_works

__all__ = ["Csl", "Works", "build_works", "format_citation", "format_reference"]
