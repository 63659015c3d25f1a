"""The pages that the atlas makes of what it knows; each is Markdown with a view in it."""

from collections.abc import Mapping
from typing import Final

from kb.vocabulary import LASTING, Level


def generated_page(title: str, about: str, view: str, *hidden: str) -> str:
    """Return the Markdown of a page called `title` that says what it is `about` and then shows a view."""
    hide = f"hide: [{', '.join(hidden)}]\n" if hidden else ""
    return f"---\ntitle: {_written(title)}\n{hide}---\n\n{about}\n\n/// view | {view}\n///\n"


def _written(title: str) -> str:
    return f'"{title}"' if ": " in title else title


def _gaps() -> str:
    years = "".join(f"| {level.capitalize()} | {LASTING[level]} |\n" for level in Level)
    sections = (
        (
            "Wanted pages",
            "wanted",
            "What pages write about and what has no page of its own, from the list of wanted pages: first what "
            "most pages would link to.",
        ),
        ("Drafts", "drafts", "Pages that nobody has held against their sources yet."),
        (
            "Claims with one source",
            "single-source-claims",
            "Graded claims that a single work carries, the surest grade first. Another study that found the same, or "
            "a meta-analysis, supports such a claim; one that found otherwise disputes it. A theoretical claim needs "
            "no support and is not among them.",
        ),
        (
            "Relations with one source",
            "single-source-relations",
            "The same for relations. A theoretical relation is an inference and is not among them.",
        ),
        (
            "Claims whose support has aged",
            "aged-claims",
            "Graded claims whose newest supporting work is older than work at its page's level of description should "
            "be, counted to the year of the newest review, the oldest first. A newer study belongs beside it, or the "
            "grade down. The years are a rule of thumb: assays, scanners and the samples that they need are others "
            "after a decade; experiments and questionnaires are used for longer; and a study that follows people or "
            "societies takes a decade itself.\n\n"
            f"| Level | Years |\n|---|---|\n{years.rstrip()}",
        ),
        (
            "Works checked in part",
            "partly-checked-works",
            "Cited works of whose references some part was not seen, those that most pages cite first. Look the part "
            "up, mend the entry and write `verified`.",
        ),
        (
            "Reviews that have lapsed",
            "lapsed-reviews",
            "Pages that were held against their sources more than two years before the newest review of any page, the "
            "oldest first; before them those that name no day.",
        ),
        ("Orphans", "orphans", "Pages to which no link and no relation leads from another machinery or mechanism."),
        ("Dead ends", "dead-ends", "Pages from which none leads on."),
    )
    page = generated_page(
        "Gaps",
        "Where the atlas is thin, for those who look for something to do. Nothing here is wrong.",
        "gaps",
    )
    return page + "".join(
        f"\n## {title} {{#{name}}}\n\n{about}\n\n/// view | gaps {name}\n///\n" for title, name, about in sections
    )


# The title of each index and what it is for.
INDICES: Final[Mapping[str, tuple[str, str]]] = {
    "titles": ("A to Z", "Every page by its title and by its other names."),
    "machineries": (
        "By machinery",
        "The mechanisms beside each machinery that they have a relation with, and which.",
    ),
    "levels": ("By level", "Machineries and mechanisms by the level at which they are told."),
    "grades": ("By grade", "Where claims of each grade are, the pages with most of them first."),
    "authors": ("By author", "Everyone who wrote or edited a cited work."),
    "years": ("By year", "Every cited work by the year in which it came out."),
}

GENERATED_PAGES: Final[Mapping[str, str]] = {
    "contributing/gaps.md": _gaps(),
    "claims.md": generated_page(
        "All claims",
        "Every claim of the atlas with its page and the works for and against it, the surest grade first.",
        "claims",
    ),
    "references.md": generated_page(
        "All references",
        "Every work that a page of the atlas cites, with the pages, claims and relations that rest on it.",
        "references",
    ),
    "loops.md": generated_page(
        "Loops",
        "Where mechanisms feed back into themselves, by which cited steps, and how sure the weakest step is.",
        "loops",
    ),
    "paths.md": generated_page(
        "Paths",
        "How one page of the atlas bears on another: the shortest way, and the way whose weakest step is surest.",
        "paths",
    ),
    "graph.md": generated_page(
        "Graph",
        "Every relation between two pages of the atlas, each with its reason, its grade and its works: "
        "first as a table, then as a [map](#map).",
        "graph",
        "toc",
    ),
    "news.md": generated_page("What is new", "Pages that were reviewed, and what changed in their evidence.", "news"),
    "find/index.md": generated_page(
        "Find",
        "The magnifying glass at the head of every page, or the key <kbd>/</kbd>, searches for titles, other names, "
        "claims, terms, authors and works, as far as your browser runs scripts. These lists need none.",
        "indices",
    ),
    **{f"find/{name}.md": generated_page(*words, f"index {name}") for name, words in INDICES.items()},
}

# The addresses of the files that kb.export makes of the whole atlas, so that a check need not load what makes them.
GENERATED_FILES: Final = (
    "assets/claims.csv",
    "assets/claims.json",
    "assets/edges.csv",
    "assets/gaps.json",
    "assets/graph.graphml",
    "assets/graph.json",
    "assets/graph.jsonld",
    "assets/graph.schema.json",
    "assets/nodes.csv",
    "assets/references.bib",
    "assets/references.json",
    "assets/references.ris",
)
