"""Problems as code hosts and editors read them: SARIF 2.1.0, which places each beside its line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bot.content.codes import CODES, Severity
from bot.content.problems import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITIQUE: "error", Severity.AVERTISSEMENT: "warning", Severity.CONSEIL: "note"}


def to_sarif(problems: Iterable[Problem], new: Collection[Problem] | None = None) -> str:
    """Return the problems as one run of `allervers`; with `new`, each says whether the published version had it."""
    listed = list(problems)
    codes = sorted({problem.code for problem in listed})
    driver = {"name": "allervers", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": "fr-FR",
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), new) for problem in listed],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    """Return what a code stands for, and its page: a relative link, which `helpUri` does not allow."""
    page, explained = f"docs/problemes/{code}.md", {"text": CODES[code].explanation}
    return {
        "id": code,
        "shortDescription": explained,
        "fullDescription": explained,
        "help": {"text": f"Voir {page}.", "markdown": f"Voir [{page}]({page})."},
        "defaultConfiguration": {"level": _LEVELS[CODES[code].severity]},
    }


def _result(problem: Problem, rule: int, new: Collection[Problem] | None) -> dict[str, Any]:
    message = f"{problem.message}\n{problem.fix}" if problem.fix else problem.message
    state = {} if new is None else {"baselineState": "new" if problem in new else "unchanged"}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(problem.file)}, "region": _region(problem)}}
        ],
        **state,
    }


def _region(problem: Problem) -> dict[str, int]:
    """Return a place on one line; columns count characters from 1, and the last is the one after."""
    end = problem.column + problem.length
    return {"startLine": problem.line, "startColumn": problem.column, "endLine": problem.line, "endColumn": end}


def _uri(file: str) -> str:
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file)
