"""No file crashes the reader or makes it read without bound, and good entries stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography import decode_source, parse_bibliography
from kb.text import Source

GOOD = [f"@misc{{key{i},\n  title = {{Title {i}}},\n}}\n" for i in range(200)]
MILLION = 1_000_000


def bomb() -> str:
    lines = ["@string{a0 = {0123456789}}"]
    lines += [f"@string{{a{i} = {' # '.join([f'a{i - 1}'] * 10)}}}" for i in range(1, 12)]
    return "\n".join([*lines, "@misc{z, title = a11}\n"])


HOSTILE = {
    "string bomb": (bomb(), "value-too-large"),
    "deep braces": ("@misc{z, title = " + "{" * 100_000 + "x" + "}" * 100_000 + "}\n", "nesting-too-deep"),
    "braces never closed": ("@misc{z, title = " + "{" * 100_000 + "x\n", "unbalanced-brace"),
    "concatenation": ("@misc{z, title = " + '"a" # ' * 800_000 + '"a"}\n', "value-too-large"),
    "concatenation of macros": ("@misc{z, title = " + "a#" * MILLION + "a}\n", "value-too-large"),
    "huge line": ("@misc{z, title = {" + "x " * MILLION + "}}\n", "value-too-large"),
    "commas": ("@misc{z, title = {x}" + "," * MILLION + "}\n", "syntax-error"),
    "many fields": ("@misc{z, title = {x}, " + "a = 1," * 200_000 + "}\n", "value-too-large"),
    "no fields": ("@misc{z, " + "a," * MILLION + "}\n", "syntax-error"),
    "quotes": ("@misc{z, title = " + '"' * MILLION + "}\n", "syntax-error"),
    "comments never closed": ("@comment{" * 100_000 + "\n", "unbalanced-brace"),
    "NUL bytes": ("\0" * MILLION + "\n", "control-character"),
    "marks on one letter": ("@misc{z, title = {a" + "\u0315\u0300" * MILLION + "}}\n", "value-too-large"),
    "a long key": ("@misc{" + "k:" * MILLION + ", title = {x}}\n", "malformed-key"),
    "digits": ("@misc{z, title = {x}, year = " + "9" * MILLION + "}\n", "malformed-date"),
    "empty lines in a value": ("@misc{z, title = {x" + "\n" * MILLION, "unbalanced-brace"),
    "names": ("@misc{z, title = {x}, author = {" + "and " * 20_000 + "}}\n", "malformed-name"),
    "crossref cycle": (
        "".join(f"@misc{{z{i}, title = {{z{i}}}, crossref = {{z{(i + 1) % 5000}}}}}\n" for i in range(5000)),
        "crossref-cycle",
    ),
    "values in values": ("@misc{z,x={\n" * 3_000 + "\n", "unbalanced-brace"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_entry_is_named_and_leaves_every_other(text: str, code: str) -> None:
    bibliography = parse_bibliography(Source("x.bib", "".join([*GOOD[:100], text, *GOOD[100:]])))
    assert code in {problem.code for problem in bibliography.problems}
    assert all(bibliography[f"key{i}"].text("title") == f"Title {i}" for i in range(200))


def test_what_a_file_expands_to_is_bounded() -> None:
    entries = "".join(f"@misc{{k{i}, title = a, year = {1000 + i}}}\n" for i in range(900))
    bibliography = parse_bibliography(Source("x.bib", "@string{a = {" + "x" * 99_000 + "}}\n" + entries))
    assert len(bibliography) == 900
    assert sum(len(entry.text("title")) for entry in bibliography) < 5 * MILLION


def test_a_flood_of_one_kind_hides_no_other() -> None:
    flood = "".join(f"@misc{{k{i}, title = {{t{i}}}, pmid = {{x}}}}\n" for i in range(1500))
    codes = [problem.code for problem in parse_bibliography(Source("x.bib", flood + "@misc{k1, title = {x}}")).problems]
    assert codes.count("malformed-pmid") == 1000
    assert codes.count("too-many-problems") == 1
    assert codes[-1] == "duplicate-key"


def test_binary_is_read_without_a_crash() -> None:
    data = bytes((i * i * 7 + i // 3) % 256 for i in range(MILLION))
    source, problems = decode_source("x.bib", data)
    assert problems
    assert isinstance(parse_bibliography(source).problems, tuple)


@given(st.text(alphabet=st.sampled_from('@misc{}(),="#\\ \n%ab1'), max_size=200))
def test_any_text_is_read_and_what_follows_it_is_too(text: str) -> None:
    bibliography = parse_bibliography(Source("x.bib", text + "\n\n@misc{last-one,\n  title = {Last},\n}\n"))
    assert bibliography["last-one"].text("title") == "Last"


@given(
    st.integers(0, len("".join(GOOD[:9]))), st.sampled_from(["{", "}", '"', ",", "@", "=", "", "\0"]), st.integers(0, 1)
)
def test_one_slip_damages_one_entry_at_most(at: int, slip: str, cut: int) -> None:
    text = "".join(GOOD[:9])
    changed = text[:at] + slip + text[at + cut :]
    bibliography = parse_bibliography(Source("x.bib", changed))
    right = [i for i in range(9) if f"key{i}" in bibliography and bibliography[f"key{i}"].text("title") == f"Title {i}"]
    assert len(right) >= 8
