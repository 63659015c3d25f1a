"""What a CSL style makes of the citations and references of a whole site, done by another program."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kb.citations.model import Citation
from kb.richtext import RichText
from kb.style.phrases import joined
from kb.text import NOWHERE


class Csl(NamedTuple):
    """Citations by their value without places, and references by key, in the order of their list."""

    citations: Mapping[Citation, RichText]
    references: Mapping[str, RichText]

    def ordered(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return `keys` in the order of the list of references, those that it lacks at its end."""
        place = {key: number for number, key in enumerate(self.references)}
        return tuple(sorted(keys, key=lambda key: place.get(key, len(place))))

    def citation(self, citation: Citation) -> RichText:
        """Return the citation; a group that the style has not seen is put together of its works, or is nothing."""
        found = self.citations.get(placeless(citation))
        if found:
            return found
        single = (self.citations.get(placeless(Citation(NOWHERE, (item,)))) for item in citation.items)
        known = [each for each in single if each]
        return joined(known, "; ") if len(known) == len(citation.items) else ()


def placeless(citation: Citation) -> Citation:
    """Return what `citation` says, wherever it stands."""
    return citation._replace(span=NOWHERE, items=tuple(item._replace(span=NOWHERE) for item in citation.items))
