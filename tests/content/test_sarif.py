"""SARIF 2.1.0: a code host shows each problem beside its line."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.content.codes import CODES, Severity
from bot.content.problems import Problem, problem
from bot.content.sarif import to_sarif
from bot.content.tree import Mark

STEP = problem(
    "etape-inconnue",
    Mark("dialogues/permanences.yaml", 35, 22, 6, "      Oui, d'accord: prenon"),
    "l'étape « prenon » n'existe pas",
    "vouliez-vous dire « prenom » ?",
)
LONG = problem("phrase-longue", Mark("dialogues/été à Paris.yaml", 4), "cette phrase fait 18 mots")

WHOLE = {"type": "integer", "minimum": 1}
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^[\w.~%/:-]+$"}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "fullDescription", "help"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": {**TEXT, "required": ["text", "markdown"]},
        "defaultConfiguration": {"properties": {"level": LEVEL}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
REGION = {"required": ["startLine", "startColumn", "endColumn"], "additionalProperties": WHOLE}
PLACE = {
    "required": ["artifactLocation", "region"],
    "properties": {"artifactLocation": {"required": ["uri"], "properties": {"uri": URI}}, "region": REGION},
}
RESULT = {
    "required": ["message", "ruleId", "level", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": {"properties": {"physicalLocation": PLACE}}},
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
    },
    "additionalProperties": False,
}
SARIF = {
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {"driver": {"required": ["name"], "properties": {"rules": {"items": RULE}}}},
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""What the standard asks of the parts that we write."""


def run(*found: Problem, new: tuple[Problem, ...] | None = None) -> dict[str, Any]:
    return json.loads(to_sarif(found, new))["runs"][0]


def test_it_has_the_shape_of_the_standard() -> None:
    every = [problem(code, Mark("data/x.yaml", 2, 3, 4), "m", "f") for code in CODES]
    for found in ([], every, [STEP, LONG]):
        jsonschema.validate(json.loads(to_sarif(found)), SARIF)
    jsonschema.validate(json.loads(to_sarif([STEP, LONG], [STEP])), SARIF)


def test_a_problem_stands_on_its_word_with_its_cure() -> None:
    (result,) = run(STEP)["results"]
    assert result["message"]["text"] == "l'étape « prenon » n'existe pas\nvouliez-vous dire « prenom » ?"
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "dialogues/permanences.yaml"},
        "region": {"startLine": 35, "startColumn": 22, "endLine": 35, "endColumn": 28},
    }


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.CRITIQUE, "error"), (Severity.AVERTISSEMENT, "warning"), (Severity.CONSEIL, "note")],
)
def test_each_severity_has_its_level(severity: Severity, level: str) -> None:
    code = next(code for code, known in CODES.items() if known.severity is severity)
    assert run(problem(code, Mark("x.yaml"), "m"))["results"][0]["level"] == level


def test_a_code_is_explained_once_and_leads_to_its_page() -> None:
    found = run(STEP, LONG, STEP)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["etape-inconnue", "phrase-longue"]
    assert [rules[result["ruleIndex"]]["id"] for result in found["results"]] == [p.code for p in (STEP, LONG, STEP)]
    assert "docs/problemes/etape-inconnue.md" in rules[0]["help"]["markdown"]


def test_a_name_with_accents_and_spaces_is_an_address() -> None:
    place = run(LONG)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "dialogues/%C3%A9t%C3%A9%20%C3%A0%20Paris.yaml"


def test_what_the_published_version_had_is_unchanged() -> None:
    states = [result["baselineState"] for result in run(STEP, LONG, new=(STEP,))["results"]]
    assert states == ["new", "unchanged"]
    assert "baselineState" not in run(STEP)["results"][0]
