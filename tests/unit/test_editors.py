"""What editors are told: the schema of front matter, snippets, tasks and settings."""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from pytest_regressions.file_regression import FileRegressionFixture

from kb.bibliography.records import LEVELS, SEEN
from kb.commands import watching
from kb.commands.terminal import summary
from kb.diagnostics import Diagnostic, Severity, diagnose
from kb.export.front_matter import front_matter_schema
from kb.generated import GENERATED_PAGES
from kb.loading import load_articles
from kb.pages import parse_page
from kb.prose import FRONT_MATTER
from kb.text import Source
from kb.vocabulary import GRADES, RELATION_TYPES, Kind, Level

ROOT = Path(__file__).parents[2]
VSCODE = ROOT / ".vscode"
SCHEMA = json.loads(front_matter_schema())
VALIDATOR: Final = Draft7Validator(SCHEMA, format_checker=FormatChecker())


class Yaml(yaml.SafeLoader):
    """YAML as editors read it (YAML 1.2): a day is text."""


Yaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def satisfies_the_schema(text: str) -> bool:
    found = FRONT_MATTER.match(text)
    assert found
    return VALIDATOR.is_valid(yaml.load(found[1], Loader=Yaml))


def passes_the_check(text: str) -> bool:
    return parse_page(Source("docs/page.md", text), "page.md").problems == ()


def front(fields: Mapping[str, Any]) -> str:
    return "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items()) + "---\n"


NODE: Final = {"title": "T", "kind": "mechanism", "level": "circuit", "summary": "S.", "status": "draft"}
RELATION: Final = {"type": "feeds", "to": "x", "why": "So.", "grade": "mixed", "cites": ["a"]}


def test_the_committed_schema_is_the_one_of_the_rules(file_regression: FileRegressionFixture) -> None:
    path = ROOT / "docs" / "assets" / "front-matter.schema.json"
    file_regression.check(front_matter_schema(), fullpath=path, encoding="utf-8", newline="")


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_the_front_matter_of_every_page_satisfies_it() -> None:
    pages = [each.page for each in load_articles(ROOT)]
    assert len(pages) > len(GENERATED_PAGES)
    assert [page.uri for page in pages if not satisfies_the_schema(page.source.text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "title: T",
        "title: 12",
        "title: true",
        "title: T\nhide: [toc]\nsearch:\n  exclude: true",
        front(NODE)[4:-4],
        front({**NODE, "reviewed": "2026-11-22"})[4:-4],
        "title: T\nreviewed: 2026-11-22",
        "title: T\naliases: one",
        "title: T\naliases:",
        "title: T\naliases: [one, 2]",
        front({**NODE, "relations": [RELATION, {**RELATION, "disputes": "b", "when": "here"}]})[4:-4],
        front({**NODE, "relations": RELATION})[4:-4],
        "title: T\nmoved: {old: new}\nacknowledges:\n  key2000: A reason.",
    ],
)
def test_what_is_right_is_right_for_both(text: str) -> None:
    text = f"---\n{text}\n---\n"
    assert passes_the_check(text)
    assert satisfies_the_schema(text)


@pytest.mark.parametrize(
    "text",
    [
        "kind: mechanism",
        "title:",
        "title: '  '",
        "title: [a, b]",
        "title: T\nkind: mechanisms",
        "title: T\nkind: mechanism",
        "title: T\nlevel: Circuit",
        "title: T\nstatus:",
        "title: T\nreviewed: 22 November 2026",
        "title: T\nreviewed: 2026-02-30",
        "title: T\naliases: {a: b}",
        "title: T\naliases: [a, '']",
        "title: T\naliases: [[a]]",
        "title: T\nmoved: [old, new]",
        "title: T\nmoved: {old: }",
        front({**NODE, "relations": "x"})[4:-4],
        front({**NODE, "relations": [{**RELATION, "type": "feed"}]})[4:-4],
        front({**NODE, "relations": [{**RELATION, "cite": "a"}]})[4:-4],
        front({**NODE, "relations": [{key: RELATION[key] for key in RELATION if key != "why"}]})[4:-4],
    ],
)
def test_what_is_wrong_is_wrong_for_both(text: str) -> None:
    text = f"---\n{text}\n---\n"
    assert not passes_the_check(text)
    assert not satisfies_the_schema(text)


def test_only_the_check_tells_a_slip_from_a_field_of_another_program() -> None:
    text = "---\ntitle: T\nalliases: [a]\n---\n"
    assert satisfies_the_schema(text)
    assert not passes_the_check(text)


