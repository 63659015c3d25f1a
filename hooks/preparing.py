"""What another process can do while this one reads the sources: empty the site's folder, compile the templates.

Material's page has thirty templates, which take as long to compile as twenty pages to make.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Final

import jinja2
from jinja2 import meta, nodes
from jinja2.bccache import Bucket
from mkdocs.utils import clean_directory

from kb.dividing import begin, receive

_LAST: Final = 19  # in a queue for a processor: others are waited for sooner


class _Compiled(jinja2.BytecodeCache):
    """What was compiled, by the keys that Jinja gives; each says of which text it was made."""

    def __init__(self, codes: dict[str, bytes]) -> None:
        self.codes = codes

    def load_bytecode(self, bucket: Bucket) -> None:
        """Let `bucket` have what was compiled."""
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.codes[bucket.key] = bucket.bytecode_to_string()


def prepare(env: jinja2.Environment, names: Iterable[str], folder: str) -> Callable[[], None]:
    """Begin to empty `folder` and to compile the templates called `names` and all that they name.

    What is returned waits for the end and hands to `env` what was compiled.
    """
    reader = begin(_prepare, env, tuple(names), folder)

    def finish() -> None:
        try:
            env.bytecode_cache = _Compiled(receive(reader))
        except EOFError:  # what is wrong is told where it is met again
            clean_directory(folder)

    return finish


def _prepare(env: jinja2.Environment, names: Iterable[str], folder: str, pipe: Connection) -> None:
    os.nice(_LAST)
    clean_directory(folder)
    compiled = _Compiled({})
    try:
        for name, text, file, tree in _named(env, names):
            bucket = compiled.get_bucket(env, name, file, text)
            bucket.code = env.compile(tree, name, file)
            compiled.set_bucket(bucket)
    except jinja2.TemplateError:
        return
    pipe.send(compiled.codes)


def _named(env: jinja2.Environment, names: Iterable[str]) -> Iterator[tuple[str, str, str | None, nodes.Template]]:
    """Yield the templates called `names` and those that they name, as far as they are there: name, text, file, tree."""
    ahead, seen = list(names), set()
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            text, file, _ = env.loader.get_source(env, name)
        except jinja2.TemplateNotFound:
            continue
        tree = env.parse(text, name, file)
        ahead += (each for each in meta.find_referenced_templates(tree) if each)
        yield name, text, file, tree
