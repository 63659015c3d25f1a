"""The closed lists of the atlas: kinds, levels, statuses, grades and relation types."""

from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What a page is about: a composite, or a part of one."""

    MACHINERY = "machinery"
    MECHANISM = "mechanism"

    @property
    def folder(self) -> str:
        """The folder of docs/ that holds pages of this kind."""
        return {"machinery": "machineries", "mechanism": "mechanisms"}[self]


class Level(StrEnum):
    """The level of description at which a mechanism is told."""

    MOLECULAR = "molecular"
    CIRCUIT = "circuit"
    COGNITIVE = "cognitive"
    AFFECTIVE = "affective"
    INTERPERSONAL = "interpersonal"
    SOCIETAL = "societal"


LASTING: Final = {
    Level.MOLECULAR: 10,
    Level.CIRCUIT: 10,
    Level.COGNITIVE: 15,
    Level.AFFECTIVE: 15,
    Level.INTERPERSONAL: 20,
    Level.SOCIETAL: 20,
}
"""Years after which a finding asks for a newer one: a rule of thumb, by how fast the methods of a level change.

Assays and scanners, and the samples that they need, are others after a decade. Experiments and questionnaires are used
for longer; a study that follows people or societies takes a decade itself.
"""


class Status(StrEnum):
    """How far a page has come."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


class Grade(StrEnum):
    """How sure we can be, strongest first."""

    WELL_REPLICATED = "well-replicated"
    SUPPORTED = "supported"
    MIXED = "mixed"
    CONTESTED = "contested"
    THEORETICAL = "theoretical"

    @property
    def words(self) -> str:
        """The grade as a reader sees it."""
        return self.replace("-", " ").capitalize()

    @property
    def is_disputed(self) -> bool:
        """Whether the grade says that works stand against each other."""
        return self in (Grade.MIXED, Grade.CONTESTED)


GRADES: Final = tuple(Grade)


class RelationType(NamedTuple):
    """One way in which a node bears on another.

    `label` reads from source to target, `inverse` from target to source. `sign` is "+", "−" or "". `kind` is causal,
    compositional, contrastive or evidential.
    """

    name: str
    label: str
    inverse: str
    sign: str
    kind: str

    @property
    def is_symmetric(self) -> bool:
        """Whether the relation says the same read from either end."""
        return self.label == self.inverse

    @property
    def is_hierarchical(self) -> bool:
        """Whether a cycle of the relation is a contradiction."""
        return self.name in ("part-of", "special-case-of")


RELATION_TYPES: Final = {
    each.name: each
    for each in (
        RelationType("feeds", "feeds", "is fed by", "+", "causal"),
        RelationType("amplifies", "amplifies", "is amplified by", "+", "causal"),
        RelationType("dampens", "dampens", "is dampened by", "−", "causal"),
        RelationType("calibrates", "calibrates", "is calibrated by", "", "causal"),
        RelationType("reads-out", "reads out", "is read out by", "", "evidential"),
        RelationType("depends-on", "depends on", "is needed by", "", "compositional"),
        RelationType("part-of", "is part of", "has as a part", "", "compositional"),
        RelationType("special-case-of", "is a special case of", "has as a special case", "", "compositional"),
        RelationType("contrasts-with", "contrasts with", "contrasts with", "", "contrastive"),
        RelationType("shares-circuit-with", "shares a circuit with", "shares a circuit with", "", "evidential"),
    )
}
