"""The house: its floors, and how small its rooms stay."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))
WRITTEN = [path for path in MODULES if "migrations" not in path.parts]
"""What is written by hand: a migration is never touched again."""

MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 45
MEDIAN_FUNCTION = 10
EMPTY_NAMES = {"manager", "helper", "util", "handler", "processor", "misc", "common"}
ONLY_DECLARE = {"effects", "flow"}
"""Modules of the core that declare shapes and do nothing: every test of the engine is theirs."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_arrows_only_run_down():
    """The linter runs in a process of its own: it sets up logging for itself, which would silence ours."""
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(  # noqa: S603  the linter that we pinned
        [linter, "--config", ROOT / "pyproject.toml", "--no-cache"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", MODULES, ids=named)
class TestEveryModule:
    def test_opens_with_a_sentence(self, path):
        said = ast.get_docstring(tree(path)) or ""
        first = said.partition("\n\n")[0]
        assert first, "what is this module for?"
        assert first[0].isupper() or first[0] in "`«"
        assert first.endswith((".", "!", "?", ":"))

    def test_is_small_enough_to_be_seen(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES

    def test_has_a_name_that_says_something(self, path):
        words = {word.rstrip("s") for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}
        assert not words & EMPTY_NAMES

    def test_names_its_classes_by_what_they_are(self, path):
        classes = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
        assert not [name for name in classes if name.lower().rstrip("s").endswith(tuple(EMPTY_NAMES))]


@pytest.mark.parametrize("path", WRITTEN, ids=named)
class TestEveryFunction:
    def test_is_short(self, path):
        long = {function.name: lines(function) for function in functions(path)}
        assert not {name: size for name, size in long.items() if size > MOST_LINES_OF_A_FUNCTION}

    def test_says_what_it_does_when_it_is_public(self, path):
        """One that stands in another, or under a name with an underscore, is nobody else's."""
        silent = [function.name for function in _public(tree(path)) if not ast.get_docstring(function)]
        assert not silent


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function]:
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            if isinstance(child, ast.ClassDef):
                yield from _public(child)
            else:
                yield child


ROOMS = ["core", "content", "store", "service", "telegram", "desk", "studio", "posters", "sandbox"]


@pytest.mark.parametrize("room", ROOMS)
def test_the_median_function_of_a_room_is_small(room):
    sizes = [lines(function) for path in WRITTEN if room in path.parts for function in functions(path)]
    assert statistics.median(sizes) <= MEDIAN_FUNCTION


CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


@pytest.mark.parametrize("path", [path for path in MODULES if {"core", "content"} & set(path.parts)], ids=named)
def test_now_is_an_argument(path):
    read = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name | ast.Attribute)
        and ((node.value.id if isinstance(node.value, ast.Name) else node.value.attr), node.attr) in CLOCKS
    ]
    assert not read


def test_the_tests_of_the_core_mirror_it():
    modules = {path.stem for path in (ROOT / "bot" / "core").glob("[a-z]*.py")}
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "core").glob("test_*.py")}
    assert modules - tested == ONLY_DECLARE
    assert tested - modules == {"machine"}, "the machine plays them all"
