"""How the browser tests come by their browser."""

from pathlib import Path

import pytest

from tests.browser.chromium import NAMES, NoChromiumError, find_chromium, on_path


@pytest.mark.parametrize("name", NAMES)
def test_a_chromium_on_the_path_is_found_by_any_of_its_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert on_path() == str(program)


def test_the_first_way_that_leads_to_one_is_the_last_that_is_gone() -> None:
    def never() -> str:
        raise AssertionError

    assert find_chromium([lambda: None, lambda: "here", never]) == "here"


def test_when_no_way_leads_to_one_a_sentence_says_what_to_do() -> None:
    with pytest.raises(NoChromiumError, match=r"^The browser tests need Chromium: .*playwright install chromium.*\.$"):
        find_chromium([lambda: None])
