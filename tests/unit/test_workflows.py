"""What runs at GitHub may do no more than it has to; what has rights takes a stranger's run for data."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in sorted((GITHUB / "workflows").glob("*.yml"))}
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
BIN = Path(sys.executable).parent


def events(workflow: Any) -> Any:
    return workflow[True]  # YAML 1.1 takes `on` for a truth


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, workflow in WORKFLOWS.items():
        yield from ((f"{name}.{job}", value) for job, value in workflow["jobs"].items())


def steps(name: str = "") -> Iterator[dict[str, Any]]:
    yield from (step for job, value in jobs() if job.startswith(name) for step in value["steps"])


def script(job: str, step: str) -> str:
    [found] = [each["run"] for each in steps(job) if each.get("name") == step]
    return found


def test_the_workflows_are_these() -> None:
    assert {name: list(events(each)) for name, each in WORKFLOWS.items()} == {
        "check": ["pull_request"],
        "pages": ["push", "workflow_dispatch"],
        "preview": ["workflow_run"],
    }


def test_nothing_may_do_more_than_it_has_to() -> None:
    assert all(each["permissions"] == {} for each in WORKFLOWS.values())
    written = {
        (job, right) for job, value in jobs() for right, access in value["permissions"].items() if access == "write"
    }
    assert written == {
        ("preview.comment", "pull-requests"),
        ("pages.deploy", "pages"),
        ("pages.deploy", "id-token"),
    }


def test_every_job_ends_and_no_two_meet() -> None:
    assert all(1 <= value["timeout-minutes"] <= 60 for _, value in jobs())
    assert all("concurrency" in each for each in WORKFLOWS.values())


def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it() -> None:
    used = [
        line
        for path in (GITHUB / "workflows").glob("*.yml")
        for line in path.read_text().split("\n")
        if "uses:" in line
    ]
    assert used
    assert [line for line in used if not re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_no_checkout_keeps_a_credential() -> None:
    found = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert found
    assert all(step["with"]["persist-credentials"] is False for step in found)
    assert not any({"ref", "repository"} & set(step["with"]) for step in found)


def test_the_workflow_with_rights_checks_nothing_out_and_uses_no_action() -> None:
    assert [step for step in steps("preview") if "uses" in step] == []
    everything = "".join(step["run"] for step in steps("preview"))
    assert not re.search(r"\b(git (fetch|checkout|pull)|make|pip|python|npm|npx)\b", everything)
    assert [job for job, value in jobs() if "secrets." in str(value)] == ["preview.publish"]


def test_no_script_has_an_expression_put_into_it() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_what_is_more_than_a_line_is_tested_here() -> None:
    long = {step["name"] for step in steps() if "\n" in step.get("run", "").strip()}
    assert long == {"Find", "Publish"}


def test_workflows_call_what_the_makefile_has() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    called = [step["run"].split()[1] for step in steps() if step.get("run", "").startswith("make ")]
    assert set(called) - {".venv/ready"} <= set(targets)


HEAD = "a" * 40
FORK = "someone/machineries"
RIGHT = {"state": "open", "head": {"sha": HEAD, "repo": {"full_name": FORK}}}

GH = """\
#!/bin/sh
case "$1 $2" in
    "api repos/o/r/pulls/"*) test "$2" = repos/o/r/pulls/7 && jq -r "$4" pull.json ;;
    "api repos/o/r/compare/main..."*) test "$2" = "repos/o/r/compare/main...$HEAD" && jq -r "$4" compare.json ;;
    "pr list") printf '7\\n8\\n' ;;
    *) exit 9 ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run scripts in, where `gh` answers from files and `ssh` is none."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"gh": GH, "ssh-agent": "#!/bin/sh\n", "ssh-add": "#!/bin/sh\ncat > /dev/null\n"}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bash(text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]  # as GitHub runs it
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def find(folder: Path, number: str, pull: object, files: list[dict[str, str]]) -> tuple[int, dict[str, str]]:
    if not shutil.which("jq"):
        pytest.skip("jq is not on the PATH")
    (folder / "evidence").mkdir()
    (folder / "evidence/number.txt").write_text(number)
    (folder / "pull.json").write_text(json.dumps(pull))
    (folder / "compare.json").write_text(json.dumps({"files": files}))
    output = folder / "output"
    output.touch()
    known = {"GH_REPO": "o/r", "HEAD": HEAD, "FORK": FORK, "BASE": "main", "GITHUB_OUTPUT": str(output)}
    done = bash(script("preview.find", "Find"), **known)
    return done.returncode, dict(line.split("=", 1) for line in output.read_text().splitlines())


def touched(*names: str) -> list[dict[str, str]]:
    return [{"filename": name} for name in names]


CONTENT = touched("docs/mechanisms/a.md", "docs/assets/a b.png", "docs/assets/layout.json", "bibliography.bib")


