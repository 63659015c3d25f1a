"""`kb fmt`: order without another meaning."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kb.__main__ import main
from kb.bibliography import parse_bibliography
from kb.edits import Edit, apply_edits, find_edit, rewrite
from kb.formatting import format_bibliography, format_page
from kb.pages import PAGE, RELATION, parse_page
from kb.text import Source, Span

ROOT = Path(__file__).parents[2]

PAGE_BEFORE = """\
---
# why it is a mechanism
kind: mechanism # a note
title: 'X'

relations:
  - to: a # here
    # of the type
    type: feeds
    why: >
      folded
      text

    cites: [a,
      b]
    grade: mixed
  # the second
  - {to: b, type: feeds}
hide: [toc]
summary: |
  one
  # two
aliases:
- a
- b
level: cognitive
# the end
---
Body  \t
---
kind: body
"""

PAGE_AFTER = """\
---
title: 'X'
# why it is a mechanism
kind: mechanism # a note
level: cognitive
summary: |
  one
  # two
aliases:
- a
- b

relations:
    # of the type
  - type: feeds
    to: a # here
    why: >
      folded
      text

    grade: mixed
    cites: [a,
      b]
  # the second
  - {to: b, type: feeds}
hide: [toc]
# the end
---
Body  \t
---
kind: body
"""

BIB_BEFORE = """\
% header

% about b
@Book{b2000x, author="A, B", title = "T" # { x}, % a note
  % on its own
  year=2000, month = jan
} % behind
text between
@string{x = "y"}
@string{z = "y"}


@article(a1999, title={a
   b}, note = "q {"} z" % c
   ,)  @misc{c, title={q}}
tail"""

BIB_AFTER = """\
% header

text between
@string{x = "y"}
@string{z = "y"}

