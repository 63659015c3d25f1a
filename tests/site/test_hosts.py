"""Other hosts than MkDocs make the same of the tree."""

from pathlib import Path

import pytest

from tests.site.hosts import differences, finish, generate, run, unlike_articles


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree for hosts without hooks."""
    folder = tmp_path_factory.mktemp("hosts") / "tree"
    done = generate(folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_properdocs_makes_the_same_site_to_the_byte(site: Path, tmp_path: Path) -> None:
    done = run("properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert differences(site, tmp_path / "site") == []


def test_without_hooks_mkdocs_makes_the_same_site_of_the_generated_tree(site: Path, tree: Path, tmp_path: Path) -> None:
    done = run("mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"), cwd=tree)
    assert done.returncode == 0, done.stderr
    finish(tree, tmp_path / "site")
    # The days in it are those of the build, since no hook tells the days of review.
    assert differences(site, tmp_path / "site") == ["sitemap.xml", "sitemap.xml.gz"]


def test_zensical_makes_the_same_articles_of_the_generated_tree(site: Path, tree: Path) -> None:
    pytest.importorskip("zensical", reason="Zensical is not installed")
    done = run("zensical", "build", "--clean", "--strict", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    finish(tree, tree / "site")
    # It leaves the address of a link within <noscript> as it is written.
    assert unlike_articles(site, tree / "site") == ["paths/index.html"]
