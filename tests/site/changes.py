"""What may befall the small atlas while it is served: pure functions from tree to tree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

from tests.conftest import OMEGA
from tests.site.atlas import ATLAS, BETA, BIB
from tests.site.serving import Tree

# What each kind of file may have in the place of what it has; back and forth.
_WORDS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "docs": (
        ("title: ", "title: New "),
        ("summary: The ", "summary: Quite the "),
        ("## How it works", "## How it goes"),
        ("How it works {#works}", "How it works {#working}"),
        ("aliases: [", "aliases: [a new name, "),
        ("    id: works\n", "    id: working\n"),
        ("grade: supported", "grade: well-replicated"),
        ("type: amplifies", "type: dampens"),
        ("to: omega", "to: beta"),
        ("status: draft", "status: reviewed\nreviewed: 2026-11-02"),
        ("level: affective", "level: societal"),
        ("Gauge\n", "Meter\n"),
        ("@bo2001doubt", "@eve2003flow"),
        ("@eve2003ebb", "@nobody2000"),
        ("[[alpha", "[[no page"),
        ("feeds\n///", "feeds\n"),
        ("title: ", "title: [a"),
        ("---\n\n", "\n\n"),
        ("kind: mechanism", "kind: mechanizm"),
        ("\n## How", "\n```\n## How"),
        ("\n", "\r\n"),
    ),
    BIB: (
        ("journal = {Journal", "journal = {New Journal"),
        ("year = {2003}", "year = {2004}"),
        ("{Eve, Eva}", "{Eve, Eva and Bo, Ben}"),
        ("{bo2001doubt,", "{bo2001debt,"),
        ("title = {A doubt},", "title = {A doubt,"),
        ("@article{ada1999gauge", "@artcle{ada1999gauge"),
        ("volume = {1},", "volume = {1},\n  status = {retracted},"),
    ),
    "hooks/theme": (
        ("<ol>", "<ol start=2>"),
        ("page.content", "page.content | upper"),
        ("No such page", "Nothing here"),
        ("{% endfor %}", "{% endfr %}"),
    ),
    "hooks": (
        ('"Related machineries"', '"Its relations"'),
        ('REFERENCES}, "References"', 'REFERENCES}, "Works"'),
        ('"citation_tags"] = tuple(', '"citation_tags"] = 2 * tuple('),
        ("\ndef ", "\ndeff "),
        ('"""\n\nfrom', '"""\n\nimport nowhere\nfrom'),
    ),
    "mkdocs.yml": (("custom_dir", "locale: en\n  custom_dir"), ("theme:\n", "site_name: Renamed\ntheme:\n")),
}
_MORE: Final = (
    "It goes on [@eve2003flow].\n",
    "See [[omega]], [[Beta]] and [the glossary](../about/glossary.md#gauge).\n",
    "A gauge, and $x^2$, and [a page that may come](new.md).\n",
    '!!! note "A note"\n    Said by @ada1999gauge.\n',
    "/// claim | It is so\n    id: so\n    grade: theoretical\n\nSo it is [@eve2003ebb].\n///\n",
    "```\nnever closed\n",
    "/// claim | Never closed\n    id: open\n    grade: supported\n",
    "[@ada1999gauge, @bo2001doubt] [[ [@ <div> $\n",
    "# Another title\n",
)
_NEW: Final = {
    "docs/mechanisms/new.md": BETA.replace("title: Beta", "title: New").replace("to: alpha", "to: beta"),
    "docs/machineries/epsilon.md": OMEGA.replace("title: Omega", "title: Epsilon"),
    "docs/notes.md": "Note: this has no front matter.\n",
    "docs/assets/drawing.svg": "<svg/>\n",
}
_PLACES: Final = ("docs/mechanisms/zeta.md", "docs/machineries/alpha.md", "docs/index.md", "docs/a b.md")


@dataclass(frozen=True)
class Change:
    """One change of a tree; the numbers choose among what there is, so that any change can befall any tree."""

    verb: str
    where: int = 0
    what: int = 0

    def __call__(self, tree: Tree) -> Tree:
        """Return the tree after the change."""
        return VERBS[self.verb](tree, self.where, self.what)


def _pages(tree: Tree) -> list[str]:
    return sorted(path for path in tree if path.endswith(".md"))


def _swap(kind: str) -> Callable[[Tree, int, int], Tree]:
    def swap(tree: Tree, where: int, what: int) -> Tree:
        """Swap a word for another, or back, in a file of `kind` that has it."""
        files = sorted(path for path in tree if path.startswith(kind) and (kind != "hooks" or path.endswith(".py")))
        words = _WORDS[kind]
        old, new = words[what % len(words)]
        having = [path for path in files if old in tree[path]] or files
        if not having:
            return tree
        path = having[where % len(having)]
        text = tree[path]
        return {**tree, path: text.replace(new, old) if new in text else text.replace(old, new, 1)}

    return swap


def _extend(tree: Tree, where: int, what: int) -> Tree:
    pages = _pages(tree)
    path = pages[where % len(pages)] if pages else "docs/index.md"
    return {**tree, path: tree.get(path, "") + "\n" + _MORE[what % len(_MORE)]}


def _repair(tree: Tree, where: int, what: int) -> Tree:
    broken = sorted(path for path in ATLAS if tree.get(path) != ATLAS[path])
    return {**tree, broken[where % len(broken)]: ATLAS[broken[where % len(broken)]]} if broken else tree


def _delete(tree: Tree, where: int, what: int) -> Tree:
    paths = [*_pages(tree), *sorted(path for path in tree if path.startswith("docs/assets/"))]
    gone = paths[where % len(paths)] if len(paths) > 1 else ""
    return {path: text for path, text in tree.items() if path != gone}


def _rename(tree: Tree, where: int, what: int) -> Tree:
    pages = _pages(tree)
    if not pages:
        return tree
    old, new = pages[where % len(pages)], _PLACES[what % len(_PLACES)]
    return {**{path: text for path, text in tree.items() if path != old}, new: tree[old]}


def _add(tree: Tree, where: int, what: int) -> Tree:
    path = list(_NEW)[what % len(_NEW)]
    return {**tree, path: _NEW[path]}


def _lose(tree: Tree, where: int, what: int) -> Tree:
    return {path: text for path, text in tree.items() if path != BIB}


VERBS: Final[Mapping[str, Callable[[Tree, int, int], Tree]]] = {
    "edit a page": _swap("docs"),
    "extend a page": _extend,
    "add a file": _add,
    "delete a file": _delete,
    "rename a page": _rename,
    "edit the bibliography": _swap(BIB),
    "lose the bibliography": _lose,
    "edit the theme": _swap("hooks/theme"),
    "edit the code": _swap("hooks"),
    "edit the configuration": _swap("mkdocs.yml"),
    "repair a file": _repair,
}

CHANGES: Final = st.builds(Change, st.sampled_from(list(VERBS)), st.integers(0, 20), st.integers(0, 60))


def is_sound(tree: Tree) -> bool:
    """Tell whether all is right but what pages and bibliography say, so that a build must succeed."""
    broken = ("endfr", "deff", "import nowhere")
    return BIB in tree and not any(
        word in text for path, text in tree.items() if path.startswith("hooks/") for word in broken
    )
