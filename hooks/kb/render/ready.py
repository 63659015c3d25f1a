"""HTML that is ready: what has no link to a page and no heading needs no stage of Markdown, nor to be a tree for them.

It is what Python-Markdown would write of the same elements.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from kb.richtext import Run

CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
"""What no page may have: among them are the marks that Python-Markdown sets for itself."""


class Html(str):
    """Markup that is ready."""

    __slots__ = ()


def html(tag: str, attributes: Mapping[str, str], *children: str) -> Html:
    """Return an element of text and of what is ready."""
    told = "".join([f' {name}="{_quoted(attributes[name])}"' for name in sorted(attributes)])
    return Html(f"<{tag}{told}>{joined(children)}</{tag}>")


def joined(children: Iterable[str]) -> Html:
    """Return `children` one behind the other, text as markup."""
    return Html("".join([each if isinstance(each, Html) else _escaped(each) for each in children]))


def render_runs(runs: Iterable[Run]) -> Html:
    """Return `runs` as markup."""
    return joined(map(_run, runs))


def _run(run: Run) -> str:
    made: str = run.text
    if run.script:
        made = html(run.script, {}, made)
    if run.italic:
        made = html("em", {}, made)
    if run.bold:
        made = html("strong", {}, made)
    if run.small_caps:
        made = html("span", {"class": "kb-small-caps"}, made)
    if run.href and is_outward(run.href):
        made = html("a", {"href": run.href}, made)
    if run.caution:
        made = html("strong", {"class": "kb-caution"}, made)
    return made


def is_outward(url: str) -> bool:
    """Whether `url` is an http or https address that can be linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in url)


def _escaped(text: str) -> str:
    if not text.isprintable():
        text = text.translate(CONTROL)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")
