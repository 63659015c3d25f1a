"""Diagnostics as SARIF 2.1.0, as far as GitHub's code scanning and editors read it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from kb.codes import CODES
from kb.diagnostics import Diagnostic
from kb.reporting.rules import Rule

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_LONGEST: Final = 1_000  # GitHub cuts descriptions at 1,024 characters


def to_sarif(diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule], rules_url: str) -> str:
    """Return the diagnostics as a SARIF log of one run, with those `rules` that they are about.

    `rules_url` is the page about all codes, "" when there is none on the web.
    """
    found = tuple(diagnostics)
    codes = sorted({each.code for each in found})
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "kb",
                "rules": [_rule(code, rules.get(code), rules_url) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [_result(each, codes.index(each.code), seen) for each in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, rule: Rule | None, url: str) -> dict[str, Any]:
    words = code.replace("-", " ").capitalize()
    made: dict[str, Any] = {
        "id": code,
        "name": words.title().replace(" ", ""),
        "shortDescription": {"text": (rule.sentence if rule else words)[:_LONGEST]},
        "fullDescription": {"text": (rule.paragraph if rule else words)[:_LONGEST]},
        "defaultConfiguration": {"level": CODES[code]},
    }
    if rule:
        made["help"] = {"text": rule.paragraph, "markdown": rule.markdown}
    if url:
        made["helpUri"] = f"{url}#{code}"
    return made


def _result(diagnostic: Diagnostic, index: int, seen: Counter[str]) -> dict[str, Any]:
    region = {"startLine": diagnostic.line, "startColumn": diagnostic.column}
    if diagnostic.end_line:
        region |= {"endLine": diagnostic.end_line, "endColumn": diagnostic.end_column}
    artifact = {"uri": quote(diagnostic.path), "uriBaseId": _ROOT}
    print_ = _fingerprint(diagnostic)
    seen[print_] += 1
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.sentence},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}"},
    }


def _fingerprint(diagnostic: Diagnostic) -> str:
    """Return what stays the same when text is added above: the fault's words, not its line."""
    text = "\n".join((diagnostic.path, diagnostic.code, diagnostic.message))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
