"""The JSON Schema of the graph, which is also its documentation."""

from collections.abc import Iterable
from typing import Any, Final

from kb.export.formats import json_text
from kb.export.graph import VERSION
from kb.knowledge import Knowledge
from kb.vocabulary import GRADES, RELATION_TYPES, Kind, Level, Status

_Schema = dict[str, Any]


def graph_schema(_: Knowledge) -> str:
    """Return the schema of assets/graph.json (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The graph of an atlas",
        "description": "Nodes and the typed, graded and cited relations between them. A new version number means that "
        "a reader of the old may go wrong; a new property does not change it.",
        **_record(_GRAPH),
    }
    return json_text(schema)


def _text(about: str = "") -> _Schema:
    return {"type": "string", **({"description": about} if about else {})}


def _choice(options: Iterable[str | None], about: str) -> _Schema:
    return {"enum": list(options), "description": about}


def _flag(about: str) -> _Schema:
    return {"type": "boolean", "description": about}


def _many(of: _Schema, about: str) -> _Schema:
    return {"type": "array", "items": of, "description": about}


def _named(of: _Schema, about: str) -> _Schema:
    return {"type": "object", "additionalProperties": of, "description": about}


def _record(properties: dict[str, _Schema]) -> _Schema:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


_KINDS: Final = ("causal", "compositional", "contrastive", "evidential")
_SIGN: Final = _choice(("+", "−", ""), "whether the source raises (+) or lowers (U+2212) the target, or neither")
_KIND: Final = _choice(_KINDS, "what sort of statement the type makes")
_SYMMETRIC: Final = _flag("whether it says the same read from either end")
_KEYS: Final = _text("citation key in the bibliography, and a name in works")

_GRADE: Final = {
    "name": _choice(GRADES, "the grade as relations and claims give it"),
    "words": _text("the grade as a reader sees it"),
}
_TYPE: Final = {
    "name": _choice(RELATION_TYPES, "the type as relations give it"),
    "label": _text("read from source to target"),
    "inverse": _text("read from target to source"),
    "sign": _SIGN,
    "kind": _KIND,
    "symmetric": _SYMMETRIC,
}
_CLAIM: Final = {
    "id": _text("the claim's anchor on its page"),
    "grade": _choice((*GRADES, None), "how sure we can be; null when the page gives no known grade"),
    "title": _text("the statement, in the author's Markdown"),
}
_NODE: Final = {
    "id": _text("unique in the graph"),
    "title": _text(),
    "kind": _choice(Kind, "a composite, or a part of one"),
    "level": _choice((*Level, None), "the level of description; null when the page gives none that is known"),
    "status": _choice(Status, "how far the page has come"),
    "reviewed": {"type": ["string", "null"], "format": "date", "description": "the day of the last review"},
    "summary": _text("what it is, in one sentence"),
    "aliases": _many(_text(), "other names"),
    "path": _text("the page's source, below docs/"),
    "url": {**_text("the page, from the site's root"), "format": "uri-reference"},
    "claims": _many(_record(_CLAIM), "the graded statements of the page, in reading order"),
}
_RELATION: Final = {
    "source": _text("id of the node that declares it"),
    "type": _choice(RELATION_TYPES, "how the source bears on the target"),
    "target": _text("id of the other node"),
    "label": _text("the type in words, read from source to target"),
    "sign": _SIGN,
    "kind": _KIND,
    "symmetric": _SYMMETRIC,
    "why": _text("the reason, in a sentence"),
    "when": _text("conditions, or empty"),
    "grade": _choice(GRADES, "how sure we can be"),
    "cites": _many(_KEYS, "works that carry it"),
    "disputes": _many(_KEYS, "works against it"),
    "anchor": _text("id of the relation's element on the source's page"),
    "url": {**_text("that element, from the site's root"), "format": "uri-reference"},
}
_WORK: Final = {
    "text": _text("authors and date, as a citation in brackets has them"),
    "url": {**_text("the reference, from the site's root"), "format": "uri-reference"},
}
_GRAPH: Final = {
    "$schema": _text("this schema"),
    "version": {"const": VERSION, "description": "the version of this format"},
    "grades": _many(_record(_GRADE), "all grades, the strongest first"),
    "types": _many(_record(_TYPE), "all relation types"),
    "nodes": _many(_record(_NODE), "all nodes, by id"),
    "relations": _many(_record(_RELATION), "all relations whose two ends exist, by source, type and target"),
    "works": _named(_record(_WORK), "all works that relations cite, for or against, by citation key"),
}
