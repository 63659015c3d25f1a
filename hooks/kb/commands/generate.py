"""`kb generate`: a source tree for a host without hooks."""

import datetime
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click
import yaml

from kb.checks import check
from kb.commands.answers import fail
from kb.commands.terminal import status, tell
from kb.faults import Refusal
from kb.knowledge import Knowledge, with_parts
from kb.loading import BIBLIOGRAPHY, DOCS, SetupError, find_files, load_knowledge
from kb.pictures import page_pictures
from kb.render.elements import count
from kb.standalone import CONFIGURATION, Configuration, build_configuration, build_tree

_WRITTEN: Final = ".written.json"
_FONTS: Final = "assets/fonts"


@click.command("generate", short_help="Write all that a build makes, for another host.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def generate_command(folder: Path) -> None:
    """Write all that a build makes to FOLDER, as sources for a host without hooks, such as Zensical.

    \b
    Only what has changed is written, and only what an earlier run has written is replaced or removed.
    Exits with 0 when all is right, 1 when something is wrong or in the way, 2 when there is no project.

    \b
    Examples:
      kb generate build/zensical
      cd build/zensical && zensical build
    """
    with fail():
        root = Path.cwd().resolve()
        folder = folder.resolve()
        _refuse(root, folder)
        knowledge = with_parts(load_knowledge(root))
        configuration = _load_configuration(root / CONFIGURATION, knowledge)
        site = configuration.site
        pictures = page_pictures(knowledge, site.name, site.about, root / DOCS / _FONTS)
        tree = dict(build_tree(knowledge, configuration, _load_files(root, configuration), pictures))
        try:
            written, removed = _replace(folder, tree, _load_written(folder))
        except OSError as fault:
            raise SetupError(f"{fault.filename} can't be written: {fault.strerror}") from fault
        found = check(knowledge, datetime.date.today())
        tell(found, sys.stderr)
        click.echo(f"{count(len(tree), 'file')}, {written} written, {removed} removed")
        sys.exit(status(found))


def _refuse(root: Path, folder: Path) -> None:
    if folder.is_relative_to(root / DOCS):
        raise Refusal(f"{DOCS}/ is what the tree is made of")
    if root.is_relative_to(folder):
        raise Refusal("the project itself is there")


def _load_configuration(path: Path, knowledge: Knowledge) -> Configuration:
    try:
        return build_configuration(path.read_text(encoding="utf-8"), knowledge, os.environ.get("SITE_URL", ""))
    except OSError as fault:
        raise SetupError(f"there is no configuration at {path}: {fault.strerror}") from fault
    except (ValueError, yaml.YAMLError) as fault:
        raise SetupError(f"{path} can't be read: {fault}") from fault


def _load_files(root: Path, configuration: Configuration) -> dict[str, bytes]:
    """Return the files of the project at `root` that the tree has a copy of, by path."""
    found = [(path.relative_to(root).as_posix(), path) for path in find_files(root / DOCS)]
    found += [(path, root / path) for path in (BIBLIOGRAPHY, configuration.style) if path]
    if configuration.theme:  # with what is hidden, since a theme's own icons are in `.icons`
        theme = root / configuration.theme
        paths = sorted(path for path in theme.rglob("*") if path.is_file())
        found += [((configuration.theme / path.relative_to(theme)).as_posix(), path) for path in paths]
    try:
        return {name: path.read_bytes() for name, path in found}
    except OSError as fault:
        raise SetupError(f"{fault.filename} can't be read: {fault.strerror}") from fault


def _load_written(folder: Path) -> Mapping[str, str]:
    """Return the digest of each file that an earlier run has written to `folder`."""
    path = folder / _WRITTEN
    try:
        data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as fault:
        raise Refusal(f"{path} can't be read: {fault}") from fault
    if not isinstance(data, dict):
        raise Refusal(f"{path} was not written by this command")
    return {str(name): str(digest) for name, digest in data.items()}


def _replace(folder: Path, tree: Mapping[str, bytes], before: Mapping[str, str]) -> tuple[int, int]:
    """Write what has changed in `tree`, remove what it has no more; return how many files that were.

    Raise Refusal, before anything is written, when a file is there that is not of an earlier run or was changed since,
    and when a path leads out of `folder`.
    """
    for path in (*tree, *before):
        if not (folder / path).resolve().is_relative_to(folder):
            raise Refusal(f"{folder / path} leads out of the folder")
    now = {path: _digest(folder / path) for path in (*tree, *(before.keys() - tree.keys()))}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in tree.items()}
    for path, found in sorted(now.items()):
        if found and found not in (before.get(path), digests.get(path)):
            raise Refusal(f"{folder / path} was not written by this command: take it away, or choose another folder")
    changed = [path for path in tree if now[path] != digests[path]]
    # First what is about to be there, so that nothing is left without its record when a write fails.
    folder.mkdir(parents=True, exist_ok=True)
    _record(folder, {**before, **digests})
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tree[path])
    gone = [path for path in before if path not in tree and now[path]]
    for path in gone:
        (folder / path).unlink()
        _clear(folder, (folder / path).parent)
    _record(folder, digests)
    return len(changed), len(gone)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _record(folder: Path, digests: Mapping[str, str]) -> None:
    (folder / _WRITTEN).write_text(json.dumps(digests, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _clear(folder: Path, empty: Path) -> None:
    """Remove the folder `empty` and those above it, up to `folder`, as far as nothing is in them."""
    while empty != folder and not any(empty.iterdir()):
        empty.rmdir()
        empty = empty.parent
