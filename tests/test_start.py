"""A start waits for nothing that it does not use."""

from __future__ import annotations

import subprocess
import sys

import pytest

USED = "bot.cli bot.commands.run"
LATER = (
    ("uvicorn", "a bot that polls, without a desk, serves no web page"),
    ("starlette", "a bot that polls, without a desk, serves no web page"),
    ("alembic", "the tables are of today already"),
    ("sqlalchemy.dialects.postgresql", "the database may be SQLite"),
    ("openpyxl", "spreadsheets are for the imports"),
)


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """The modules that `allervers run` has imported when it begins."""
    code = f"import sys, {', '.join(USED.split())}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return frozenset(told.stdout.split())


def test_it_has_what_it_uses(loaded: frozenset[str]) -> None:
    assert loaded >= set(USED.split())


@pytest.mark.parametrize(("module", "why"), LATER, ids=[module for module, _ in LATER])
def test_it_does_not_wait_for(loaded: frozenset[str], module: str, why: str) -> None:
    assert module not in loaded, why
