"""Broken content is Markdown that says what is wrong with it.

Each `## heading` of a file is a case: files of the small project replaced by the fenced blocks below it, a path in each
block's info string. A line ends in what must be reported there: `<!-- error: COLUMN [code] "words of its message or
hint" -->`, in YAML and BibTeX after `#`. Nothing else may be reported.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kb.codes import CODES
from kb.diagnostics import Diagnostic
from kb.loading import load_bibliography

HERE = Path(__file__).parent
FENCED = r"^(`{3,})\w+ (\S+)\n(.*?)^\%d$"
CASE = re.compile(rf"^## ([^\n]+)\n((?:{FENCED % 3}|^(?!## |```)[^\n]*\n|\n)*)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(FENCED % 1, re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r'\s*(?:<!--|#) (error|warning|note): (\d+) \[([\w-]+)\](?: "([^"]*)")?(?: -->)?')
# An entry of a case counts as checked, so that it need not say so, unless the case is about that.
UNLESS_EXPECTED = {"unchecked-entry"}
# What no text that one can read shows, with the place and words of the last of its reports.
UNREADABLE: Mapping[str, tuple[bytes, int, int, str]] = {
    "bibliography-too-large": (b"@misc{a, title = {A}}\n".ljust(20_000_001, b"%"), 2, 19_999_979, "is not read"),
    "not-utf-8": ("@misc{a,\n  title = {Größe},\n}\n".encode("latin-1"), 2, 14, "save the file as UTF-8"),
    "too-many-problems": (b"@misc{, title = {A}}\n" * 1_001, 1_001, 7, "are not shown"),
}
# What is told by comparing two commits: tests/unit/test_redirects.py.
COMPARED = {"lost-page"}

Expectation = tuple[str, int, int, str, str, str]


def cases() -> Iterator[tuple[str, dict[str, str], list[Expectation]]]:
    for path in sorted(HERE.glob("*.md")):
        for title, body, *_ in CASE.findall(path.read_text(encoding="utf-8")):
            files: dict[str, str] = {}
            expected: list[Expectation] = []
            for _, name, text in BLOCK.findall(body):
                lines = text.split("\n")
                for number, line in enumerate(lines, 1):
                    for severity, column, code, words in EXPECTED.findall(line):
                        expected.append((name, number, int(column), severity, code, words))
                files[name] = "\n".join(EXPECTED.sub("", line) for line in lines)
            yield f"{path.stem}: {title}", files, expected


CASES = list(cases())


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_wrong_is_reported_once_and_in_its_place(
    files: Mapping[str, str],
    expected: list[Expectation],
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    assert files
    codes = {code for *_, code, _ in expected}
    found = [each for each in diagnose_with(files) if each.code in codes or each.code not in UNLESS_EXPECTED]
    places = [(each.path, each.line, each.column, str(each.severity), each.code) for each in found]
    assert places == sorted(each[:5] for each in expected), "\n".join(map(str, found))
    for each, (*_, words) in zip(found, sorted(expected), strict=True):
        assert words in f"{each.message} {each.hint}"


@pytest.mark.parametrize(("code", "case"), UNREADABLE.items(), ids=UNREADABLE)
def test_what_is_wrong_with_a_file_is_reported_once_and_in_its_place(
    code: str, case: tuple[bytes, int, int, str], tmp_path: Path
) -> None:
    data, line, column, words = case
    path = tmp_path / "bibliography.bib"
    path.write_bytes(data)
    [found] = [each for each in load_bibliography(path).problems if each.code == code]
    assert (found.line, found.column, str(found.severity)) == (line, column, CODES[code])
    assert words in f"{found.message} {found.hint}"


def test_every_code_has_a_case() -> None:
    shown = {code for _, _, expected in CASES for *_, code, _ in expected}
    assert shown | UNREADABLE.keys() | COMPARED == CODES.keys()


def test_a_project_that_is_right_is_silent(
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    assert diagnose_with({}) == ()
