"""How many names, and whose initials, tell works apart in the text."""

from collections import defaultdict
from collections.abc import Mapping

from kb.bibliography.entry import Name, Names
from kb.style.names import initials, surname
from kb.style.order import folded


def given_names(authors: Mapping[str, Names]) -> dict[str, str]:
    """Return what stands before the first author's surname, for those who share it (APA 7 §8.20).

    Initials when they differ; the given names themselves when only these do (`Sarah Taylor`, `Shonda Taylor`). Authors
    within one work never need them.
    """
    firsts = {key: names.people[0] for key, names in authors.items() if names.people and names.people[0].given}
    namesakes: dict[str, set[Name]] = defaultdict(set)
    for person in firsts.values():
        namesakes[_surname(person)].add(person)
    return {key: _given(person, namesakes[_surname(person)]) for key, person in firsts.items()}


def _given(person: Name, namesakes: set[Name]) -> str:
    mine = initials(person.given)
    alike = [other for other in namesakes if folded(initials(other.given)) == folded(mine)]
    if any(not _may_be_same(person.given, other.given) for other in alike):
        return person.given
    return mine if len(alike) < len(namesakes) else ""


def _may_be_same(one: str, other: str) -> bool:
    """Say whether given names with the same initials agree as far as both are spelled out."""
    pairs = zip(_parts(one), _parts(other), strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _parts(given: str) -> list[str]:
    return folded(given.replace(".", ". ").replace("-", " ")).replace(".", "").split()


def names_shown(authors: Mapping[str, tuple[Names, tuple[str, str]]]) -> dict[str, int]:
    """Return how many names of each work the text shows; with its names come the first one's given names and the year.

    One or two are all shown, of three or more the first, and more of them where works of one year would read alike;
    never is `et al.` one name only (APA 7 §8.17-8.18).
    """
    alike: dict[tuple[str, tuple[str, str]], set[tuple[str, ...]]] = defaultdict(set)
    lists = {key: tuple(_surname(person) for person in names.people) for key, (names, _) in authors.items()}
    for key, (names, told) in authors.items():
        if _is_shortened(names):
            alike[lists[key][0], told].add(lists[key])
    return {
        key: _shown(names, lists[key], alike[lists[key][0], told]) if _is_shortened(names) else len(names.people)
        for key, (names, told) in authors.items()
    }


def _is_shortened(names: Names) -> bool:
    return len(names.people) > 2 or (names.others and bool(names.people))


def _shown(names: Names, mine: tuple[str, ...], alike: set[tuple[str, ...]]) -> int:
    rivals = alike - {mine}
    enough = (size for size in range(1, len(mine)) if all(other[:size] != mine[:size] for other in rivals))
    shown = next(enough, len(mine))
    return len(mine) if len(mine) - shown == 1 and not names.others else shown


def _surname(person: Name) -> str:
    return surname(person).casefold()
