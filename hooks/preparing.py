"""What another process can do while this one reads the sources: empty the site's folder, compile the templates.

Material's page has thirty templates, which take as long to compile as twenty pages to make.
"""

from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket
from mkdocs.utils import clean_directory

from dividing import begin


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
            env.bytecode_cache = _Compiled(reader.recv())
        except EOFError:  # what is wrong is told where it is met again
            clean_directory(folder)

    return finish


def _prepare(env: jinja2.Environment, names: Iterable[str], folder: str, pipe: Connection) -> None:
    clean_directory(folder)
    env.bytecode_cache = compiled = _Compiled({})
    try:
        for name in _named(env, names):
            env.get_template(name)
    except jinja2.TemplateError:
        return
    pipe.send(compiled.codes)


def _named(env: jinja2.Environment, names: Iterable[str]) -> Iterator[str]:
    """Yield `names` and what the templates name that are called so, as far as it is there."""
    ahead, seen = list(names), set()
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            text, _, _ = env.loader.get_source(env, name)
        except jinja2.TemplateNotFound:
            continue
        yield name
        ahead += (each for each in meta.find_referenced_templates(env.parse(text)) if each)
