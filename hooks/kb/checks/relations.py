"""Rules about relations."""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.diagnostics import Diagnostic, diagnose, did_you_mean
from kb.graph import Relation
from kb.knowledge import Knowledge
from kb.redirects import former_names


def _relations(knowledge: Knowledge) -> Iterator[Relation]:
    for article in knowledge.articles.values():
        yield from article.relations


def _fault(relation: Relation, field: str, code: str, message: str, hint: str) -> Diagnostic:
    return diagnose(relation.page.source, relation.places.get(field, relation.span), code, message, hint)


def relation_of_no_node(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Only a machinery or a mechanism has relations."""
    for relation in _relations(knowledge):
        if not relation.page.kind:
            message = "a page without 'kind' has relations"
            yield _fault(relation, "type", "relation-of-no-node", message, "add 'kind' or take the relations out")


def unknown_relation_target(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every relation leads to a machinery or a mechanism, by its id."""
    nodes = knowledge.graph.nodes
    former = former_names(knowledge)
    for relation in _relations(knowledge):
        if relation.target not in nodes:
            hint = did_you_mean(relation.target, nodes) or "write the id of a machinery or mechanism"
            if relation.target in former:
                hint = f"it is called '{former[relation.target]}' now"
            message = f"no node is called '{relation.target}'"
            yield _fault(relation, "to", "unknown-relation-target", message, hint)


def self_relation(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No node is related to itself."""
    for relation in _relations(knowledge):
        if relation.target == relation.source:
            yield _fault(relation, "to", "self-relation", f"'{relation.target}' is this page", "name another node")


def repeated_relation(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A relation is declared once, under one condition, on its source's page alone."""
    seen: dict[tuple[str, str, str, str], Relation] = {}
    for relation in _relations(knowledge):
        source, target, name = relation.source, relation.target, relation.type.name
        first = seen.setdefault((source, name, target, relation.when), relation)
        if first is not relation:
            message = f"'{name} {target}' is declared twice"
            yield _fault(relation, "type", "duplicate-relation", message, "keep one")
            continue
        other = seen.get((target, name, source, relation.when))
        if other and other is not relation and relation.type.is_symmetric:
            message = f"{other.page.source.path} already declares '{name} {source}'"
            hint = "take one out: the inverse is shown by itself"
            yield _fault(relation, "type", "relation-declared-twice", message, hint)


def contradictory_relation(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """No node raises and lowers the same node under the same condition."""
    signs: dict[tuple[str, str, str], Relation] = {}
    for relation in _relations(knowledge):
        if not relation.type.sign:
            continue
        first = signs.setdefault((relation.source, relation.target, relation.when), relation)
        if first.type.sign != relation.type.sign:
            message = f"'{relation.source}' both {first.type.name} and {relation.type.name} '{relation.target}'"
            hint = "say under which condition each holds, with 'when'"
            yield _fault(relation, "type", "contradictory-relation", message, hint)


def uncited_relation(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Every relation cites a work."""
    for relation in _relations(knowledge):
        if not relation.cites and "cites" in relation.places:
            yield _fault(relation, "cites", "uncited-relation", "the relation cites no work", "add 'cites: [key]'")


def undisputed_relation(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """A contested relation names a work against it."""
    for relation in _relations(knowledge):
        if relation.grade.is_disputed and not relation.disputes:
            message = f"a relation graded {relation.grade} needs a disputing work"
            hint = "add 'disputes: [key]' or change the grade"
            yield _fault(relation, "grade", "undisputed-relation", message, hint)


def relation_cycle(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Nothing is a part, or a special case, of itself by way of others."""
    for name in ("part-of", "special-case-of"):
        up: dict[str, list[Relation]] = {}
        for relation in _relations(knowledge):
            if relation.type.name == name and relation.target != relation.source:
                up.setdefault(relation.source, []).append(relation)
        for relations in up.values():
            for relation in relations:
                if _reaches(up, relation.target, relation.source):
                    message = f"'{relation.source}' is {name.replace('-', ' ')} itself by way of '{relation.target}'"
                    yield _fault(relation, "to", "relation-cycle", message, "take one step of the circle out")


def _reaches(up: Mapping[str, list[Relation]], start: str, goal: str) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        node = ahead.pop()
        if node == goal:
            return True
        targets = {relation.target for relation in up.get(node, ())} - seen
        seen |= targets
        ahead += targets
    return False


CHECKS: Final = (
    relation_of_no_node,
    unknown_relation_target,
    self_relation,
    repeated_relation,
    contradictory_relation,
    uncited_relation,
    undisputed_relation,
    relation_cycle,
)
