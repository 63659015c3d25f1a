"""Contributions with one fault each: edits of the small project, with ‸ where the fault must be reported.

An edit is a path, what stands there, and what takes its place; nothing stands for the end of the file, or for a new
file. A name is that of a code, and after a slash what is special.
"""

from collections.abc import Mapping
from typing import Final

from tests.conftest import ALPHA as ALPHA_TEXT
from tests.conftest import BIBLIOGRAPHY

Edit = tuple[str, str, str]
HERE: Final = "‸"

BIB: Final = "bibliography.bib"
ALPHA: Final = "docs/mechanisms/alpha.md"
OMEGA: Final = "docs/machineries/omega.md"
BETA: Final = "docs/mechanisms/beta.md"
LAYOUT: Final = "docs/assets/layout.json"
GLOSSARY: Final = "docs/about/glossary.md"

_CHECKED: Final = "  checked = {verified},\n  checkedon = {2026-11-01},\n  checkedby = {doi},\n"
_CITING: Final[Edit] = (OMEGA, "", "\nSee @eve2003more.\n")
_BETA: Final = (
    "---\ntitle: Beta\nkind: mechanism\nlevel: cognitive\nsummary: The second.\nstatus: draft\n---\n\nThe rest.\n"
)


def _entry(key: str, *fields: str) -> Edit:
    """Return the edit that adds an entry of one field a line."""
    return BIB, "", f"\n@misc{{{key},\n  {(',' + chr(10) + '  ').join(fields)},\n{_CHECKED}}}\n"


def _title(new: str) -> tuple[Edit]:
    """Return the edit that puts `new` in the place of the first title of the bibliography."""
    return ((BIB, "title = {The gauge},", new),)


def _field(new: str) -> tuple[Edit]:
    """Return the edit that adds a field to the first entry."""
    return ((BIB, "  volume = {1},", f"  volume = {{1}},\n  {new},"),)


def _text(new: str) -> tuple[Edit]:
    """Return the edit that adds to the text of a page."""
    return ((OMEGA, "", f"\n{new}\n"),)


def _claim(*options: str, title: str = " | So it is", begin: str = "///", end: str = "\n///") -> tuple[Edit]:
    lines = "".join(f"\n    {option}" for option in options)
    return _text(f"{begin} claim{title}{lines}\n\nSo.{end}")


def _beta(old: str, new: str) -> tuple[Edit]:
    """Return the edit that adds a page, with `new` in the place of `old`."""
    assert old in _BETA
    return ((BETA, "", _BETA.replace(old, new, 1)),)


def _relation(**fields: str) -> tuple[Edit]:
    """Return the edit that adds a page with a relation."""
    return _beta("status: draft\n", f"status: draft\nrelations:\n{_related(**fields)}")


def _related(**fields: str) -> str:
    whole = {"type": "feeds", "to": "alpha", "why": "It does.", "grade": "theoretical", "cites": "[ada1999gauge]"}
    whole = {name: text for name, text in {**whole, **fields}.items() if text}
    return "  - " + "    ".join(f"{name.rstrip('_')}: {text}\n" for name, text in whole.items())