SCALARS: Final = ("x", 7, True, None, "2026-11-22", "2026-13-01", "mechanism", "circuit", "reviewed")
LISTS: Final = (["x"], [], [None], ["x", ["y"]], [RELATION], [{**RELATION, "grade": 1}], [{}])
RECORDS: Final = ({"a": "b"}, {"a": None}, {"a": ["b"]}, RELATION)
values = st.sampled_from((*SCALARS, *LISTS, *RECORDS))


@given(st.dictionaries(st.sampled_from(list(SCHEMA["properties"])), values), st.booleans())
def test_schema_and_check_agree(fields: dict[str, Any], is_node: bool) -> None:
    text = front({**(NODE if is_node else {"title": "T"}), **fields})
    assert satisfies_the_schema(text) == passes_the_check(text)


# --- Visual Studio Code -----------------------------------------------------------------------------------------------


def read(name: str) -> Any:
    return json.loads((VSCODE / name).read_text(encoding="utf-8"))


def choices(line: str) -> list[str]:
    """Return what a line of a snippet lets one choose from."""
    found = re.search(r"\$\{\d\|((?:\\.|[^|\\])*)\|\}", line)
    return re.split(r"(?<!\\),", found[1]) if found else []


def expanded(snippet: str) -> str:
    """Return the snippet as it stands when nothing is changed."""
    text = "\n".join(read("atlas.code-snippets")[snippet]["body"])
    text = re.sub(r"\$\{\d\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}", r"\1", text)
    return re.sub(r"\$\{\d:([^}]*)\}", r"\1", text).replace("$0", "")


def test_snippets_offer_the_words_that_are_known() -> None:
    offered = {
        line.split(":")[0].split("=")[0].strip(" -"): set(choices(line))
        for snippet in read("atlas.code-snippets").values()
        for line in snippet["body"]
        if choices(line)
    }
    known = {"type": RELATION_TYPES, "grade": GRADES, "kind": Kind, "level": Level}
    known |= {"checked": LEVELS, "checkedby": SEEN}
    assert {name: offered[name] for name in known} == {name: set(words) for name, words in known.items()}


def test_snippets_make_a_page_that_only_lacks_its_works(
    diagnose_with: Callable[[Mapping[str, str]], tuple[Diagnostic, ...]],
) -> None:
    page = expanded("Front matter of a mechanism or a machinery")
    relations = f"relations:\n{expanded('Relation').replace('id-of-a-page', 'omega')}\n---\n"
    page = page.replace("---\n\n", relations, 1) + "\n" + expanded("Claim") + "\n\n" + expanded("Diagram") + "\n"
    found = diagnose_with({"docs/mechanisms/new.md": page.replace("its-anchor", "second", 1)})
    wrong = {(each.code, each.path) for each in found if each.severity is not Severity.NOTE}
    assert wrong == {("unknown-citation-key", "docs/mechanisms/new.md")}


FAULT: Final = diagnose(Source("docs/a b.md", "\nx: [y]"), 4, "unknown-page", "no page is called 'y: z'", "a hint")
CHECKS: Final = [task for task in read("tasks.json")["tasks"] if task["problemMatcher"]]


@pytest.mark.parametrize("task", CHECKS, ids=lambda task: task["label"])
def test_a_task_reads_what_the_check_prints(task: dict[str, Any]) -> None:
    pattern = task["problemMatcher"]["pattern"]
    match = re.match(pattern["regexp"], str(FAULT))
    assert match
    parts = {name: match[pattern[name]] for name in ("file", "line", "column", "severity", "code", "message")}
    assert parts == {
        "file": "docs/a b.md",
        "line": "2",
        "column": "4",
        "severity": "error",
        "code": "unknown-page",
        "message": "no page is called 'y: z' (a hint)",
    }


def test_the_task_that_watches_knows_where_a_check_begins_and_ends() -> None:
    background = CHECKS[1]["problemMatcher"]["background"]
    source = inspect.getsource(watching)
    assert re.findall(r'click\.echo\("(.*?)"\)', source) == [background["beginsPattern"].strip("^$")]
    assert [bool(re.match(background["endsPattern"], summary(found))) for found in ((), (FAULT,))] == [True, True]
    assert not re.match(background["endsPattern"], str(FAULT))


def test_citation_keys_are_completed_from_the_bibliography() -> None:
    assert [(ROOT / name).is_file() for name in read("settings.json")["PandocCiter.DefaultBibs"]] == [True]