@article(a1999,
  title = {a
   b},
  note = {q {"} z}, % c
)

% about b
@Book{b2000x,
  author = {A, B},
  title = "T" # { x}, % a note
  % on its own
  year = {2000},
  month = jan,
} % behind

@misc{c,
  title = {q},
}

tail
"""


def page(text: str) -> str:
    return format_page(Source("docs/x.md", text)).text


def bib(text: str) -> str:
    return format_bibliography(Source("b.bib", text)).text


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["fmt", *arguments], catch_exceptions=False)


def test_fields_get_their_order_and_comments_stay_with_them() -> None:
    assert page(PAGE_BEFORE) == PAGE_AFTER


def test_entries_get_their_order_and_layout() -> None:
    assert bib(BIB_BEFORE) == BIB_AFTER


@pytest.mark.parametrize(
    "text", [PAGE_AFTER, "no front matter\n", "---\n---\nx", "---\n{kind: a, title: b}\n---\n", ""]
)
def test_a_page_in_order_stays(text: str) -> None:
    assert page(text) == text


@pytest.mark.parametrize("text", [BIB_AFTER, "", "% only a comment"])
def test_a_bibliography_in_order_stays(text: str) -> None:
    assert bib(text) == text


# Values of all YAML styles, each as it stands behind its name at the given depth.
VALUES = (
    "plain",
    "'quoted: # not a comment'",
    '"a\\nb"',
    "[a, b] # note",
    "[a,\n{pad}  b]",
    "{{x: y}}",
    "|\n{pad}  kept\n{pad}  # text\n",
    ">-\n{pad}  folded\n\n{pad}  more",
    "",
    "two\n{pad}  lines",
    "&here x",
    "\n{pad}  - a\n{pad}  - b",
)
LEADS = ("", "", "# a comment\n", "\n", "  # deep\n\n# shallow\n")


def fields(names: tuple[str, ...], pad: str) -> st.SearchStrategy[list[str]]:
    made = st.tuples(st.sampled_from(LEADS), st.sampled_from(VALUES))
    some = st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=6)
    return some.flatmap(
        lambda chosen: st.tuples(*(made for _ in chosen)).map(
            lambda drawn: [
                f"{lead}\0{name}: {value.format(pad=pad)}".rstrip(" ") + ("" if value.endswith("\n") else "\n")
                for name, (lead, value) in zip(chosen, drawn, strict=True)
            ]
        )
    )


@st.composite
def pages(draw: st.DrawFn) -> str:
    top = [each.replace("\0", "") for each in draw(fields((*PAGE.fields, "hide", "other"), ""))]
    top = [each for each in top if not re.search(r"^relations:", each, re.MULTILINE)]
    if draw(st.booleans()):
        items = draw(st.lists(fields(tuple(RELATION.fields), "    "), min_size=1, max_size=3))
        lines = [
            "".join(
                each.split("\0")[0] * bool(place) + ("    " if place else "  - ") + each.split("\0")[1]
                for place, each in enumerate(item)
            )
            for item in items
        ]
        top.insert(draw(st.integers(0, len(top))), "relations:\n" + "".join(lines))
    return "---\n" + "".join(top) + draw(st.sampled_from(["", "# end\n"])) + "---\n\nBody.\n"


@given(pages())
def test_formatting_a_page_twice_is_formatting_it_once(text: str) -> None:
    once = page(text)
    assert page(once) == once


@given(pages())
def test_a_page_loses_no_line_and_means_the_same(text: str) -> None:
    def lines(markdown: str) -> list[str]:
        return sorted(line.replace("- ", "", 1).strip() for line in markdown.split("\n"))

    def data(markdown: str) -> dict[str, str]:
        return {name: each.text for name, each in parse_page(Source("", markdown), "").fields.fields.items()}

    once = page(text)
    assert lines(once) == lines(text)
    assert data(once) == data(text)
    if parse_page(Source("", text), "").fields.fields:
        order = [name for name in data(once) if name in PAGE.fields]
        assert order == [name for name in PAGE.fields if name in order]


BIB_PIECES = (
    "@article{{{key}, title = {{T}}, year = 1999}}",
    '@Book{{{key},\n\tauthor = "A, B and C, D",\n title={{a\n b}} , % note\n}}',
    "@misc({key}, title = {{(}}, month = jan # {{~1}}, % x\n % y\n)",
    "@misc{{ {key}\n, title = {{T}}, }} % behind",
    '@string{{{key} = "x"}}',
    '@string{{m{key} = {{x}}}}\n@misc{{{key}, title = m{key} # "y"}}',
    "@comment{{ {key}\n not one }}",
    "% a {key}",
    "loose words {key}",
    "@misc{{{key}, crossref = {{b1}}, title = {{T}}}}",
)


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    keys = st.sampled_from(["a1", "b1", "B2", "c1", "ä1"])
    pieces = st.tuples(st.sampled_from(BIB_PIECES), keys).map(lambda each: each[0].format(key=each[1]))
    gaps = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n  \n", " "])
    return "".join(piece + draw(gaps) for piece in draw(st.lists(pieces, max_size=8)))


@given(bibliographies())
def test_formatting_a_bibliography_twice_is_formatting_it_once(text: str) -> None:
    once = bib(text)
    assert bib(once) == once


@given(bibliographies())
def test_a_bibliography_loses_no_word_and_means_the_same(text: str) -> None:
    once = bib(text)
    assert sorted(re.findall(r"[\w%#~-]+", once)) == sorted(re.findall(r"[\w%#~-]+", text))
    before, after = (
        {each.key: (each.type, each.fields, each.names, each.date) for each in parse_bibliography(Source("", each))}
        for each in (text, once)
    )
    assert before == after


def test_the_atlas_is_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = run("--check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def folder(tmp_path: Path, project: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project on disk, which is the working directory."""
    for name, text in project.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_writes_nothing(folder: Path) -> None:
    path = folder / "docs/x.md"
    path.write_text(PAGE_BEFORE, encoding="utf-8", newline="")
    done = run("--check")
    assert (done.exit_code, done.stdout) == (1, "docs/x.md: would change\n")
    assert path.read_text(encoding="utf-8") == PAGE_BEFORE
    done = run()
    assert (done.exit_code, done.stdout) == (0, "docs/x.md: put in order\n")
    assert path.read_text(encoding="utf-8") == PAGE_AFTER
    assert run("--check").exit_code == 0


def test_the_bytes_of_a_body_stay(folder: Path) -> None:
    path = folder / "x.md"
    body = "Über\r\n\tx  \rlone\x0c\n\n".encode()
    path.write_bytes(b"\xef\xbb\xbf---\r\nkind: x\r\ntitle: y\r\n---\r\n" + body)
    assert run("x.md").exit_code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf---\r\ntitle: y\r\nkind: x\r\n---\r\n" + body


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.md", b"---\nkind: [x\ntitle: y\n---\n", "malformed-fields"),
        ("x.md", b"---\nkind: x\ntitle: y\ntitle: z\n---\n", "duplicate-field"),
        ("x.md", b"---\nkind: \xff\ntitle: y\n---\n", "not-utf-8"),
        ("x.bib", b"@misc{b, title={x}\n@misc{a, title={x}}", "unbalanced-brace"),
        ("x.bib", b"@misc{b, title={x} year={2000}}\n@misc{a, title={x}}", "missing-comma"),
        ("x.bib", b"<<<<<<< a\n@misc{b, title={x}}\n=======\n>>>>>>> b\n@misc{a, title={x}}", "merge-marker"),
        ("x.bib", b"@misc{b, title={\xff}}\n@misc{a, title={x}}", "not-utf-8"),
    ],
)
def test_what_can_not_be_read_is_named_and_stays(folder: Path, name: str, data: bytes, code: str) -> None:
    (folder / name).write_bytes(data)
    (folder / "y.bib").write_bytes(b"@misc{a,title={x}}")
    done = run(name, "y.bib")
    assert (done.exit_code, done.stdout) == (1, "y.bib: put in order\n")
    assert f"[{code}]" in done.stderr
    assert (folder / name).read_bytes() == data


def test_what_is_no_page_and_no_bibliography_is_refused(folder: Path) -> None:
    (folder / "x.txt").write_text("x")
    done = run("x.txt")
    assert (done.exit_code, done.stderr) == (2, "kb: x.txt is neither a page nor a bibliography\n")


def test_without_a_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 2


@given(st.text("ab\n"), st.text("ab\n"))
def test_the_least_edit_makes_the_new_of_the_old(old: str, new: str) -> None:
    assert apply_edits(old, [find_edit(old, new)]) == new


@given(st.lists(st.sampled_from(["a", "ü", "\n", "\r\n", "\r"])), st.data())
def test_an_edit_of_a_file_leaves_every_other_byte(pieces: list[str], data: st.DataObject) -> None:
    raw = "".join(pieces)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = rewrite(raw.encode(), [Edit(Span(start, end), "x")]).decode()
    plain = new.replace("\r\n", "\n").replace("\r", "\n")
    assert plain == text[:start] + "x" + text[end:]
    assert raw.startswith(new.partition("x")[0])
    assert raw.endswith(new.partition("x")[2])
