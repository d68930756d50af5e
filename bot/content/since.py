"""What is new since the published version, so that old warnings never hold a correction hostage."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, NamedTuple

from bot.content.problems import Problem

_LINE = re.compile(r"(?<=ligne )\d+|(?<=:)\d+")
_FOLDER = re.compile(r"[\w./-]*/(?=[\w-]+\.\w+)")

Known = Counter[tuple[str, str, str]]
"""How often each problem was there, by what stays the same of it when lines move: code, name of the file, sentence."""


class Since(NamedTuple):
    """The problems of today: those that were not there in the published version, and those that were."""

    new: tuple[Problem, ...]
    old: tuple[Problem, ...]

    def headline(self) -> str:
        """Return how many there are of both, as an operator reads it."""
        new = _count(len(self.new), "nouveau", "nouveaux")
        return f"Depuis la version publiée : {new}, {_count(len(self.old), 'ancien', 'anciens')}."


def since(problems: Iterable[Problem], published: Known) -> Since:
    """Return which problems are new; of several that read the same, as many are old as there were, the first ones."""
    left = Counter(published)
    new, old = list[Problem](), list[Problem]()
    for problem in problems:
        sign = _sign(problem.code, problem.file, problem.message)
        (old if left[sign] > 0 else new).append(problem)
        left[sign] -= 1
    return Since(tuple(new), tuple(old))


def known(problems: Iterable[Problem]) -> Known:
    """Return what is known of a version by its problems."""
    return Counter(_sign(problem.code, problem.file, problem.message) for problem in problems)


def known_from_json(text: str) -> Known:
    """Return what is known of a version by what `check --format json` said of it; ValueError for anything else."""
    try:
        rows: list[dict[str, Any]] = json.loads(text)["problems"]
        return Counter(_sign(str(row["code"]), str(row["file"]), str(row["message"])) for row in rows)
    except (KeyError, TypeError) as error:
        raise ValueError("not a list of problems") from error


def _sign(code: str, file: str, message: str) -> tuple[str, str, str]:
    return code, PurePath(file).name, _LINE.sub("", _FOLDER.sub("", message))


def _count(number: int, one: str, several: str) -> str:
    return f"{number or 'aucun'} {one if number < 2 else several}"