@pytest.mark.parametrize(
    ("files", "content"),
    [
        (CONTENT, "true"),
        ([], "true"),
        ([{"filename": "docs/b.md", "previous_filename": "docs/a.md"}], "true"),
        ([{"filename": "docs/b.md", "previous_filename": "hooks/kb/text.py"}], "false"),
        (touched("hooks/main.py"), "false"),
        ([*CONTENT, *touched("Makefile")], "false"),
        (touched("docs/assets/search.js"), "false"),
        (touched("docs/assets/kb.css"), "false"),
        (touched(".github/workflows/check.yml"), "false"),
        (touched("docs/assets/a.svg"), "false"),
        (touched("x/docs/a.md"), "false"),
        (touched("docs/a.md.py"), "false"),
        (touched("hooks/x\ndocs/a.md"), "false"),
        (touched("docs/a.md") * 300, "false"),
    ],
)
def test_only_a_pull_request_of_content_is_believed(folder: Path, files: list[dict[str, str]], content: str) -> None:
    assert find(folder, "7\n", RIGHT, files) == (0, {"number": "7", "content": content})


@pytest.mark.parametrize(
    "pull",
    [
        {**RIGHT, "state": "closed"},
        {**RIGHT, "head": {"sha": "b" * 40, "repo": {"full_name": FORK}}},
        {**RIGHT, "head": {"sha": HEAD, "repo": {"full_name": "other/machineries"}}},
        {**RIGHT, "head": {"sha": HEAD, "repo": None}},
        {"message": "Not Found"},
    ],
    ids=["closed", "at another commit", "from elsewhere", "from nowhere", "none"],
)
def test_a_pull_request_that_is_not_at_the_commit_that_ran_is_left_alone(folder: Path, pull: object) -> None:
    assert find(folder, "7\n", pull, CONTENT) == (0, {})


@pytest.mark.parametrize("number", ["", "0", "7/../8", "$(touch x)", "-1", "7 8", "99999999999"])
def test_a_number_that_is_none_is_refused(folder: Path, number: str) -> None:
    code, output = find(folder, number, RIGHT, CONTENT)
    assert code != 0
    assert output == {}
    assert not (folder / "x").exists()


def test_another_number_than_that_of_the_run_is_refused(folder: Path) -> None:
    assert find(folder, "8", RIGHT, CONTENT) == (1, {})


def test_previews_are_one_commit_with_a_folder_for_each_open_pull_request(folder: Path) -> None:
    if not shutil.which("git"):
        pytest.skip("git is not on the PATH")
    remote, work = folder / "remote.git", folder / "work"
    who = "-c user.name=A -c user.email=a@example.org"
    prepared = bash(
        f"git init -q --bare -b main {remote}; git clone -q {remote} {work}; cd {work}; git checkout -q -b main; "
        "mkdir 6 7 8; touch README.md 6/index.html 7/old.html 8/index.html; git add .; "
        f"git {who} commit -qm first; git push -q origin main"
    )
    assert prepared.returncode == 0, prepared.stderr
    (folder / "site/a/.git").mkdir(parents=True)
    (folder / "site/a/.git/config").write_text("[core]\n  fsmonitor = touch /tmp/owned\n")
    (folder / "site/a/index.html").write_text("new")
    (folder / "site/link").symlink_to("/etc/passwd")
    done = bash(script("preview.publish", "Publish"), REMOTE=str(remote), KEY="k", NUMBER="7")
    assert done.returncode == 0, done.stderr
    listed = bash(f"git -C {remote} ls-tree -r --name-only main; git -C {remote} rev-list --count main")
    assert listed.stdout.split() == [".nojekyll", "7/a/index.html", "8/index.html", "README.md", "1"]


def checked(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("github-workflows", sorted((GITHUB / "workflows").glob("*.yml"))),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_what_github_reads_is_as_its_schema_has_it(schema: str, paths: list[Path]) -> None:
    done = checked(schema, *paths)
    assert done.returncode == 0, done.stdout


def test_a_form_that_github_would_not_show_is_seen(tmp_path: Path) -> None:
    (tmp_path / "form.yml").write_text(FORMS[0].read_text().replace("type: dropdown", "type: drop"))
    assert checked("github-issue-forms", tmp_path / "form.yml").returncode == 1


def test_the_forms_ask_for_four_things_each_under_names_of_its_own() -> None:
    assert [path.stem for path in FORMS] == ["1-content-error", "2-new-page", "3-new-reference", "4-site-bug"]
    for form in (yaml.safe_load(path.read_text()) for path in FORMS):
        ids = [each["id"] for each in form["body"]]
        assert len(ids) == len(set(ids))
        assert any(each.get("validations", {}).get("required") for each in form["body"])


def test_every_owned_path_is_there() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text().splitlines()
    owned = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert owned[0] == "*"  # the last match counts
    assert [path for path in owned[1:] if not (ROOT / path.strip("/")).exists()] == []


def test_commits_are_checked_by_the_tools_of_the_environment() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    [repository] = config["repos"]
    assert repository["repo"] == "local"
    programs = [Path(hook["entry"].split()[0]) for hook in repository["hooks"]]
    assert {path.parent.as_posix() for path in programs} == {".venv/bin"}
    assert [path.name for path in programs if not (BIN / path.name).exists()] == []
    assert subprocess.run([BIN / "pre-commit", "validate-config", ROOT / ".pre-commit-config.yaml"]).returncode == 0
