"""Broken content is Markdown that says what is wrong with it.

Each `## heading` of a file is a case: files of the small project replaced by the fenced blocks below it, a path in each
block's info string. A line ends in what must be reported there: `<!-- error: COLUMN [code] "words of its message" -->`, in
YAML and BibTeX after `#`. Nothing else may be reported.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kb.codes import CODES
from kb.diagnostics import Diagnostic

HERE = Path(__file__).parent
CASE = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^(`{3,})\w+ (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r'\s*(?:<!--|#) (error|warning|note): (\d+) \[([\w-]+)\](?: "([^"]*)")?(?: -->)?')

Expectation = tuple[str, int, int, str, str, str]


def cases() -> Iterator[tuple[str, dict[str, str], list[Expectation]]]:
    for path in sorted(HERE.glob("*.md")):
        for title, body in CASE.findall(path.read_text(encoding="utf-8")):
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
    found = diagnose_with(files)
    places = [(each.path, each.line, each.column, str(each.severity), each.code) for each in found]
    assert places == sorted(each[:5] for each in expected), "\n".join(map(str, found))
    for each, (*_, words) in zip(found, sorted(expected), strict=True):
        assert words in f"{each.message} {each.hint}"


def test_every_code_has_a_case() -> None:
    shown = {code for _, _, expected in CASES for *_, code, _ in expected}
    assert shown == set(CODES)


def test_a_project_that_is_right_is_silent(
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    assert diagnose_with({}) == ()