FAULTS: Final[Mapping[str, tuple[Edit, ...]]] = {
    # the bibliography
    "ambiguous-key": (_entry("‸Bo2001doubt", "title = {More}"), (OMEGA, "", "\nSee @Bo2001doubt.\n")),
    "bibliography-too-large": ((BIB, "", "%" * (20_000_000 - len(BIBLIOGRAPHY)) + "‸%"),),
    "control-character": _title("title = {The‸\x02gauge},"),
    "crossref-cycle": (
        (BIB, "title = {The gauge},", "title = {The gauge},\n  crossref = {‸bo2001doubt},"),
        (BIB, "title = {A doubt},", "title = {A doubt},\n  crossref = {ada1999gauge},"),
    ),
    "duplicate-key": (_entry("‸ada1999gauge", "title = {More}"),),
    "duplicate-work": (
        *_field("doi = {10.1000/182}"),
        _entry("eve2003more", "title = {More}", "doi = {‸https://doi.org/10.1000/182}"),
        _CITING,
    ),
    "empty-entry": ((BIB, "", "\n@misc{‸eve2003more}\n"), _CITING),
    "entry-in-field": _field("note = {As in\n@misc{x, title = {X}}\n}".replace("@misc", "‸@misc")),
    "entry-without-at": ((BIB, "", "\n‸misc{eve2003more, title = {More}}\n"),),
    "future-check": ((BIB, "checkedon = {2026-11-01}", "checkedon = {‸2999-11-01}"),),
    "incomplete-entry": (
        (BIB, "@article{ada1999gauge", "@article{‸ada1999gauge"),
        (BIB, "  journal = {Journal of Gauges},\n", ""),
    ),
    "lost-field": (*_title("title = {The gauge}},"), (BIB, "  journal = {Journal of G", "  ‸journal = {Journal of G")),
    "malformed-check": ((BIB, "checkedby = {doi}", "checkedby = {‸memory}"),),
    "malformed-date": ((BIB, "year = {1999}", "year = {‸199O}"),),
    "malformed-doi": _field("doi = {‸11.1000/182}"),
    "malformed-isbn": _field("isbn = {‸978-0-596-00712-5}"),
    "malformed-key": (_entry("‸eve 2003", "title = {More}"), (OMEGA, "", "\nSee @{eve 2003}.\n")),
    "malformed-name": ((BIB, "author = {Ada, Anna}", "author = {Ada, Anna and ‸et al.}"),),
    "malformed-pages": ((BIB, "pages = {1--9}", "pages = {‸9--1}"),),
    "malformed-pmid": _field("pmid = {‸P12345}"),
    "malformed-url": _field("url = {‸www.example.org}"),
    "merge-marker": ((BIB, "@article{bo2001doubt", "‸<<<<<<< HEAD\n@article{bo2001doubt"),),
    "missing-comma": _title("title = {The gauge}‸"),
    "missing-key": ((BIB, "", "\n@misc{‸title = {More}}\n"),),
    "misspelt-field": ((BIB, "volume = {1}", "‸volme = {1}"),),
    "nesting-too-deep": _title("title = {‸" + "{" * 41 + "The gauge" + "}" * 42 + ","),
    "not-bibtex": (
        (BIB, BIBLIOGRAPHY, "‸Ada, A. (1999). The gauge. Journal of Gauges, 1, 1–9.\n"),
        (ALPHA, ALPHA_TEXT, _BETA.replace("Beta", "Alpha") + "\n## Works\n"),
    ),
    "not-utf-8": _title("title = {Gr‸\udcf6\udcdfe},"),
    "repeated-field": _field("‸Title = {Another}"),
    "syntax-error": _title("title = ‸The gauge,"),
    "unbalanced-brace": _title("title = ‸{The gauge,"),
    "unbalanced-quote": _title('title = ‸"The gauge,'),
    "unchecked-entry": ((BIB, "@article{ada1999gauge", "@article{‸ada1999gauge"), (BIB, _CHECKED, "")),
    "undefined-macro": ((BIB, "journal = {Journal of Gauges}", "journal = ‸jg"),),
    "unknown-crossref": _field("crossref = {‸ada1999guage}"),
    "unknown-entry-type": ((BIB, "@article{ada", "‸@artcle{ada"),),
    "unknown-status": _field("status = {‸withdrawn}"),
    "value-too-large": (
        (
            BIB,
            "@article{ada",
            "@string{a = {0123456789}}\n"
            + "".join(f"@string{{{new} = {' # '.join(old * 10)}}}\n" for old, new in ("ab", "bc", "cd"))
            + "@article{ada",
        ),
        *_title(f"title = ‸{' # '.join('d' * 11)},"),
    ),
    # citations
    "citation-without-key": _text("Words [@ada1999gauge;‸ the discussion]."),
    "citation-without-semicolon": _text("Two [@ada1999gauge, @‸bo2001doubt]."),
    "doubted-work-cited": (*_field("status = {concern}"), (ALPHA, "[ada1999gauge]", "[‸ada1999gauge]")),
    "needless-acknowledgement": (
        (OMEGA, "status: draft", "status: draft\nacknowledges:\n  ‸ada1999gauge: It is fine."),
        *_text("@ada1999gauge"),
    ),
    "uncited-entry": (_entry("‸eve2003more", "title = {More}"),),
    "unknown-citation-key": _text("Seen [see @‸ada1999guage, p. 3]."),
    "unknown-citation-key/in a list": _text("- One\n\n    - Two [-@‸nobody1900]"),
    "unknown-citation-key/in a table": _text("| A | B |\n|---|---|\n| a | As @‸nobody1900 |"),
    "unknown-citation-key/in a footnote": _text("Text[^1].\n\n[^1]: Said by @‸nobody1900."),
    "unknown-citation-key/in a heading": _text("## After @‸nobody1900"),
    "unknown-citation-key/behind tabs": _text("-\tOne\n\n\t@‸nobody1900"),
    "unknown-citation-key/behind a byte order mark": ((OMEGA, "---\n", "\ufeff---\n"), *_text("@‸nobody1900")),
    "unknown-citation-key/after lines of Windows": _text("One.\r\n\r\nAs @‸nobody1900 has it.\r\n"),
    "unknown-citation-key/beyond the first plane": _text("🙂🙂 𝔘 @‸nobody1900"),
    "unknown-citation-key/in a claim": _claim("id: so", "grade: supported", "supports: [‸nobody1900]"),
    "unknown-citation-key/in a relation": _relation(cites="[‸nobody1900]"),
    # pages
    "duplicate-field": _beta("title: Beta\n", "title: Beta\n‸title: Beta\n"),
    "duplicate-name": _beta("status:", "aliases: [‸The First]\nstatus:"),
    "future-review": _beta("status: draft", "status: reviewed\nreviewed: ‸2999-11-01"),
    "invalid-field": _beta("cognitive", "‸cognitiv"),
    "invalid-field/of a claim's id": _claim("id: ‸So it is", "grade: theoretical"),
    "invalid-field/a date that is none": _beta("status: draft", "status: reviewed\nreviewed: ‸2026-02-30"),
    "malformed-fields/without an end": _beta(_BETA, "‸---\ntitle: Beta\n\nThe rest.\n"),
    "malformed-fields/a list": _beta(_BETA, "---\n‸- title\n---\n"),
    "missing-front-matter/eaten": _beta(_BETA, "‸Note: this would be gone.\n\nThe rest.\n"),
    "malformed-fields": _beta("title: Beta", "title: Beta‸: the second"),
    "malformed-fields/a tab": _beta("level:", "‸\tlevel:"),
    "misplaced-page": ((OMEGA.replace("omega", "beta"), "", _BETA.replace("mechanism", "‸mechanism")),),
    "missing-field": _beta("title: Beta\nkind: mechanism\nlevel: cognitive\n", "‸title: Beta\nkind: mechanism\n"),
    "missing-front-matter": _beta(_BETA, "‸Just a text.\n"),
    "not-utf-8/of a page": _beta("The rest.", "Caf‸\udce9, and na\udcefve."),
    "second-title": _beta("The rest.", "# ‸Beta"),
    "unknown-field": _beta("title: Beta", "title: Beta\n‸sumary: The second."),
    # links
    "broken-link": _text("See [alpha](‸../mechanisms/alhpa.md)."),
    "broken-link/of an image": _text("![A picture](‸../assets/nowhere.png)"),
    "broken-link/of a reference": _text("See [alpha][a].\n\n[a]: ‸../mechanisms/alhpa.md"),
    "redirect-loop": _beta("status:", "redirects:\n  - ‸mechanisms/beta\nstatus:"),
    "redirect-taken": _beta("status:", "redirects:\n  - ‸mechanisms/alpha\nstatus:"),
    "unknown-anchor": _text("See [[alpha#‸how-it-work]]."),
    "unknown-anchor/of a path": _text("See [alpha](../mechanisms/alpha.md#‸how-it-work)."),
    "unknown-anchor/of the page": _text("See [below](#‸below)."),
    "unknown-page": _text("See [[‸alhpa]]."),
    # markup
    "active-markup": _text("‸<script>alert(1)</script>"),
    "foreign-file": _text("![A picture](‸https://example.org/a.png)"),
    "unclosed-bracket": _text("See ‸[[alpha], and more."),
    "unclosed-bracket/of a citation": _text("Seen ‸[@ada1999gauge, p. 3.\n\nAnd [more]."),
    "unknown-block": _text("/// ‸clam | So it is\n    id: so\n    grade: theoretical\n\nSo.\n///"),
    "unsafe-link": _text("[Here](‸javascript:alert)"),
    # claims
    "claim-without-title": _claim("id: so", "grade: theoretical", title="", begin="‸///"),
    "duplicate-claim-id": _claim("id: ‸so", "grade: theoretical", begin="## So\n\n///"),
    "unclosed-claim": _claim("id: so", "grade: theoretical", begin="‸///", end=""),
    "undisputed-claim": _claim("id: so", "grade: ‸mixed", "supports: [ada1999gauge]"),
    "unsupported-claim": _claim("id: so", "grade: ‸supported"),
    "work-on-both-sides": _claim("id: so", "grade: mixed", "supports: ada1999gauge", "disputes: ‸ada1999gauge"),
    # diagrams
    "crowded-diagram": _text("‸/// diagram | Full.\n\n" + "A -> B\n" * 15 + "///"),
    "diagram-without-caption": _text("‸/// diagram\n\nA -> B\n///"),
    "duplicate-diagram-id": _text("## So\n\n/// diagram | So.\n    id: ‸so\n\nA -> B\n///"),
    "empty-diagram": _text("‸/// diagram | Nothing.\n///"),
    "malformed-diagram": _text("/// diagram | So.\n\nA -> B\n‸A leads to B\n///"),
    # the glossary
    "duplicate-term": ((GLOSSARY, "", "---\ntitle: Glossary\n---\n\nGauge\n:   It shows.\n\n‸gauge\n:   It shows.\n"),),
    # relations
    "contradictory-relation": _beta(
        "status:", f"relations:\n{_related(type='amplifies')}{_related(type='‸dampens', why='It does not.')}status:"
    ),
    "duplicate-relation": _beta(
        "status:", f"relations:\n{_related(type='amplifies')}{_related(type='‸amplifies', why='Again.')}status:"
    ),
    "grade-disagreement": (
        *_relation(grade="‸well-replicated"),
        (
            BETA,
            "The rest.\n",
            "/// claim | Beta feeds alpha\n    id: so\n    grade: supported\n    supports: [ada1999gauge]\n\n"
            "It feeds [[alpha]].\n///\n",
        ),
    ),
    "relation-cycle": (
        (ALPHA, "to: omega", "to: ‸beta"),
        *_relation(type="part-of", to="‸alpha"),
    ),
    "relation-declared-twice": (
        *_relation(type="contrasts-with", to="gamma"),
        (
            BETA.replace("beta", "gamma"),
            "",
            _BETA.replace("Beta", "Gamma").replace(
                "status: draft\n", f"status: draft\nrelations:\n{_related(type='‸contrasts-with', to='beta')}"
            ),
        ),
    ),
    "relation-of-no-node": (("docs/notes.md", "", f"---\ntitle: Notes\nrelations:\n{_related(type='‸feeds')}---\n"),),
    "self-relation": _relation(to="‸beta"),
    "unbridged-levels": _beta(
        "level: cognitive\n", f"level: molecular\nrelations:\n{_related(to='omega', cites='‸[ada1999gauge]')}"
    ),
    "uncited-relation": _relation(grade="supported", cites="‸[]"),
    "undisputed-relation": _relation(grade="‸mixed"),
    "unknown-relation-target": _relation(to="‸alhpa"),
    # works that do not stand
    "retracted-work-cited": (
        _entry("eve2003more", "title = {More}", "status = {retracted}"),
        *_text("See @‸eve2003more."),
    ),
    "lost-support": (
        _entry("eve2003more", "title = {More}", "status = {retracted}"),
        *_claim("id: so", "grade: supported", "supports: ‸[eve2003more]"),
        (OMEGA, "status: draft", "status: draft\nacknowledges: {eve2003more: It began the debate.}"),
    ),
    # the map
    "malformed-layout": ((LAYOUT, "", '‸{ "nodes/alpha": [600.0, 450.0, 0.25]\n}\n'),),
    "stale-layout": ((LAYOUT, "", '‸{\n "side": 20.0\n,"nodes/alpha": [600.0, 400.0, 0.25]\n}\n'),),
}
