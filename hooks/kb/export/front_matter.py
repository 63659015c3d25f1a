"""The rules of front matter as a JSON Schema, for editors."""

from typing import Any

from kb.export.formats import json_text
from kb.pages import NODE, PAGE
from kb.schema import DAY_FORM, ID_FORM, Choice, Day, Days, Id, Many, Pairs, Record, Rule, Text


def front_matter_schema() -> str:
    """Return the schema, in draft 7, which every editor and linter knows.

    It cannot see in which folder a page is, so it asks for what a node needs as soon as there is a `kind`. Of fields
    that it does not know it refuses none: they may be another program's.
    """
    return json_text(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "The front matter of a page of the atlas",
            **json_schema(PAGE),
            "if": {"required": ["kind"]},
            "then": {"required": list(NODE.required)},
        }
    )


def json_schema(rule: Rule) -> dict[str, Any]:
    """Return the JSON Schema of `rule`, in words that mean the same from draft 7 to 2020-12."""
    about = {"description": rule.about} if rule.about else {}
    match rule:
        case Text():
            return {"type": ["string", "number", "boolean"], "pattern": r"\S", **about}
        case Id():
            return {"type": ["string", "number"], "pattern": f"^{ID_FORM.pattern}$", **about}
        case Choice(options):
            return {"enum": list(options), **about}
        case Day():
            return {"type": "string", "format": "date", "pattern": f"^{DAY_FORM.pattern}$", **about}
        case Many(of):
            # A rule of an object's fields or of a string says nothing of a list: so one value may stand alone.
            one = json_schema(of)
            alone = [one["type"]] if isinstance(one["type"], str) else one["type"]
            return {**one, "type": ["array", *alone, "null"], "items": one, **about}
        case Pairs():
            return {"type": "object", "additionalProperties": json_schema(Text()), **about}
        case Days():
            return {**json_schema(Pairs()), "propertyNames": {"pattern": f"^{DAY_FORM.pattern}$"}, **about}
        case Record(fields, required, is_open):
            properties = {name: json_schema(each) for name, each in fields.items()}
            extra = {} if is_open else {"additionalProperties": False}
            return {"type": "object", "properties": properties, "required": list(required), **extra, **about}
